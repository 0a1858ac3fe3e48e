package almanac.entry;

import almanac.time.Span;
import java.time.LocalDateTime;
import java.util.Optional;

/**
 * One dated instance as it stands: of a series, or the single entry itself.
 *
 * @param key absent for a single entry
 * @param originalStart where the series put it before any change to it alone
 * @param exception whether it differs from its series
 */
public record Occurrence(
        EntryId entry,
        Optional<OccurrenceKey> key,
        Details details,
        Span span,
        LocalDateTime originalStart,
        boolean exception) {

    public EntryNumber number() {
        return new EntryNumber(entry, key);
    }

    /** Whether both are of the same fields and at the same time, whatever makes them so. */
    public boolean saysTheSameAs(Occurrence other) {
        return details.equals(other.details) && span.equals(other.span);
    }
}
