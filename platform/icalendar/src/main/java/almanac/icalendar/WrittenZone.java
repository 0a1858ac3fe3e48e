package almanac.icalendar;

import almanac.time.IanaZones;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/**
 * How a zone is named in a file. An offset has no name in the tz database, and no other program
 * would know it: UTC and whole hours take the name that is theirs there, any other is defined.
 *
 * @param tzid needs no quotes
 * @param offset where the file has to define the zone by nothing else
 */
record WrittenZone(String tzid, Optional<ZoneOffset> offset) {

    private static final int HOUR = 3600;

    static WrittenZone of(ZoneId zone) {
        return IanaZones.zone(zone.getId()).isEmpty()
                        && zone.normalized() instanceof ZoneOffset fixed
                ? of(fixed)
                : new WrittenZone(zone.getId(), Optional.empty());
    }

    private static WrittenZone of(ZoneOffset offset) {
        var seconds = offset.getTotalSeconds();
        if (seconds == 0) {
            return new WrittenZone(Moment.UTC.getId(), Optional.empty());
        }
        // POSIX counts from the other side
        var whole = "Etc/GMT" + (seconds > 0 ? "-" : "+") + Math.abs(seconds / HOUR);
        return seconds % HOUR == 0 && IanaZones.zone(whole).isPresent()
                ? new WrittenZone(whole, Optional.empty())
                : new WrittenZone("UTC" + digits(offset), Optional.of(offset));
    }

    boolean utc() {
        return tzid.equals(Moment.UTC.getId());
    }

    /** The VTIMEZONE of an offset. */
    static List<String> definition(String tzid, ZoneOffset offset) {
        return List.of(
                "BEGIN:VTIMEZONE",
                "TZID:" + tzid,
                "BEGIN:STANDARD",
                "DTSTART:19700101T000000",
                "TZOFFSETFROM:" + digits(offset),
                "TZOFFSETTO:" + digits(offset),
                "END:STANDARD",
                "END:VTIMEZONE");
    }

    private static String digits(ZoneOffset offset) {
        return offset.getId().replace(":", "");
    }
}
