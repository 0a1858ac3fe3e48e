package almanac.icalendar;

import almanac.time.Span;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;

/**
 * An object that says it is one changed occurrence of a series that is not in its file (RFC 5545
 * 3.8.4.4). Whether the series has that occurrence only the series can tell.
 *
 * @param series the UID of the series
 * @param start that the series gave it
 */
public record OccurrenceClaim(String series, Moment start) {

    /** Stands in a UID between that of the series and the start that it named. */
    static final String ALONE = "#";

    /**
     * What an entry that stands alone says by the UID that a reader gave it; a time without a zone
     * is one of that zone. Empty for any other UID.
     */
    public static Optional<OccurrenceClaim> ofUid(String uid, ZoneId zone) {
        var mark = uid.lastIndexOf(ALONE);
        if (mark < 0) {
            return Optional.empty();
        }
        var zones = new Zones(Map.of(), Optional.empty(), zone);
        try {
            var start = Moment.of("UID", uid.substring(mark + 1), Optional.empty(), zones);
            return Optional.of(new OccurrenceClaim(uid.substring(0, mark), start));
        } catch (Unusable noStart) {
            return Optional.empty();
        }
    }

    /** Its local start in a series, or a part of one, that begins with this span. */
    public LocalDateTime startIn(Span first) {
        return start.startIn(first);
    }
}
