package almanac.sync.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.connection.ConflictPolicy;
import almanac.entry.Change;
import almanac.entry.Details;
import almanac.entry.EntryPart;
import almanac.entry.ImportedEntry;
import almanac.entry.ImportedEntry.ImportedOverride;
import almanac.entry.Recurrence;
import almanac.recurrence.Budget;
import almanac.recurrence.Rule;
import almanac.time.End;
import almanac.time.Span;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** A series is split here, and only that; whatever was done to it there is done to both parts. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class SplitTest {

    private static final int OBJECTS = 1_000 * Integer.getInteger("random.times", 1);
    private static final LocalDateTime BEGINNING = LocalDateTime.of(2020, 1, 1, 0, 0);
    private static final LocalDateTime END = LocalDateTime.of(2026, 12, 1, 0, 0);
    private static final Change OURS = new Change.Icon(Optional.of("ours"));
    private static final Terms TERMS = Terms.of(ConflictPolicy.LOCAL, Instant.EPOCH, Instant.EPOCH);

    @Test
    void both_parts_together_say_what_the_provider_says() {
        var compared = 0;
        for (var seed = 1L; seed <= OBJECTS; seed++) {
            var random = new SplittableRandom(seed);
            var contents = new RandomContents(random);
            var agreed = contents.content();
            var there = agreed;
            for (var i = 1 + random.nextInt(3); i > 0; i--) {
                there = contents.edited(there);
            }
            compared += agree("seed " + seed, agreed, there, random) ? 1 : 0;
        }
        assertThat(compared).as("splits of series that go on there").isGreaterThan(OBJECTS / 4);
    }

    @Test
    void a_series_that_was_moved_to_other_days_there_is_split_where_ours_was() {
        var agreed = weekly("2026-04-01T17:00", "WE");
        var at = LocalDateTime.parse("2026-04-15T17:00");
        var first = EntryPart.stretch(agreed, BEGINNING, at).orElseThrow();
        var there = weekly("2026-03-30T17:00", "MO");
        var sides = Sides.linked(new Bases(agreed, agreed), Optional.of(first), Optional.of(there));

        var part = Split.of(sides).orElseThrow().part(first, BEGINNING, at).orElseThrow();

        assertThat(starts(part.remote().orElseThrow()))
                .containsExactly(
                        LocalDateTime.parse("2026-03-30T17:00"),
                        LocalDateTime.parse("2026-04-06T17:00"));
    }

    private static ImportedEntry weekly(String start, String day) {
        var time = LocalDateTime.parse(start);
        return new ImportedEntry(
                "uid",
                Details.titled("Soccer"),
                new Span.Timed(time, RandomContents.BRUSSELS, new End.At(time.plusHours(1))),
                Optional.of(Recurrence.of(Rule.parse("FREQ=WEEKLY;COUNT=6;BYDAY=" + day))),
                List.of(),
                List.of());
    }

    private static boolean agree(
            String seed, ImportedEntry agreed, ImportedEntry there, SplittableRandom random) {
        var starts = starts(agreed);
        if (starts.size() < 3) {
            return false;
        }
        var at = starts.get(1 + random.nextInt(Math.min(5, starts.size() - 2)));
        var first = EntryPart.stretch(agreed, BEGINNING, at).orElseThrow();
        var later = ours(EntryPart.stretch(agreed, at, LocalDateTime.MAX).orElseThrow());
        var split =
                Split.of(
                                Sides.linked(
                                        new Bases(agreed, agreed),
                                        Optional.of(first),
                                        Optional.of(there)))
                        .orElseThrow();
        var sides =
                List.of(
                        split.part(first, BEGINNING, at).orElseThrow(),
                        split.part(later, at, LocalDateTime.MAX).orElseThrow());
        if (sides.stream().anyMatch(part -> part.remote().isEmpty())) {
            return false;
        }
        var days = new ArrayList<String>();
        for (var part : sides) {
            var plan = Reconciler.plan(part, TERMS);
            assertThat(plan.disputes()).as(seed).isEmpty();
            var then =
                    plan.local() instanceof Plan.Becomes(var content)
                            ? content
                            : part.local().orElseThrow();
            days.addAll(days(then));
        }
        assertThat(days)
                .as(() -> seed + " at " + at + "\n" + agreed + "\n" + there)
                .containsExactlyInAnyOrderElementsOf(days(there));
        return true;
    }

    private static ImportedEntry ours(ImportedEntry content) {
        return new ImportedEntry(
                content.uid(),
                content.details().with(OURS),
                content.span(),
                content.recurrence(),
                content.exclusions(),
                content.overrides().stream()
                        .map(own ->
                                new ImportedOverride(
                                        own.originalStart(), own.details().with(OURS), own.span()))
                        .toList());
    }

    private static List<LocalDateTime> starts(ImportedEntry content) {
        var all = new ArrayList<LocalDateTime>();
        if (content.recurrence().isPresent()) {
            Snapshot.of(content)
                    .segment()
                    .starts()
                    .startsBetween(BEGINNING, END, Budget.usual())
                    .forEachRemaining(all::add);
        }
        return all;
    }

    /** What each occurrence says, but for what only we said. */
    private static List<String> days(ImportedEntry content) {
        var snapshot = Snapshot.of(content);
        var keys = new java.util.TreeSet<>(snapshot.occurrences().keySet());
        starts(content).forEach(start -> keys.add(snapshot.key(start)));
        return keys.stream()
                .filter(snapshot::takesPlace)
                .map(key ->
                        snapshot.details(key).with(new Change.Icon(Optional.empty()))
                                + " "
                                + snapshot.span(key))
                .toList();
    }
}
