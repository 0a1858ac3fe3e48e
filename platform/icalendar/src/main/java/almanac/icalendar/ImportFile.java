package almanac.icalendar;

import almanac.entry.ImportedEntry;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * What a calendar file holds, in its order.
 *
 * @param name X-WR-CALNAME or NAME
 * @param zone X-WR-TIMEZONE, where it is known
 */
public record ImportFile(Optional<String> name, Optional<ZoneId> zone, List<Item> items) {

    /** One thing in the file: all components of one UID, or what could not be read. */
    public sealed interface Item {

        /**
         * @param notes what was read otherwise than it stands there, for people
         * @param unsaid what stands there and the entry does not say, so that the one cannot be
         *     kept in step with the other
         */
        record Readable(ImportedEntry entry, List<String> notes, Optional<String> unsaid)
                implements Item {}

        /**
         * @param reason names the property or component that is in the way
         */
        record Unreadable(Optional<String> uid, Optional<String> summary, String reason)
                implements Item {}
    }
}
