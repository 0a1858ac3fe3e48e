package almanac.app.api.aurinko;

import almanac.app.api.aurinko.EventBody.PatternBody;
import almanac.app.api.aurinko.EventBody.RangeBody;
import almanac.app.api.aurinko.EventBody.RecurrenceBody;
import almanac.app.api.aurinko.EventBody.SimpleBody;
import almanac.app.web.Patch;
import almanac.entry.Recurrence;
import almanac.message.Rejected;
import almanac.message.Rejection;
import almanac.recurrence.InvalidRule;
import almanac.recurrence.Rule;
import almanac.recurrence.Until;
import almanac.time.Span;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How a body wants an event to repeat.
 *
 * @param exclusions local starts that are not to take place; empty of a pattern, which says nothing
 *     of them
 */
record Recurrences(Recurrence recurrence, Optional<List<LocalDateTime>> exclusions) {

    private static final String RULES = "recurrence.ical.rules";
    private static final String RANGE = "recurrence.simple.range";
    private static final String TZID = "TZID=";
    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss");

    /** Reads either form; the first start tells a date from a moment. */
    static Recurrences of(RecurrenceBody body, Span first) {
        return body.ical()
                .present()
                .map(ical -> ical(ical.rules().present().orElse(List.of()), first))
                .or(() -> body.simple().present().map(simple -> simple(simple, first)))
                .orElseThrow(
                        () -> Rejected.invalid("recurrence", "recurrence needs ical or simple"));
    }

    private static Recurrences ical(List<String> lines, Span first) {
        Optional<Rule> rule = Optional.empty();
        var additions = new ArrayList<LocalDateTime>();
        var exclusions = new ArrayList<LocalDateTime>();
        for (var line : Elements.all(RULES, lines)) {
            // the last one: a zone that is an offset has one too, and no value has any
            var colon = line.lastIndexOf(':');
            var named = List.of(line.substring(0, Math.max(colon, 0)).split(";"));
            var name = colon < 0 ? "RRULE" : named.getFirst().toUpperCase(Locale.ROOT);
            var value = line.substring(colon + 1);
            switch (name) {
                case "RRULE" -> rule = Optional.of(rule(value, rule));
                case "RDATE" -> additions.addAll(starts(value, zone(named), first));
                case "EXDATE" -> exclusions.addAll(starts(value, zone(named), first));
                default -> throw unreadable(line);
            }
        }
        if (rule.isEmpty() && additions.isEmpty()) {
            throw Rejected.invalid(RULES, "rules needs an RRULE or an RDATE");
        }
        return new Recurrences(new Recurrence(rule, additions), Optional.of(exclusions));
    }

    private static Rule rule(String text, Optional<Rule> before) {
        if (before.isPresent()) {
            throw Rejected.invalid(RULES, "an event repeats by one RRULE");
        }
        try {
            return Rule.parse(text);
        } catch (InvalidRule invalid) {
            throw new Rejected(
                    new Rejection.Invalid(RULES, String.valueOf(invalid.getMessage()), text));
        }
    }

    /** The zone that the line names for its values. */
    private static Optional<ZoneId> zone(List<String> parameters) {
        return parameters.stream()
                .filter(each -> each.regionMatches(true, 0, TZID, 0, TZID.length()))
                .findFirst()
                .map(each -> each.substring(TZID.length()).replace("\"", ""))
                .map(name -> ZoneNames.zone(name).orElseThrow(() -> unreadable(name)));
    }

    /** Moments in UTC and in other zones are read in the zone of the event. */
    private static List<LocalDateTime> starts(String values, Optional<ZoneId> zone, Span first) {
        var starts = new ArrayList<LocalDateTime>();
        for (var value : values.split(",")) {
            try {
                starts.add(start(value.strip(), zone, first));
            } catch (DateTimeException invalid) {
                throw unreadable(value);
            }
        }
        return starts;
    }

    private static LocalDateTime start(String value, Optional<ZoneId> zone, Span first) {
        if (!(first instanceof Span.Timed timed)) {
            return LocalDate.parse(
                            value.substring(0, Math.min(8, value.length())),
                            DateTimeFormatter.BASIC_ISO_DATE)
                    .atStartOfDay();
        }
        var utc = value.endsWith("Z");
        var local =
                LocalDateTime.parse(utc ? value.substring(0, value.length() - 1) : value, SECONDS);
        var meant = utc ? ZoneOffset.UTC : zone.orElse(timed.zone());
        // a start in a gap of the clock has no instant that leads back to it
        return meant.equals(timed.zone())
                ? local
                : local.atZone(meant).withZoneSameInstant(timed.zone()).toLocalDateTime();
    }

    private static Rejected unreadable(String line) {
        return new Rejected(
                new Rejection.Invalid(RULES, "rules holds RRULE, RDATE and EXDATE lines", line));
    }

    private static Recurrences simple(SimpleBody body, Span first) {
        var pattern =
                body.pattern()
                        .present()
                        .orElseThrow(() -> Rejected.invalid(Patterns.FIELD, "pattern is required"));
        var rule = Patterns.required(pattern(pattern));
        var ended = body.range().present().map(range -> ended(rule, range)).orElse(rule);
        return new Recurrences(Recurrence.of(ended).beside(first), Optional.empty());
    }

    private static PatternJson pattern(PatternBody body) {
        return new PatternJson(
                body.frequency()
                        .present()
                        .orElseThrow(() ->
                                Rejected.invalid(
                                        Patterns.FIELD + ".frequency", "frequency is required")),
                body.interval().present().orElse(1),
                body.daysOfWeek()
                        .present()
                        .map(days -> Elements.all(Patterns.FIELD + ".daysOfWeek", days))
                        .orElse(null),
                body.weekStart().present().orElse(null),
                body.dayOfMonth().present().orElse(null),
                body.monthOfYear().present().orElse(null),
                body.instance().present().orElse(null));
    }

    private static Rule ended(Rule rule, RangeBody range) {
        var type = range.type().present().orElseGet(() -> implied(range));
        return switch (type) {
            case "unbounded" -> rule;
            case "byCount" -> counted(rule, range.count());
            case "byDate" -> rule.withUntil(until(range.recurrenceEnd()));
            default ->
                    throw new Rejected(
                            new Rejection.Invalid(
                                    RANGE + ".type",
                                    "type must be one of byDate, byCount, unbounded",
                                    type));
        };
    }

    private static String implied(RangeBody range) {
        if (range.count().present().isPresent()) {
            return "byCount";
        }
        return range.recurrenceEnd().present().isPresent() ? "byDate" : "unbounded";
    }

    private static Rule counted(Rule rule, Patch<Integer> count) {
        var sent = count.present().orElse(0);
        if (sent < 1) {
            throw Rejected.invalid(RANGE + ".count", "count must be at least 1");
        }
        return rule.withCount(sent);
    }

    private static Until until(Patch<String> sent) {
        var text = sent.present().orElse("");
        try {
            var last = LocalDate.parse(text);
            if (last.getYear() < 1 || last.getYear() > 9999) {
                throw new DateTimeException("a rule has four digits for the year");
            }
            return new Until.OnDate(last);
        } catch (DateTimeException invalid) {
            throw new Rejected(
                    new Rejection.Invalid(
                            RANGE + ".recurrenceEnd", "recurrenceEnd must be a date", text));
        }
    }
}
