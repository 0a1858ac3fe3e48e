package almanac.simulated.google;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A start or an end of an event (resource "Events", start and end). */
sealed interface Mark {

    DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ssXXX");

    /** Whole day; as an end it is exclusive. */
    record Day(LocalDate date) implements Mark {}

    /**
     * @param named the zone as the client named it
     */
    record At(ZonedDateTime time, Optional<ZoneId> named) implements Mark {}

    /**
     * @param fallback zone of a time without offset whose event names none
     */
    static Mark read(String field, JsonNode node, ZoneId fallback) {
        var date = Json.text(node, "date");
        var time = Json.text(node, "dateTime");
        if (date.isEmpty() == time.isEmpty()) {
            throw Refusal.invalid("Invalid " + field + " time.");
        }
        try {
            if (time.isEmpty()) {
                return new Day(LocalDate.parse(date));
            }
            var named = Json.text(node, "timeZone");
            var zone = named.isEmpty() ? Optional.<ZoneId>empty() : Optional.of(ZoneId.of(named));
            return new At(at(time, zone.orElse(fallback)), zone);
        } catch (DateTimeException wrong) {
            throw Refusal.invalid("Invalid " + field + " time.");
        }
    }

    private static ZonedDateTime at(String text, ZoneId zone) {
        var parsed =
                DateTimeFormatter.ISO_DATE_TIME.parseBest(
                        text, OffsetDateTime::from, LocalDateTime::from);
        return switch (parsed) {
            case OffsetDateTime offset -> offset.atZoneSameInstant(zone);
            case LocalDateTime local -> local.atZone(zone);
            default -> throw new DateTimeException(text);
        };
    }

    /** As the API shows it: with the calendar's offset, whatever the event's zone. */
    default ObjectNode json(ZoneId calendar) {
        var node = Json.object();
        switch (this) {
            case Day(var date) -> node.put("date", date.toString());
            case At(var time, var named) -> {
                node.put("dateTime", SECONDS.format(time.withZoneSameInstant(calendar)));
                named.ifPresent(zone -> node.put("timeZone", zone.getId()));
            }
        }
        return node;
    }

    /** Wall-clock time in the event's own zone. */
    default LocalDateTime local() {
        return switch (this) {
            case Day(var date) -> date.atStartOfDay();
            case At(var time, var named) -> time.toLocalDateTime();
        };
    }

    /** The zone in which a series that starts here repeats. */
    default ZoneId zone() {
        return switch (this) {
            case Day day -> ZoneOffset.UTC;
            case At(var time, var named) -> time.getZone();
        };
    }
}
