package almanac.icalendar;

import almanac.time.IanaZones;
import java.io.IOException;
import java.io.StringReader;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import net.fortuna.ical4j.data.CalendarBuilder;
import net.fortuna.ical4j.data.ParserException;
import net.fortuna.ical4j.model.Component;
import net.fortuna.ical4j.model.Property;
import net.fortuna.ical4j.model.component.Observance;
import net.fortuna.ical4j.model.component.VTimeZone;
import net.fortuna.ical4j.model.property.TzOffsetTo;

/**
 * Finds the IANA zone whose offsets are those of a custom VTIMEZONE, around the time it is used.
 */
final class ZoneRulesMatch {

    private static final int YEARS = 3;

    /** Asked first, so that the answer is a zone that people know. */
    private static final List<String> PREFERRED =
            List.of(
                    "Europe/Berlin",
                    "Europe/London",
                    "Europe/Lisbon",
                    "Europe/Helsinki",
                    "Europe/Athens",
                    "Europe/Moscow",
                    "Europe/Istanbul",
                    "America/New_York",
                    "America/Chicago",
                    "America/Denver",
                    "America/Phoenix",
                    "America/Los_Angeles",
                    "America/Anchorage",
                    "America/Halifax",
                    "America/St_Johns",
                    "America/Sao_Paulo",
                    "America/Argentina/Buenos_Aires",
                    "America/Santiago",
                    "America/Bogota",
                    "America/Mexico_City",
                    "Asia/Tokyo",
                    "Asia/Shanghai",
                    "Asia/Kolkata",
                    "Asia/Dubai",
                    "Asia/Karachi",
                    "Asia/Dhaka",
                    "Asia/Bangkok",
                    "Asia/Jerusalem",
                    "Asia/Tehran",
                    "Asia/Kathmandu",
                    "Australia/Sydney",
                    "Australia/Brisbane",
                    "Australia/Adelaide",
                    "Australia/Darwin",
                    "Australia/Perth",
                    "Australia/Lord_Howe",
                    "Pacific/Auckland",
                    "Pacific/Honolulu",
                    "Africa/Johannesburg",
                    "Africa/Cairo",
                    "Africa/Casablanca",
                    "Africa/Lagos",
                    "Africa/Nairobi");

    private static final List<ZoneId> CANDIDATES =
            Stream.concat(
                            PREFERRED.stream().map(ZoneId::of),
                            IanaZones.all().stream().sorted(Comparator.comparing(ZoneId::getId)))
                    .toList();

    private ZoneRulesMatch() {}

    static Optional<ZoneId> of(List<String> lines, LocalDateTime near) {
        var located =
                lines.stream()
                        .filter(line -> line.toUpperCase(Locale.ROOT).startsWith("X-LIC-LOCATION:"))
                        .flatMap(line -> Zones.named(line.substring(15)).stream())
                        .findFirst();
        return located.or(() -> parsed(lines).flatMap(definition -> matching(definition, near)));
    }

    private static Optional<VTimeZone> parsed(List<String> lines) {
        var text =
                "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VTIMEZONE\r\n"
                        + String.join("\r\n", lines)
                        + "\r\nEND:VTIMEZONE\r\nEND:VCALENDAR\r\n";
        try {
            return new CalendarBuilder()
                    .build(new StringReader(text))
                    .getComponent(Component.VTIMEZONE)
                    .map(VTimeZone.class::cast);
        } catch (IOException | ParserException | RuntimeException unreadable) {
            return Optional.empty();
        }
    }

    private static Optional<ZoneId> matching(VTimeZone definition, LocalDateTime near) {
        var samples = new ArrayList<OffsetDateTime>();
        for (var day = 0; day < YEARS * 365; day += 5) {
            samples.add(near.withHour(12).minusDays(365).plusDays(day).atOffset(ZoneOffset.UTC));
        }
        var offsets = new ArrayList<ZoneOffset>();
        for (var sample : samples) {
            var offset = offset(definition, sample);
            if (offset.isEmpty()) {
                return Optional.empty();
            }
            offsets.add(offset.get());
        }
        return CANDIDATES.stream().filter(zone -> same(zone, samples, offsets)).findFirst();
    }

    private static Optional<ZoneOffset> offset(VTimeZone definition, OffsetDateTime at) {
        try {
            Observance observance = definition.getApplicableObservance(at);
            return Optional.ofNullable(observance)
                    .flatMap(o -> o.<TzOffsetTo>getProperty(Property.TZOFFSETTO))
                    .map(TzOffsetTo::getOffset);
        } catch (RuntimeException unreadable) {
            return Optional.empty();
        }
    }

    private static boolean same(
            ZoneId zone, List<OffsetDateTime> samples, List<ZoneOffset> offsets) {
        for (var i = 0; i < samples.size(); i++) {
            if (!zone.getRules().getOffset(samples.get(i).toInstant()).equals(offsets.get(i))) {
                return false;
            }
        }
        return true;
    }
}
