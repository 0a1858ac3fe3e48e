package almanac.icalendar;

import almanac.time.Span;
import java.time.LocalDateTime;

/**
 * An object that says it is one changed occurrence of a series that is not in its file (RFC 5545
 * 3.8.4.4). Whether the series has that occurrence only the series can tell.
 *
 * @param series the UID of the series
 * @param start that the series gave it
 */
public record OccurrenceClaim(String series, Moment start) {

    /** Its local start in a series, or a part of one, that begins with this span. */
    public LocalDateTime startIn(Span first) {
        return start.startIn(first);
    }
}
