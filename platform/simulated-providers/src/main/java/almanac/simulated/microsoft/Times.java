package almanac.simulated.microsoft;

import almanac.time.WindowsZones;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Graph's {@code dateTimeTimeZone}: a wall clock and the name of a zone, Windows' or IANA's. */
final class Times {

    /** What Outlook says of a zone that it has no name for. */
    static final String CUSTOM = "tzone://Microsoft/Custom";

    private static final DateTimeFormatter FORM =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.'0000000'");

    private Times() {}

    static ZoneId zone(String name) {
        if (name.equals(CUSTOM)) {
            return ZoneId.of("Europe/Berlin");
        }
        try {
            return WindowsZones.zone(name).orElseGet(() -> ZoneId.of(name));
        } catch (DateTimeException unknown) {
            throw new Refusal(
                    400, "TimeZoneNotSupportedException", "The time zone is not supported.");
        }
    }

    /** The name that Outlook keeps: its own where it has one. */
    static String kept(String name) {
        return name.equals(CUSTOM) || WindowsZones.zone(name).isPresent()
                ? name
                : WindowsZones.name(zone(name)).orElse(name);
    }

    static LocalDateTime local(JsonNode moment) {
        var text = Json.text(moment, "dateTime").orElseThrow(Times::missing);
        try {
            return LocalDateTime.parse(
                    text.endsWith("Z") ? text.substring(0, text.length() - 1) : text);
        } catch (DateTimeException wrong) {
            throw missing();
        }
    }

    static String zoneName(JsonNode moment) {
        return Json.text(moment, "timeZone").orElse("UTC");
    }

    static Instant instant(JsonNode moment) {
        return local(moment).atZone(zone(zoneName(moment))).toInstant();
    }

    static ObjectNode moment(LocalDateTime time, String zone) {
        return Json.object().put("dateTime", time.format(FORM)).put("timeZone", zone);
    }

    /** The same instant on another wall clock. */
    static ObjectNode shown(JsonNode moment, String zone) {
        return moment(LocalDateTime.ofInstant(instant(moment), zone(zone)), zone);
    }

    static String utc(Instant instant) {
        return DateTimeFormatter.ISO_INSTANT.format(instant.atOffset(ZoneOffset.UTC).toInstant());
    }

    private static Refusal missing() {
        return new Refusal(400, "ErrorPropertyValidationFailure", "start and end need a dateTime.");
    }
}
