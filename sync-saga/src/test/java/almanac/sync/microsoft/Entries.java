package almanac.sync.microsoft;

import almanac.entry.Change;
import almanac.entry.Details;
import almanac.entry.ImportedEntry;
import almanac.entry.ImportedEntry.ImportedOverride;
import almanac.entry.Recurrence;
import almanac.recurrence.Rule;
import almanac.time.End;
import almanac.time.Span;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** What the tests write. */
final class Entries {

    static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    static final LocalDateTime START = LocalDateTime.of(2026, 12, 7, 10, 0);

    private Entries() {}

    static Span timed(LocalDateTime start) {
        return timed(start, PARIS);
    }

    static Span timed(LocalDateTime start, ZoneId zone) {
        return new Span.Timed(start, zone, new End.At(start.plusHours(1)));
    }

    static ImportedEntry single(String title) {
        return single(title, timed(START));
    }

    static ImportedEntry single(String title, Span span) {
        return ImportedEntry.single("u", Details.titled(title), span);
    }

    static ImportedEntry series(String rule, Span first) {
        return new ImportedEntry(
                "u",
                Details.titled("Series"),
                first,
                Optional.of(Recurrence.of(Rule.parse(rule))),
                List.of(),
                List.of());
    }

    static ImportedEntry with(ImportedEntry entry, Change change) {
        return new ImportedEntry(
                entry.uid(),
                entry.details().with(change),
                entry.span(),
                entry.recurrence(),
                entry.exclusions(),
                entry.overrides());
    }

    static ImportedEntry at(ImportedEntry entry, Span span) {
        return new ImportedEntry(
                entry.uid(),
                entry.details(),
                span,
                entry.recurrence(),
                entry.exclusions(),
                entry.overrides());
    }

    static ImportedEntry repeating(ImportedEntry entry, String rule) {
        return new ImportedEntry(
                entry.uid(),
                entry.details(),
                entry.span(),
                Optional.of(Recurrence.of(Rule.parse(rule))),
                entry.exclusions(),
                entry.overrides());
    }

    static ImportedEntry except(
            ImportedEntry entry, List<LocalDateTime> exclusions, ImportedOverride... overrides) {
        return entry.withExceptions(exclusions, List.of(overrides));
    }

    static ImportedOverride override(LocalDateTime original, String title, LocalDateTime start) {
        return new ImportedOverride(original, Details.titled(title), timed(start));
    }
}
