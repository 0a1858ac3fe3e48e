package almanac.entry;

import almanac.time.Span;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;

/**
 * One iCalendar object: a master with its exceptions, all components of one UID (RFC 5545 3.8.4.4,
 * 3.8.4.7).
 *
 * @param exclusions local original starts in the master's zone (EXDATE)
 * @param overrides changed occurrences (RECURRENCE-ID)
 */
public record ImportedEntry(
        String uid,
        Details details,
        Span span,
        Optional<Recurrence> recurrence,
        List<LocalDateTime> exclusions,
        List<ImportedOverride> overrides) {

    /** One that does not repeat. */
    public static ImportedEntry single(String uid, Details details, Span span) {
        return new ImportedEntry(uid, details, span, Optional.empty(), List.of(), List.of());
    }

    /** The same with these exceptions in place of its own. */
    public ImportedEntry withExceptions(
            List<LocalDateTime> exclusions, List<ImportedOverride> overrides) {
        return new ImportedEntry(uid, details, span, recurrence, exclusions, overrides);
    }

    /** The same with these in place of its own changed occurrences. */
    public ImportedEntry withOverrides(List<ImportedOverride> overrides) {
        return withExceptions(exclusions, overrides);
    }

    /**
     * One changed occurrence.
     *
     * @param originalStart local start in the master's zone that the recurrence gave it
     */
    public record ImportedOverride(LocalDateTime originalStart, Details details, Span span) {}
}
