package almanac.simulated.google;

import almanac.recurrence.Budget;
import almanac.recurrence.InvalidRule;
import almanac.recurrence.Rule;
import almanac.recurrence.RuleSet;
import almanac.recurrence.Until;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Iterator;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The instances of a recurring event: where they start and what they are called. */
final class Series {

    private static final DateTimeFormatter BASIC = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss");

    private final Mark start;
    private final Mark end;
    private final RuleSet starts;
    private final Set<LocalDateTime> excluded;

    private Series(Mark start, Mark end, RuleSet starts, Set<LocalDateTime> excluded) {
        this.start = start;
        this.end = end;
        this.starts = starts;
        this.excluded = excluded;
    }

    static boolean recurs(JsonNode event) {
        return event.path("recurrence").size() > 0;
    }

    /** Reads a recurring event's fields and refuses what Google refuses. */
    static Series of(ObjectNode event, ZoneId calendar) {
        var start = Mark.read("start", event.path("start"), calendar);
        var end = Mark.read("end", event.path("end"), calendar);
        if (start instanceof Mark.At at && at.named().isEmpty()) {
            throw Refusal.invalid("Missing time zone definition for start time.");
        }
        var rule = Optional.<Rule>empty();
        var added = new TreeSet<LocalDateTime>();
        var excluded = new TreeSet<LocalDateTime>();
        for (var line : event.path("recurrence")) {
            var text = line.asString("");
            if (text.startsWith("RRULE:") && rule.isEmpty()) {
                rule = Optional.of(rule(text.substring(6), start));
            } else if (text.startsWith("RDATE")) {
                added.addAll(dates(text, start));
            } else if (text.startsWith("EXDATE")) {
                excluded.addAll(dates(text, start));
            } else {
                throw Refusal.invalid("Invalid recurrence rule.");
            }
        }
        return new Series(
                start, end, new RuleSet(start.local(), start.zone(), rule, added), excluded);
    }

    private static Rule rule(String text, Mark start) {
        try {
            var rule = Rule.parse(text);
            var endsInUtc = rule.until().map(until -> until instanceof Until.AtUtc).orElse(true);
            if (rule.frequency().subDaily() || start instanceof Mark.At && !endsInUtc) {
                throw Refusal.invalid("Invalid recurrence rule.");
            }
            return rule;
        } catch (InvalidRule invalid) {
            throw Refusal.invalid("Invalid recurrence rule.");
        }
    }

    private static Set<LocalDateTime> dates(String line, Mark start) {
        var colon = line.indexOf(':');
        var zone = start.zone();
        for (var parameter : line.substring(0, colon).split(";")) {
            if (parameter.startsWith("TZID=")) {
                zone = ZoneId.of(parameter.substring(5));
            }
        }
        var dates = new TreeSet<LocalDateTime>();
        for (var value : line.substring(colon + 1).split(",")) {
            dates.add(date(value, zone, start));
        }
        return dates;
    }

    private static LocalDateTime date(String value, ZoneId zone, Mark start) {
        try {
            if (value.length() == 8) {
                return LocalDate.parse(value, DateTimeFormatter.BASIC_ISO_DATE)
                        .atTime(start.local().toLocalTime());
            }
            var local = LocalDateTime.parse(value.substring(0, 15), BASIC);
            if (!value.endsWith("Z") && zone.equals(start.zone())) {
                return local;
            }
            return local.atZone(value.endsWith("Z") ? ZoneOffset.UTC : zone)
                    .withZoneSameInstant(start.zone())
                    .toLocalDateTime();
        } catch (DateTimeParseException | IndexOutOfBoundsException wrong) {
            throw Refusal.invalid("Invalid recurrence rule.");
        }
    }

    /** Original starts that stand, from one on. */
    Iterator<LocalDateTime> from(LocalDateTime notBefore) {
        var all = starts.startsFrom(notBefore, Budget.usual());
        var standing =
                java.util.stream.StreamSupport.stream(
                                java.util.Spliterators.spliteratorUnknownSize(all, 0), false)
                        .filter(each -> !excluded.contains(each));
        return standing.iterator();
    }

    /** The end of an instance's id, after the underscore. */
    String suffix(LocalDateTime original) {
        return start instanceof Mark.Day
                ? DateTimeFormatter.BASIC_ISO_DATE.format(original.toLocalDate())
                : BASIC.format(
                                original.atZone(start.zone())
                                        .withZoneSameInstant(ZoneOffset.UTC)
                                        .toLocalDateTime())
                        + "Z";
    }

    /** The original start that goes by this suffix, if the series has it. */
    Optional<LocalDateTime> original(String suffix) {
        try {
            var near =
                    suffix.length() == 8
                            ? LocalDate.parse(suffix, DateTimeFormatter.BASIC_ISO_DATE)
                                    .atStartOfDay()
                            : LocalDateTime.parse(suffix.substring(0, 15), BASIC)
                                    .atZone(ZoneOffset.UTC)
                                    .withZoneSameInstant(start.zone())
                                    .toLocalDateTime();
            var candidates =
                    starts.startsBetween(near.minusHours(3), near.plusHours(3), Budget.usual());
            while (candidates.hasNext()) {
                var candidate = candidates.next();
                if (suffix(candidate).equals(suffix) && !excluded.contains(candidate)) {
                    return Optional.of(candidate);
                }
            }
            return Optional.empty();
        } catch (DateTimeParseException | IndexOutOfBoundsException noInstance) {
            return Optional.empty();
        }
    }

    Mark startOf(LocalDateTime original) {
        return switch (start) {
            case Mark.Day day -> new Mark.Day(original.toLocalDate());
            case Mark.At(var time, var zone) -> new Mark.At(original.atZone(time.getZone()), zone);
        };
    }

    Mark endOf(LocalDateTime original) {
        return switch (end) {
            case Mark.Day(var date) ->
                    new Mark.Day(
                            original.toLocalDate()
                                    .plus(Period.between(start.local().toLocalDate(), date)));
            case Mark.At(var time, var zone) -> {
                var lasts = Duration.between(start.local().atZone(start.zone()), time);
                ZonedDateTime begin = original.atZone(start.zone());
                yield new Mark.At(begin.plus(lasts), zone);
            }
        };
    }
}
