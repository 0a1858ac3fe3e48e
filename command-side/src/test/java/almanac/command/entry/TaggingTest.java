package almanac.command.entry;

import static almanac.command.entry.EntryFixture.ID;
import static almanac.command.entry.EntryFixture.expectRejection;
import static almanac.command.entry.EntryFixture.fixture;
import static almanac.command.entry.EntryFixture.pickup;
import static almanac.command.entry.EntryFixture.soccer;
import static almanac.command.entry.EntryFixture.week;
import static org.assertj.core.api.Assertions.assertThat;

import almanac.entry.Change;
import almanac.entry.EntryCommand.TagEntry;
import almanac.entry.EntryFact;
import almanac.entry.EntryState;
import almanac.entry.OccurrenceKey;
import almanac.entry.Scope;
import almanac.message.Rejection;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class TaggingTest {

    private static final String WEEKLY = "FREQ=WEEKLY;BYDAY=WE;COUNT=6";

    private static TagEntry tag(Scope scope, Optional<OccurrenceKey> key) {
        return new TagEntry(ID, key, scope, "sport");
    }

    private static Change tags(String... tags) {
        return new Change.Tags(List.of(tags));
    }

    private static EntryFact updated(String... tags) {
        return new EntryFact.EntryUpdated(ID, List.of(tags(tags)));
    }

    private static EntryFact following(int week, String... tags) {
        return new EntryFact.FollowingUpdated(ID, week(week), List.of(tags(tags)));
    }

    private static EntryFact occurrence(int week, String... tags) {
        return new EntryFact.OccurrenceUpdated(ID, week(week), List.of(tags(tags)));
    }

    /** Weeks 0 and 1 have no tag, 2 on "away", of which 4 has its own "final". */
    private static List<EntryFact> parts() {
        return List.of(soccer(WEEKLY), following(2, "away"), occurrence(4, "final"));
    }

    private static EntryState state(List<EntryFact> facts) {
        var state = EntryState.initial();
        for (var fact : facts) {
            state = state.evolve(fact);
        }
        return state;
    }

    /** The tags of each occurrence once the command's facts are folded. */
    private static List<List<String>> after(TagEntry command) {
        var before = state(parts());
        var state = before;
        for (var fact : Tagging.tag(before, command)) {
            state = state.evolve(fact);
        }
        var live = (EntryState.Live) state;
        return IntStream.range(0, 6)
                .mapToObj(n -> live.occurrence(week(n)).orElseThrow().details().tags())
                .toList();
    }

    @Test
    void a_single_entry_gets_it_beside_what_it_has_and_once() {
        fixture()
                .given(pickup(), updated("kids"))
                .when(tag(Scope.ALL, Optional.empty()))
                .expectEvents(updated("kids", "sport"));
        fixture()
                .given(pickup(), updated("Sport"))
                .when(tag(Scope.ALL, Optional.empty()))
                .expectNoEvents();
    }

    @Test
    void every_part_and_occurrence_of_a_series_keeps_its_own() {
        assertThat(after(tag(Scope.ALL, Optional.empty())))
                .containsExactly(
                        List.of("sport"),
                        List.of("sport"),
                        List.of("away", "sport"),
                        List.of("away", "sport"),
                        List.of("final", "sport"),
                        List.of("away", "sport"));
    }

    @Test
    void an_occurrence_is_tagged_alone_and_what_follows_from_there() {
        assertThat(after(tag(Scope.THIS, Optional.of(week(3)))))
                .containsExactly(
                        List.of(),
                        List.of(),
                        List.of("away"),
                        List.of("away", "sport"),
                        List.of("final"),
                        List.of("away"));
        assertThat(after(tag(Scope.FUTURE, Optional.of(week(3)))))
                .containsExactly(
                        List.of(),
                        List.of(),
                        List.of("away"),
                        List.of("away", "sport"),
                        List.of("final", "sport"),
                        List.of("away", "sport"));
    }

    @Test
    void a_plain_series_is_tagged_by_one_fact() {
        fixture()
                .given(soccer(WEEKLY))
                .when(tag(Scope.ALL, Optional.empty()))
                .expectEvents(updated("sport"));
        fixture()
                .given(soccer(WEEKLY))
                .when(tag(Scope.FUTURE, Optional.of(week(0))))
                .expectEvents(updated("sport"));
    }

    @Test
    void where_all_have_it_nothing_happens() {
        fixture()
                .given(soccer(WEEKLY), updated("sport"), occurrence(4, "final", "SPORT"))
                .when(tag(Scope.ALL, Optional.empty()))
                .expectNoEvents();
        fixture()
                .given(soccer(WEEKLY), following(2, "sport"))
                .when(tag(Scope.FUTURE, Optional.of(week(3))))
                .expectNoEvents();
    }

    @Test
    void an_entry_has_at_most_fifty_tags() {
        var fifty = IntStream.range(0, 50).mapToObj(n -> "t" + n).toArray(String[]::new);
        expectRejection(
                fixture().given(pickup(), updated(fifty)).when(tag(Scope.ALL, Optional.empty())),
                Rejection.Invalid.class);
    }

    @Test
    void what_takes_place_no_more_is_not_tagged() {
        expectRejection(
                fixture()
                        .given(soccer(WEEKLY), new EntryFact.OccurrenceDeleted(ID, week(1)))
                        .when(tag(Scope.THIS, Optional.of(week(1)))),
                Rejection.NoSuchOccurrence.class);
        expectRejection(
                fixture().given(pickup()).when(tag(Scope.THIS, Optional.of(week(1)))),
                Rejection.NoSuchOccurrence.class);
    }
}
