package almanac.icalendar;

import almanac.entry.ImportedEntry;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a calendar file holds, in its order.
 *
 * @param name X-WR-CALNAME or NAME
 * @param zone X-WR-TIMEZONE, where it is known
 * @param framed whether a calendar begins and ends in it; one without items is no calendar
 *     otherwise
 */
public record ImportFile(
        Optional<String> name, Optional<ZoneId> zone, boolean framed, List<Item> items) {

    /** The same file with other items. */
    public ImportFile with(List<Item> others) {
        return new ImportFile(name, zone, framed, others);
    }

    /** One thing in the file: all components of one UID, or what could not be read. */
    public sealed interface Item {

        /**
         * @param claim for a changed occurrence whose series is not in the file; the entry is what
         *     it is where the series is not known either
         * @param notes what was read otherwise than it stands there, for people
         * @param unsaid what stands there and the entry does not say, so that the one cannot be
         *     kept in step with the other
         */
        record Readable(
                ImportedEntry entry,
                Optional<OccurrenceClaim> claim,
                List<String> notes,
                Optional<String> unsaid)
                implements Item {

            /** The notes for who takes it as an entry of its own. */
            public List<String> notesAlone() {
                return claim.isEmpty()
                        ? notes
                        : Stream.concat(notes.stream(), Stream.of("stands alone as " + entry.uid()))
                                .toList();
            }
        }

        /**
         * @param reason names the property or component that is in the way
         */
        record Unreadable(Optional<String> uid, Optional<String> summary, String reason)
                implements Item {}
    }
}
