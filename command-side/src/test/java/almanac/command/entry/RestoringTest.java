package almanac.command.entry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import almanac.calendar.CalendarId;
import almanac.entry.Change;
import almanac.entry.Details;
import almanac.entry.EntryCommand;
import almanac.entry.EntryFact;
import almanac.entry.EntryId;
import almanac.entry.EntryPart;
import almanac.entry.EntryState;
import almanac.entry.Numbering;
import almanac.entry.OccurrenceKey;
import almanac.entry.Recurrence;
import almanac.entry.Series;
import almanac.message.Rejected;
import almanac.message.Rejection;
import almanac.recurrence.Rule;
import almanac.time.Span;
import almanac.time.Window;
import almanac.user.UserId;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** Whatever happened since, what comes back is what was. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class RestoringTest {

    private static final int HISTORIES = 250 * Integer.getInteger("random.times", 1);
    private static final EntryId ENTRY = new EntryId(42);
    private static final CalendarId HOME = new CalendarId(5);
    private static final CalendarId WORK = new CalendarId(6);
    private static final LocalDate FIRST = LocalDate.of(2026, 4, 1);
    private static final Window ALWAYS =
            new Window(Window.BEGINNING, Window.END_OF_TIME, ZoneOffset.UTC);

    private static EntryFact created(boolean series) {
        return new EntryFact.EntryCreated(
                ENTRY,
                HOME,
                "uid",
                new UserId(7),
                Details.titled("soccer"),
                new Span.AllDay(FIRST, FIRST.plusDays(1)),
                Optional.of(Recurrence.of(Rule.parse("FREQ=DAILY;COUNT=12"))).filter(r -> series),
                Optional.of(new Numbering(FIRST.atStartOfDay(), 86_400)).filter(n -> series));
    }

    private static EntryFact next(Random random, EntryState state) {
        if (!(state instanceof EntryState.Live live)) {
            return created(random.nextBoolean());
        }
        var key = new OccurrenceKey(1 + random.nextInt(last(live)));
        var title = List.<Change>of(new Change.Title("title " + random.nextInt(50)));
        if (live instanceof almanac.entry.SingleEntry || random.nextInt(4) == 0) {
            return switch (random.nextInt(3)) {
                case 0 -> new EntryFact.EntryDeleted(ENTRY, live.calendar());
                case 1 ->
                        new EntryFact.EntryMoved(
                                ENTRY, live.calendar(), live.calendar().equals(HOME) ? WORK : HOME);
                default -> new EntryFact.EntryUpdated(ENTRY, title);
            };
        }
        return switch (random.nextInt(9)) {
            case 0 -> new EntryFact.OccurrenceDeleted(ENTRY, key);
            case 1 -> new EntryFact.FollowingUpdated(ENTRY, key, title);
            case 3 -> new EntryFact.FollowingDeleted(ENTRY, new OccurrenceKey(key.slot() + 1));
            case 4 -> new EntryFact.SegmentDeleted(ENTRY, segment(random, live));
            case 5 -> new EntryFact.FollowingUpdated(ENTRY, key, shortened(random, live, key));
            case 2 -> new EntryFact.OccurrenceRestored(ENTRY, key);
            case 6 ->
                    new EntryFact.OccurrenceUpdated(
                            ENTRY,
                            key,
                            List.of(
                                    new Change.When(
                                            new Span.AllDay(
                                                    FIRST.plusDays(random.nextInt(40)),
                                                    FIRST.plusDays(50)))));
            default -> new EntryFact.OccurrenceUpdated(ENTRY, key, title);
        };
    }

    /** Behind its end nobody edits. */
    private static int last(EntryState.Live live) {
        return live instanceof Series series
                ? series.endBefore().map(end -> (int) end.slot() - 1).orElse(10)
                : 10;
    }

    private static OccurrenceKey segment(Random random, EntryState.Live live) {
        var segments = ((Series) live).segments();
        return segments.get(random.nextInt(segments.size())).from();
    }

    private static List<Change> shortened(Random random, EntryState.Live live, OccurrenceKey key) {
        var ruling = ((Series) live).segmentOf(key);
        var rule = "FREQ=DAILY;COUNT=" + (1 + random.nextInt(12));
        return List.of(
                new Change.Repeats(
                        ruling.at(ruling.startOf(key, ((Series) live).numbering())),
                        Optional.of(Recurrence.of(Rule.parse(rule))),
                        Optional.empty()));
    }

    private static List<EntryState> story(long seed) {
        var random = new Random(seed);
        var states = new ArrayList<EntryState>();
        var state = EntryState.initial();
        for (var step = 0; step < 30; step++) {
            state = state.evolve(next(random, state));
            states.add(state);
        }
        return states;
    }

    private static EntryState after(EntryState state, List<EntryFact> facts) {
        var result = state;
        for (var fact : facts) {
            result = result.evolve(fact);
        }
        return result;
    }

    @Test
    void an_entry_is_again_what_it_was_at_any_time_of_its_history() {
        for (var seed = 1L; seed <= HISTORIES; seed++) {
            var states = story(seed);
            var now = states.getLast();
            for (var then : states) {
                if (then instanceof EntryState.Live live) {
                    var command = new EntryCommand.RestoreEntry(ENTRY, live, OptionalLong.empty());
                    var facts = Restoring.entry(now, command);
                    assertThat(after(now, facts)).as("seed %d", seed).isEqualTo(then);
                    assertThat(Restoring.entry(then, command)).as("seed %d", seed).isEmpty();
                }
            }
        }
    }

    @Test
    void an_occurrence_is_again_what_it_was_and_no_other_changes() {
        var restored = 0;
        for (var seed = 1L; seed <= HISTORIES; seed++) {
            var states = story(seed);
            var then = states.get(states.size() / 2);
            if (then instanceof Series before && states.getLast() instanceof Series now) {
                for (var slot = 0; slot < 12; slot++) {
                    back(seed, now, before, new OccurrenceKey(slot));
                    restored++;
                }
            }
        }
        assertThat(restored).isGreaterThan(100);
    }

    @Test
    void all_occurrences_go_back_one_after_another_wherever_the_series_ended_meanwhile() {
        for (var seed = 1L; seed <= HISTORIES; seed++) {
            var states = story(seed);
            var then = states.get(states.size() / 2);
            if (then instanceof Series before && states.getLast() instanceof Series now) {
                var slots = new ArrayList<>(LongStream.range(0, 12).boxed().toList());
                Collections.shuffle(slots, new Random(seed));
                var state = now;
                for (var slot : slots) {
                    state = back(seed, state, before, new OccurrenceKey(slot));
                }
            }
        }
    }

    private static Series back(long seed, Series now, Series before, OccurrenceKey key) {
        var command =
                new EntryCommand.RestoreOccurrence(
                        ENTRY, key, before.occurrence(key), OptionalLong.empty());
        var back = (Series) after(now, Restoring.occurrence(now, command));
        for (var other = 0; other < 12; other++) {
            var each = new OccurrenceKey(other);
            var wanted = each.equals(key) ? before : now;
            assertThat(back.occurrence(each).map(it -> it.details()))
                    .as("seed %d, %s, %d", seed, key, other)
                    .isEqualTo(wanted.occurrence(each).map(it -> it.details()));
            assertThat(back.occurrence(each).map(it -> it.span()))
                    .as("seed %d, %s, %d", seed, key, other)
                    .isEqualTo(wanted.occurrence(each).map(it -> it.span()));
        }
        assertThat(back.within(ALWAYS, 1000)).containsAll(back.occurrence(key).stream().toList());
        if (before.occurrence(key).isPresent() && now.occurrence(key).isEmpty()) {
            assertThat(exported(back)).as("seed %d, %s", seed, key).contains(place(back, key));
        }
        return back;
    }

    private static LocalDateTime place(Series series, OccurrenceKey key) {
        return series.segmentOf(key).startOf(key, series.numbering());
    }

    /** What files and providers are told of, by original start. */
    private static Set<LocalDateTime> exported(Series series) {
        var starts = new HashSet<LocalDateTime>();
        for (var part : EntryPart.of(series)) {
            var content = part.content();
            content.recurrence()
                    .orElseThrow()
                    .starts(content.span())
                    .startsFrom(LocalDateTime.MIN)
                    .forEachRemaining(starts::add);
            content.overrides().forEach(own -> starts.add(own.originalStart()));
        }
        return starts;
    }

    @Test
    void what_was_cut_off_comes_back_as_dates_that_a_file_can_hold() {
        var series = (Series) EntryState.initial().evolve(created(true));
        var cut =
                after(series, List.of(new EntryFact.FollowingDeleted(ENTRY, new OccurrenceKey(4))));
        var state = (Series) cut;
        for (var slot : List.of(7L, 5L)) {
            var key = new OccurrenceKey(slot);
            var command =
                    new EntryCommand.RestoreOccurrence(
                            ENTRY, key, series.occurrence(key), OptionalLong.empty());
            state = (Series) after(state, Restoring.occurrence(state, command));
        }
        assertThat(EntryPart.of(state)).hasSize(2);
        var part = EntryPart.of(state).getLast().content();
        assertThat(part.span().startDate()).isEqualTo(FIRST.plusDays(5));
        assertThat(part.overrides()).isEmpty();
        assertThat(part.recurrence().orElseThrow().additions())
                .containsExactly(
                        FIRST.plusDays(5).atStartOfDay(), FIRST.plusDays(7).atStartOfDay());
        assertThat(state.head(20)).hasSize(6);
    }

    @Test
    void what_is_not_there_or_does_not_repeat_has_no_occurrence_to_restore() {
        var key = new OccurrenceKey(1);
        var command =
                new EntryCommand.RestoreOccurrence(
                        ENTRY, key, Optional.empty(), OptionalLong.empty());
        var single = EntryState.initial().evolve(created(false));
        assertThat(refusal(single, command)).isInstanceOf(Rejection.NoSuchOccurrence.class);
        assertThat(refusal(EntryState.initial(), command)).isInstanceOf(Rejection.NotFound.class);
    }

    private static Rejection refusal(EntryState state, EntryCommand.RestoreOccurrence command) {
        return catchThrowableOfType(Rejected.class, () -> Restoring.occurrence(state, command))
                .rejection();
    }

    @Test
    void the_aggregate_takes_a_deleted_entry_back_and_looks_at_the_revision() {
        var live = (EntryState.Live) EntryState.initial().evolve(created(true));
        var deleted = new EntryFact.EntryDeleted(ENTRY, HOME);
        EntryFixture.fixture()
                .given(created(true), deleted)
                .when(new EntryCommand.RestoreEntry(ENTRY, live, OptionalLong.of(1)))
                .expectEvents(new EntryFact.EntryRestored(ENTRY, live));
        EntryFixture.fixture()
                .given(created(true), deleted)
                .when(new EntryCommand.RestoreEntry(ENTRY, live, OptionalLong.of(0)))
                .expectException(Rejected.class)
                .expectNoEvents();
    }
}
