package almanac.sync.reconcile;

import almanac.entry.Change;
import almanac.entry.Details;
import almanac.entry.ImportedEntry;
import almanac.entry.ImportedEntry.ImportedOverride;
import almanac.time.Span;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** What a provider makes of what it is told: some fields it has not, some it writes otherwise. */
record Normalising(
        List<Change> without, List<Change> withoutOnExceptions, boolean trims, boolean alias) {

    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    Normalising(SplittableRandom random) {
        this(some(random), some(random), random.nextBoolean(), random.nextBoolean());
    }

    private static List<Change> some(SplittableRandom random) {
        var all =
                List.of(
                        new Change.Color(Optional.empty()),
                        new Change.Notes(Optional.empty()),
                        new Change.Tags(List.of()),
                        new Change.Extras(List.of()));
        var some = new ArrayList<Change>();
        all.stream().filter(change -> random.nextInt(3) == 0).forEach(some::add);
        return some;
    }

    ImportedEntry of(ImportedEntry content, boolean busyOnly) {
        return new ImportedEntry(
                content.uid(),
                details(content.details(), busyOnly),
                span(content.span()),
                content.recurrence(),
                content.exclusions(),
                content.overrides().stream()
                        .map(own ->
                                new ImportedOverride(
                                        own.originalStart(),
                                        details(own.details(), busyOnly)
                                                .withAll(withoutOnExceptions),
                                        span(own.span())))
                        .toList());
    }

    private Details details(Details details, boolean busyOnly) {
        if (busyOnly) {
            return Details.titled("");
        }
        var held = details.withAll(without);
        return trims ? held.with(new Change.Title(held.title().strip())) : held;
    }

    private Span span(Span span) {
        return alias
                        && span instanceof Span.Timed(var start, var zone, var end)
                        && zone.equals(RandomContents.BRUSSELS)
                ? new Span.Timed(start, PARIS, end)
                : span;
    }
}
