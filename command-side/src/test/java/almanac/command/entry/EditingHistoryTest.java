package almanac.command.entry;

import static almanac.command.entry.EntryFixture.BERLIN;
import static almanac.command.entry.EntryFixture.ID;
import static almanac.command.entry.EntryFixture.soccer;
import static almanac.command.entry.EntryFixture.when;
import static org.assertj.core.api.Assertions.assertThat;

import almanac.entry.Change;
import almanac.entry.EntryCommand.DeleteEntry;
import almanac.entry.EntryCommand.UpdateEntry;
import almanac.entry.EntryFact;
import almanac.entry.EntryState;
import almanac.entry.Occurrence;
import almanac.entry.OccurrenceKey;
import almanac.entry.Recurrence;
import almanac.entry.Scope;
import almanac.entry.Series;
import almanac.message.Rejected;
import almanac.recurrence.Rule;
import almanac.time.Span;
import almanac.time.SpanEdit;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** Random edits of one series: what each must leave, whatever happened before it. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class EditingHistoryTest {

    private static final int HISTORIES = 100 * Integer.getInteger("random.times", 1);

    private static final List<String> RULES =
            List.of(
                    "FREQ=WEEKLY;BYDAY=WE",
                    "FREQ=WEEKLY;BYDAY=MO,WE,FR;COUNT=20",
                    "FREQ=DAILY;UNTIL=20260501T150000Z",
                    "FREQ=DAILY;INTERVAL=3",
                    "FREQ=MONTHLY",
                    "FREQ=MONTHLY;BYDAY=1WE",
                    "FREQ=WEEKLY;INTERVAL=2;BYDAY=WE;BYHOUR=17;BYMINUTE=0",
                    "FREQ=YEARLY;COUNT=5");

    private final List<Object> story = new ArrayList<>();
    private SplittableRandom random = new SplittableRandom(0);
    private EntryState state = EntryState.initial();

    @Test
    void every_edit_shows_where_it_was_sent_keeps_ids_and_is_nothing_new_when_sent_again() {
        for (var seed = 1L; seed <= HISTORIES; seed++) {
            random = new SplittableRandom(seed);
            story.clear();
            story.add("seed " + seed);
            state = EntryState.initial();
            take(List.of(soccer(RULES.get(random.nextInt(RULES.size())))));
            for (var step = 0; step < 10 && state instanceof Series series; step++) {
                edit(series);
            }
        }
    }

    private String story() {
        return String.join("\n", story.stream().map(Object::toString).toList());
    }

    private void take(List<EntryFact> facts) {
        for (var fact : facts) {
            story.add(fact);
            state = state.evolve(fact);
        }
    }

    private void edit(Series before) {
        var standing = before.head(12);
        var addressed = standing.get(random.nextInt(standing.size()));
        if (random.nextInt(6) == 0) {
            delete(before, addressed);
            return;
        }
        var command = random.nextInt(5) == 0 ? master(before) : update(addressed);
        story.add(command);
        try {
            take(Editing.update(before, command));
        } catch (Rejected refused) {
            story.add(refused.rejection());
            assertThat(refused.rejection()).as(this::story).hasFieldOrProperty("field");
            return;
        }
        if (state instanceof Series after && command.occurrence().isEmpty()) {
            check(before, after, command);
        } else if (state instanceof Series after) {
            check(before, after, addressed, command);
        }
    }

    private UpdateEntry master(Series before) {
        return new UpdateEntry(
                ID,
                Optional.empty(),
                Scope.ALL,
                List.of(),
                Optional.of(edit(before.begin())),
                Optional.empty(),
                OptionalLong.empty());
    }

    private void check(Series before, Series after, UpdateEntry command) {
        var wanted = command.span().orElseThrow().applyTo(before.begin());
        assertThat(after.begin()).as(this::story).isEqualTo(wanted);
        assertThat(keys(after)).as(this::story).isEqualTo(keys(before));
        assertThat(Editing.update(after, command)).as(() -> "again: " + story()).isEmpty();
        var shown = new SpanEdit.Replace(after.begin());
        assertThat(Editing.update(after, when(Scope.ALL, Optional.empty(), shown)))
                .as(() -> "as shown: " + story())
                .isEmpty();
    }

    private void check(Series before, Series after, Occurrence addressed, UpdateEntry command) {
        var key = addressed.key().orElseThrow();
        if (after.occurrence(key).isPresent()) {
            shows(after.occurrence(key).get(), addressed, command);
            assertThat(Editing.update(after, command)).as(() -> "again: " + story()).isEmpty();
        }
        if (command.recurrence().isEmpty()) {
            assertThat(keys(after)).as(this::story).isEqualTo(keys(before));
        }
        if (command.scope() == Scope.FUTURE
                && before.head(1).getFirst().key().orElseThrow().compareTo(key) < 0) {
            assertThat(earlier(after, key)).as(this::story).isEqualTo(earlier(before, key));
        }
    }

    private void shows(Occurrence now, Occurrence before, UpdateEntry command) {
        assertThat(now.details())
                .as(this::story)
                .isEqualTo(now.details().withAll(command.changes()));
        command.span()
                .ifPresent(edit ->
                        assertThat(now.span())
                                .as(this::story)
                                .isEqualTo(edit.applyTo(before.span())));
    }

    private static List<OccurrenceKey> keys(Series series) {
        return series.head(30).stream().map(o -> o.key().orElseThrow()).sorted().toList();
    }

    private static List<Occurrence> earlier(Series series, OccurrenceKey key) {
        return series.head(60).stream()
                .filter(o -> o.key().orElseThrow().compareTo(key) < 0)
                .toList();
    }

    private void delete(Series before, Occurrence addressed) {
        var scope = random.nextInt(4) == 0 ? Scope.FUTURE : Scope.THIS;
        var key = addressed.key().orElseThrow();
        take(
                Deleting.delete(
                        before,
                        new DeleteEntry(ID, Optional.of(key), scope, OptionalLong.empty())));
        if (state instanceof Series after) {
            assertThat(after.occurrence(key)).as(this::story).isEmpty();
            assertThat(earlier(after, key)).as(this::story).isEqualTo(earlier(before, key));
        }
    }

    private UpdateEntry update(Occurrence addressed) {
        var scope = Scope.values()[random.nextInt(3)];
        var changes = new ArrayList<Change>();
        if (random.nextBoolean()) {
            changes.add(new Change.Title("t" + random.nextInt(5)));
        }
        Optional<SpanEdit> span =
                random.nextBoolean() ? Optional.of(edit(addressed.span())) : Optional.empty();
        Optional<Optional<Recurrence>> recurrence =
                scope != Scope.THIS && random.nextInt(6) == 0
                        ? Optional.of(recurrence())
                        : Optional.empty();
        return new UpdateEntry(
                ID, addressed.key(), scope, changes, span, recurrence, OptionalLong.empty());
    }

    private Optional<Recurrence> recurrence() {
        return random.nextInt(5) == 0
                ? Optional.empty()
                : Optional.of(Recurrence.of(Rule.parse(RULES.get(random.nextInt(RULES.size())))));
    }

    private SpanEdit edit(Span current) {
        var date = current.startDate().plusDays(random.nextInt(-2, 3));
        var time = LocalTime.of(random.nextInt(22), 30 * random.nextInt(2));
        var timed = random.nextInt(3) > 0;
        return new SpanEdit.Fields(
                random.nextBoolean() ? Optional.of(date) : Optional.empty(),
                timed ? Optional.of(Optional.of(time)) : Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                random.nextInt(8) == 0 ? Optional.of(!timed) : Optional.empty(),
                Optional.empty(),
                BERLIN);
    }
}
