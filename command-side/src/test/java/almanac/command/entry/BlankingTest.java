package almanac.command.entry;

import static almanac.command.entry.EntryFixture.ID;
import static almanac.command.entry.EntryFixture.pickup;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import almanac.entry.Answer;
import almanac.entry.Change;
import almanac.entry.EntryCommand.BlankEntry;
import almanac.entry.EntryFact;
import almanac.entry.EntryState;
import almanac.entry.Invitee;
import almanac.entry.MailAddress;
import almanac.entry.Numbering;
import almanac.entry.OccurrenceKey;
import almanac.entry.Recurrence;
import almanac.entry.SingleEntry;
import almanac.message.Personal;
import almanac.message.Rejected;
import almanac.recurrence.Rule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** What one person wrote goes, and nothing of the others is said again. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class BlankingTest {

    private static final String WORD = Personal.WORD;
    private static final MailAddress NOBODY = new MailAddress(Personal.NO_ADDRESS);
    private static final MailAddress EVA = new MailAddress("eva@example.org");
    private static final MailAddress FRED = new MailAddress("fred@example.org");

    private static EntryState.Live after(List<? extends EntryFact> facts) {
        var state = EntryState.initial();
        for (var fact : facts) {
            state = state.evolve(fact);
        }
        return (EntryState.Live) state;
    }

    private static EntryFact series() {
        var once = pickup();
        return new EntryFact.EntryCreated(
                ID,
                once.calendar(),
                once.uid(),
                once.creator(),
                once.details(),
                once.span(),
                Optional.of(Recurrence.of(Rule.parse("FREQ=DAILY;COUNT=9"))),
                Optional.of(new Numbering(once.span().localStart(), 86_400)));
    }

    private static OccurrenceKey day(int number) {
        return new OccurrenceKey(number);
    }

    private static Change title(String to) {
        return new Change.Title(to);
    }

    private static Change place(String to) {
        return new Change.Location(Optional.of(to));
    }

    private static Change noPlace() {
        return new Change.Location(Optional.empty());
    }

    private static EntryFact updated(Change... changes) {
        return new EntryFact.EntryUpdated(ID, List.of(changes));
    }

    private static EntryFact once(int day, Change... changes) {
        return new EntryFact.OccurrenceUpdated(ID, day(day), List.of(changes));
    }

    private static EntryFact later(int day, Change... changes) {
        return new EntryFact.FollowingUpdated(ID, day(day), List.of(changes));
    }

    private static List<EntryFact> blanked(EntryState.Live now, EntryState.Live content) {
        return Blanking.entry(now, new BlankEntry(ID, content, OptionalLong.empty()));
    }

    @Test
    void of_a_single_event_only_the_fields_change_that_the_person_wrote() {
        EntryFixture.fixture()
                .given(pickup(), updated(place("at the gate")))
                .when(new BlankEntry(ID, after(List.of(pickup(), updated(noPlace()))), at(1)))
                .expectEvents(updated(noPlace()));
        EntryFixture.fixture()
                .given(pickup())
                .when(new BlankEntry(ID, after(List.of(pickup())), at(0)))
                .expectNoEvents();
        EntryFixture.fixture()
                .given(pickup(), updated(place("at the gate")))
                .when(new BlankEntry(ID, after(List.of(pickup())), at(0)))
                .expectException(Rejected.class);
    }

    private static OptionalLong at(long revision) {
        return OptionalLong.of(revision);
    }

    @Test
    void each_part_of_a_series_and_each_occurrence_keeps_what_others_wrote() {
        var now =
                after(
                        List.of(
                                series(),
                                once(1, place("theirs"), title("mine")),
                                once(6, title("theirs")),
                                later(4, place("mine")),
                                once(7, place("mine too"))));
        var content =
                after(
                        List.of(
                                series(),
                                once(1, place("theirs"), title(WORD)),
                                once(6, title("theirs")),
                                later(4, noPlace()),
                                once(7, noPlace())));

        var facts = blanked(now, content);

        assertThat(facts)
                .containsExactly(
                        new EntryFact.SegmentUpdated(ID, day(4), List.of(noPlace())),
                        once(1, title(WORD)),
                        once(7, noPlace()));
        assertThat(evolved(now, facts)).isEqualTo(content);
    }

    @Test
    void the_title_of_all_goes_and_the_one_that_an_occurrence_has_of_its_own_stays() {
        var now = after(List.of(series(), updated(title("mine")), once(2, title("theirs"))));
        var content = after(List.of(series(), updated(title(WORD)), once(2, title("theirs"))));

        assertThat(evolved(now, blanked(now, content))).isEqualTo(content);
    }

    private static EntryState evolved(EntryState state, List<EntryFact> facts) {
        var result = state;
        for (var fact : facts) {
            result = result.evolve(fact);
        }
        return result;
    }

    private static Change invited(MailAddress address, String name) {
        var of = Invitee.of(address);
        return new Change.Invited(
                new Invitee(address, Optional.of(name), of.role(), of.kind(), of.wording()));
    }

    /** As the fact reads once the key is gone. */
    private static EntryFact sealed(EntryFact fact) {
        var changes = ((EntryFact.EntryUpdated) fact).changes().stream();
        return new EntryFact.EntryUpdated(ID, changes.map(BlankingTest::sealed).toList());
    }

    private static Change sealed(Change change) {
        return switch (change) {
            case Change.Invited invited -> new Change.Invited(Invitee.of(NOBODY));
            case Change.Uninvited uninvited -> new Change.Uninvited(NOBODY);
            case Change.Answered(var address, var to) -> new Change.Answered(NOBODY, to);
            default -> change;
        };
    }

    @Test
    void whom_the_person_invited_is_invited_no_more_and_no_other_is_named_in_the_end() {
        var theirs = List.of(pickup(), updated(invited(EVA, "Eva")));
        var mine =
                List.of(
                        updated(invited(FRED, "Fred")),
                        updated(
                                invited(EVA, "Evi"),
                                new Change.Answered(EVA, Answer.of(Answer.Response.DECLINED))));
        var facts = new ArrayList<EntryFact>(theirs);
        facts.addAll(mine);
        var now = after(facts);
        var unreadable = new ArrayList<EntryFact>(theirs);
        mine.forEach(fact -> unreadable.add(sealed(fact)));

        var blanks = blanked(now, after(unreadable));

        var wanted = after(theirs);
        assertThat(evolved(now, blanks)).isEqualTo(wanted);
        blanks.forEach(fact -> unreadable.add(sealed(fact)));
        assertThat(after(unreadable)).isEqualTo(wanted);
        assertThat(blanked((SingleEntry) evolved(now, blanks), after(unreadable))).isEmpty();
    }

    @Test
    void content_that_is_not_this_event_with_other_words_is_refused() {
        var single = after(List.of(pickup()));
        var series = after(List.of(series(), once(1, title("one"))));
        assertThatThrownBy(() -> blanked(single, series)).isInstanceOf(Rejected.class);
        assertThatThrownBy(() -> blanked(series, after(List.of(series()))))
                .isInstanceOf(Rejected.class);
    }
}
