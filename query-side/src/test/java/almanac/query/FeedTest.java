package almanac.query;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.calendar.Permission;
import almanac.entry.Change;
import almanac.entry.Details;
import almanac.entry.EntryFact;
import almanac.entry.EntryNumber;
import almanac.entry.EntryState;
import almanac.entry.Numbering;
import almanac.entry.OccurrenceKey;
import almanac.entry.Recurrence;
import almanac.feed.FeedId;
import almanac.feed.FeedPlace;
import almanac.feed.FeedQuery;
import almanac.feed.FeedRecord;
import almanac.feed.FeedTerms;
import almanac.feed.FeedTerms.Mode;
import almanac.feed.GonePlace;
import almanac.feed.GoneRecord;
import almanac.message.Rejection;
import almanac.recurrence.Rule;
import almanac.time.End;
import almanac.time.Span;
import almanac.time.Window;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What somebody who keeps a copy of a calendar is told, and what not. */
class FeedTest {

    private static final ZoneId VIENNA = ZoneId.of("Europe/Vienna");
    private static final Instant NOW = Instant.parse("2026-01-10T12:30:00Z");
    private static final Window MARCH =
            Window.ofDays(LocalDate.of(2026, 3, 1), LocalDate.of(2026, 3, 31), ZoneOffset.UTC);

    private final World world =
            new World()
                    .happen(
                            World.registered(1, "anna"),
                            World.registered(2, "ben"),
                            World.opened(1, 1, "home"),
                            World.opened(2, 1, "work"));

    @Test
    void what_moves_out_of_the_window_is_gone_and_what_moves_in_is_told() {
        world.happen(single(1, "in", march(5)), single(2, "out", hour(LocalDate.of(2026, 5, 5))));
        var copy = copy(Mode.MASTERS, false).catchUp(head(), NOW, 10);
        assertThat(titles(copy)).containsExactly("in");

        world.happen(
                moved(1, hour(LocalDate.of(2026, 4, 1))), moved(2, march(9)), renamed(2, "now in"));
        copy.catchUp(head(), NOW, 10);

        assertThat(titles(copy)).containsExactly("now in");
        assertThat(copy.gone()).extracting(GoneRecord::id).containsExactly(id(1));
        assertThat(copy.gone().getFirst().at())
                .as("when it left")
                .isEqualTo(Instant.parse("2026-01-01T00:00:06Z"));
    }

    @Test
    void what_moves_to_another_calendar_leaves_one_copy_and_joins_the_other() {
        world.happen(single(1, "meeting", march(5)));
        var home = copy(Mode.MASTERS, false).catchUp(head(), NOW, 10);
        var work = copy(2, Mode.MASTERS, false).catchUp(head(), NOW, 10);

        world.happen(new EntryFact.EntryMoved(World.entry(1), calendar(1), calendar(2)));
        home.catchUp(head(), NOW, 10);
        work.catchUp(head(), NOW, 10);
        assertThat(home.held()).isEmpty();
        assertThat(titles(work)).containsExactly("meeting");

        world.happen(new EntryFact.EntryMoved(World.entry(1), calendar(2), calendar(1)));
        assertThat(titles(home.catchUp(head(), NOW, 10))).containsExactly("meeting");
        assertThat(work.catchUp(head(), NOW, 10).held()).isEmpty();
    }

    @Test
    void what_is_restored_is_there_again_where_its_content_says() {
        world.happen(single(1, "dinner", march(5)), single(2, "away", march(6)));
        var copy = copy(Mode.MASTERS, false).catchUp(head(), NOW, 10);
        var dinner = (EntryState.Live) EntryState.initial().evolve(single(1, "supper", march(9)));
        var away =
                (EntryState.Live)
                        EntryState.initial()
                                .evolve(single(2, "home", hour(LocalDate.of(2026, 3, 20))));

        world.happen(deleted(1), moved(2, hour(LocalDate.of(2026, 8, 1))));
        assertThat(copy.catchUp(head(), NOW, 10).held()).isEmpty();
        world.happen(
                new EntryFact.EntryRestored(World.entry(1), dinner),
                new EntryFact.EntryRestored(World.entry(2), away));
        assertThat(titles(copy.catchUp(head(), NOW, 10)))
                .containsExactlyInAnyOrder("supper", "home");
        assertThat(titles(copy(Mode.MASTERS, false).catchUp(head(), NOW, 10)))
                .as("a new copy")
                .containsExactlyInAnyOrder("supper", "home");
    }

    @Test
    void nobody_is_told_that_something_is_gone_which_they_never_could_have() {
        world.happen(single(1, "before my time", march(5)), deleted(1));
        var copy = copy(Mode.MASTERS, false).catchUp(head(), NOW, 10);
        world.happen(
                single(2, "never in march", hour(LocalDate.of(2026, 6, 1))),
                deleted(2),
                single(3, "for a moment", march(7)),
                deleted(3));
        copy.catchUp(head(), NOW, 10);
        assertThat(copy.gone()).extracting(GoneRecord::id).containsExactly(id(3));
    }

    @Test
    void a_series_is_told_by_its_master_and_its_exceptions() {
        var series = daily(1, "standup", LocalDate.of(2026, 3, 2), "FREQ=DAILY;COUNT=10");
        world.happen(
                series,
                new EntryFact.OccurrenceUpdated(
                        World.entry(1),
                        new OccurrenceKey(2),
                        List.of(new Change.Title("with guests"))),
                new EntryFact.OccurrenceDeleted(World.entry(1), new OccurrenceKey(4)));
        var copy = copy(Mode.MASTERS, false).catchUp(head(), NOW, 10);

        assertThat(titles(copy)).containsExactly("standup", "with guests");
        var master = copy.record(id(1));
        assertThat(master.recurrence().flatMap(Recurrence::rule))
                .contains(Rule.parse("FREQ=DAILY;COUNT=10"));
        assertThat(master.exclusions()).containsExactly(LocalDate.of(2026, 3, 6).atTime(9, 0));
        var exception = copy.record(occurrence(1, 2));
        assertThat(exception.exception()).isTrue();
        assertThat(exception.planned()).contains(march(4));

        world.happen(new EntryFact.OccurrenceRestored(World.entry(1), new OccurrenceKey(2)));
        copy.catchUp(head(), NOW, 10);
        assertThat(titles(copy)).containsExactly("standup");
        assertThat(copy.gone()).extracting(GoneRecord::id).containsExactly(occurrence(1, 2));
    }

    @Test
    void each_part_of_a_split_series_has_a_master() {
        world.happen(
                daily(1, "standup", LocalDate.of(2026, 3, 2), "FREQ=DAILY;COUNT=10"),
                new EntryFact.FollowingUpdated(
                        World.entry(1),
                        new OccurrenceKey(5),
                        List.of(new Change.Title("standup, remote"))));
        var copy = copy(Mode.MASTERS, false).catchUp(head(), NOW, 10);
        var second = FeedId.part(World.entry(1), new OccurrenceKey(5));

        assertThat(copy.held().keySet()).containsExactlyInAnyOrder(id(1), second);
        assertThat(copy.record(second).details().title()).isEqualTo("standup, remote");
        assertThat(copy.record(second).span().startDate()).isEqualTo(LocalDate.of(2026, 3, 7));
        assertThat(
                        world.ask(
                                new FeedQuery.ById(calendar(1), second, World.user(1)),
                                FeedRecord.class))
                .isEqualTo(copy.record(second));

        world.happen(new EntryFact.FollowingDeleted(World.entry(1), new OccurrenceKey(5)));
        copy.catchUp(head(), NOW, 10);
        assertThat(copy.held().keySet()).containsExactly(id(1));
    }

    @Test
    void an_expanded_copy_holds_the_occurrences_of_the_window() {
        world.happen(daily(1, "standup", LocalDate.of(2026, 3, 29), "FREQ=DAILY"));
        var copy = copy(Mode.EXPANDED, false).catchUp(head(), NOW, 2);
        assertThat(copy.held().keySet())
                .containsExactlyInAnyOrder(occurrence(1, 0), occurrence(1, 1), occurrence(1, 2));

        world.happen(new EntryFact.OccurrenceDeleted(World.entry(1), new OccurrenceKey(1)));
        copy.catchUp(head(), NOW, 2);
        assertThat(copy.held().keySet())
                .containsExactlyInAnyOrder(occurrence(1, 0), occurrence(1, 2));
        assertThat(copy.gone()).extracting(GoneRecord::id).containsExactly(occurrence(1, 1));
    }

    @Test
    void a_series_that_happens_too_often_is_told_by_its_master() {
        world.happen(daily(1, "tick", LocalDate.of(2026, 3, 2), "FREQ=MINUTELY"));
        var copy = copy(Mode.EXPANDED, true).catchUp(head(), NOW, 10);
        assertThat(copy.held().keySet()).containsExactly(id(1));
        assertThat(copy.catchUp(head(), NOW.plus(Duration.ofDays(9)), 10).held().keySet())
                .containsExactly(id(1));
    }

    @Test
    void time_brings_what_lies_behind_the_end_of_a_growing_window() {
        world.happen(
                single(1, "on the first of april", hour(LocalDate.of(2026, 4, 1))),
                single(2, "on the second", hour(LocalDate.of(2026, 4, 2))),
                daily(3, "standup", LocalDate.of(2026, 3, 30), "FREQ=DAILY"));
        var growing = copy(Mode.EXPANDED, true).catchUp(head(), NOW, 1);
        var fixed = copy(Mode.EXPANDED, false).catchUp(head(), NOW, 1);
        assertThat(growing.held()).hasSize(2).isEqualTo(fixed.held());

        var tomorrow = NOW.plus(Duration.ofHours(24));
        assertThat(growing.catchUp(head(), tomorrow, 1).held().keySet())
                .containsExactlyInAnyOrder(
                        id(1), occurrence(3, 0), occurrence(3, 1), occurrence(3, 2));
        assertThat(fixed.catchUp(head(), tomorrow, 1).held()).hasSize(2);

        world.happen(deleted(1));
        assertThat(growing.catchUp(head(), tomorrow, 1).held()).hasSize(3);
    }

    @Test
    void an_old_place_is_refused_once_something_was_forgotten() {
        world.happen(single(1, "a", march(5)), single(2, "b", march(6)));
        var terms = terms(MARCH, Mode.MASTERS, false);
        var old = new FeedPlace(head(), 0, Optional.empty());
        var oldHead = head();
        world.happen(deleted(1));
        var fresh = new FeedPlace(head(), 0, Optional.empty());

        world.side().forgetLeft(Instant.parse("2026-01-01T00:00:00Z"));
        assertThat(copyOf(terms, old, oldHead)).isEmpty();

        world.side().forgetLeft(NOW);
        assertThat(copyOf(terms, old, oldHead))
                .hasSize(2)
                .allMatch(Rejection.Expired.class::isInstance);
        assertThat(copyOf(terms, fresh, head())).isEmpty();
        assertThat(titles(copy(Mode.MASTERS, false).catchUp(head(), NOW, 10)))
                .as("who begins now misses nothing")
                .containsExactly("b");
    }

    /** Why asking on from there is refused; empty when it is answered. */
    private List<Rejection> copyOf(FeedTerms terms, FeedPlace place, long position) {
        var updated =
                new FeedQuery.Updated(calendar(1), terms, place, head(), NOW, 10, World.user(1));
        var gone =
                new FeedQuery.Gone(
                        calendar(1), terms, GonePlace.at(position), head(), NOW, 10, World.user(1));
        return List.of(updated, gone).stream().flatMap(query -> refusalOf(query).stream()).toList();
    }

    private Optional<Rejection> refusalOf(Object query) {
        try {
            world.ask(query, Object.class);
            return Optional.empty();
        } catch (almanac.message.Rejected refused) {
            return Optional.of(refused.rejection());
        }
    }

    @Test
    void only_who_may_see_the_calendar_is_told() {
        world.happen(single(1, "a", march(5)), World.shared(1, 2, Permission.READ));
        var shared =
                new FeedQuery.Updated(
                        calendar(1),
                        terms(MARCH, Mode.MASTERS, false),
                        FeedPlace.START,
                        head(),
                        NOW,
                        10,
                        World.user(2));
        assertThat(refusalOf(shared)).isEmpty();
        world.happen(
                new almanac.calendar.CalendarFact.CalendarUnshared(calendar(1), World.user(2)));
        assertThat(refusalOf(shared)).containsInstanceOf(Rejection.NotPermitted.class);
    }

    @Test
    void a_reader_that_lags_behind_its_place_is_told_nothing() {
        world.happen(single(1, "a", march(5)));
        var copy = copy(Mode.MASTERS, true).catchUp(head(), NOW, 10);
        assertThat(copy.updated(2, NOW.plus(Duration.ofDays(30)), 10)).isTrue();
        assertThat(copy.removed(2, NOW.plus(Duration.ofDays(30)), 10)).isTrue();
        world.happen(renamed(1, "b"));
        assertThat(titles(copy.catchUp(head(), NOW, 10))).containsExactly("b");
    }

    private Copy copy(Mode mode, boolean growing) {
        return copy(1, mode, growing);
    }

    private Copy copy(long calendar, Mode mode, boolean growing) {
        return new Copy(world, calendar(calendar), World.user(1), terms(MARCH, mode, growing));
    }

    private FeedTerms terms(Window window, Mode mode, boolean growing) {
        return new FeedTerms(window, mode, growing, NOW, head());
    }

    private long head() {
        return world.history().size() - 1L;
    }

    private static List<String> titles(Copy copy) {
        return copy.held().values().stream()
                .map(record -> record.details().title())
                .sorted()
                .toList();
    }

    private static FeedId id(long entry) {
        return FeedId.entry(World.entry(entry));
    }

    private static FeedId occurrence(long entry, long slot) {
        return FeedId.of(EntryNumber.of(World.entry(entry), new OccurrenceKey(slot)));
    }

    private static almanac.calendar.CalendarId calendar(long id) {
        return World.calendar(id);
    }

    private static EntryFact single(long entry, String title, Span span) {
        return World.single(entry, 1, title, span);
    }

    private static EntryFact moved(long entry, Span to) {
        return new EntryFact.EntryUpdated(World.entry(entry), List.of(new Change.When(to)));
    }

    private static EntryFact renamed(long entry, String title) {
        return new EntryFact.EntryUpdated(World.entry(entry), List.of(new Change.Title(title)));
    }

    private static EntryFact deleted(long entry) {
        return new EntryFact.EntryDeleted(World.entry(entry), calendar(1));
    }

    private static Span march(int day) {
        return hour(LocalDate.of(2026, 3, day));
    }

    private static Span hour(LocalDate day) {
        return new Span.Timed(day.atTime(9, 0), VIENNA, new End.At(day.atTime(10, 0)));
    }

    private static EntryFact daily(long entry, String title, LocalDate first, String rule) {
        var span = hour(first);
        var step = rule.contains("MINUTELY") ? 60 : 86_400;
        return new EntryFact.EntryCreated(
                World.entry(entry),
                calendar(1),
                "uid-" + entry,
                World.user(1),
                Details.titled(title),
                span,
                Optional.of(Recurrence.of(Rule.parse(rule))),
                Optional.of(new Numbering(span.localStart(), step)));
    }
}
