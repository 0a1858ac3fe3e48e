package almanac.recurrence;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the RECUR value of RFC 5545 3.3.10 as real files write it. */
final class RuleParser {

    private static final int LONGEST = 4_000;
    private static final Pattern DAY = Pattern.compile("([+-]?[0-9]{1,2})?(MO|TU|WE|TH|FR|SA|SU)");
    private static final DateTimeFormatter SECOND =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss")
                    .withResolverStyle(ResolverStyle.STRICT);
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("uuuuMMdd").withResolverStyle(ResolverStyle.STRICT);

    private final Map<String, String> parts = new LinkedHashMap<>();

    private RuleParser() {}

    static Parts parse(String text) {
        var parser = new RuleParser();
        parser.split(text);
        var parts = parser.read();
        parser.refuseLeftovers();
        RuleCheck.check(parts);
        return parts;
    }

    private void split(String text) {
        if (text.length() > LONGEST) {
            throw new InvalidRule("a rule has at most " + LONGEST + " characters");
        }
        var upper = text.strip().toUpperCase(Locale.ROOT);
        var value = upper.startsWith("RRULE:") ? upper.substring("RRULE:".length()) : upper;
        for (var part : value.split(";", -1)) {
            if (part.isBlank()) {
                continue;
            }
            int equals = part.indexOf('=');
            if (equals < 1) {
                throw new InvalidRule("\"" + part.strip() + "\" is no NAME=value part");
            }
            var name = part.substring(0, equals).strip();
            if (parts.put(name, part.substring(equals + 1).strip()) != null) {
                throw new InvalidRule(name + ": stands twice");
            }
        }
    }

    private Parts read() {
        return new Parts(
                frequency(),
                take("INTERVAL").map(v -> number("INTERVAL", v, 1, Integer.MAX_VALUE)).orElse(1),
                take("COUNT")
                        .map(v -> OptionalInt.of(number("COUNT", v, 1, Integer.MAX_VALUE)))
                        .orElse(OptionalInt.empty()),
                take("UNTIL").map(RuleParser::until),
                numbers("BYMONTH", 1, 12),
                signed("BYWEEKNO", 53),
                signed("BYYEARDAY", 366),
                signed("BYMONTHDAY", 31),
                list("BYDAY", RuleParser::weekday),
                numbers("BYHOUR", 0, 23),
                numbers("BYMINUTE", 0, 59),
                numbers("BYSECOND", 0, 60),
                signed("BYSETPOS", 366),
                weekStart());
    }

    private void refuseLeftovers() {
        // RFC 7529: what both say is what a plain rule means anyway
        parts.remove("RSCALE", "GREGORIAN");
        parts.remove("SKIP", "OMIT");
        parts.keySet().removeIf(name -> name.startsWith("X-"));
        if (!parts.isEmpty()) {
            throw new InvalidRule(parts.keySet().iterator().next() + ": unknown or unsupported");
        }
    }

    private Optional<String> take(String name) {
        @Nullable String value = parts.remove(name);
        if (value != null && value.isEmpty()) {
            throw new InvalidRule(name + ": has no value");
        }
        return Optional.ofNullable(value);
    }

    private Frequency frequency() {
        var name = take("FREQ").orElseThrow(() -> new InvalidRule("FREQ: is missing"));
        return Arrays.stream(Frequency.values())
                .filter(frequency -> frequency.name().equals(name))
                .findAny()
                .orElseThrow(() -> new InvalidRule("FREQ: \"" + name + "\" is no frequency"));
    }

    private DayOfWeek weekStart() {
        var day =
                take("WKST")
                        .map(RuleParser::weekday)
                        .orElse(WeekdayOrdinal.every(DayOfWeek.MONDAY));
        if (day.ordinal() != 0) {
            throw new InvalidRule("WKST: takes a weekday without a number");
        }
        return day.day();
    }

    private List<Integer> numbers(String name, int least, int most) {
        return list(name, value -> number(name, value, least, most));
    }

    private List<Integer> signed(String name, int most) {
        return list(
                name,
                value -> {
                    int number = number(name, value, -most, most);
                    if (number == 0) {
                        throw new InvalidRule(name + ": 0 is not allowed");
                    }
                    return number;
                });
    }

    private <T extends Comparable<T>> List<T> list(String name, Function<String, T> read) {
        return take(name).stream()
                .flatMap(value -> Arrays.stream(value.split(",", -1)))
                .map(value -> read.apply(value.strip()))
                .distinct()
                .sorted()
                .toList();
    }

    private static int number(String name, String value, int least, int most) {
        try {
            int number = Integer.parseInt(value);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException wrong) {
            throw new InvalidRule(name + ": \"" + value + "\" is no whole number in range");
        }
        throw new InvalidRule(name + ": " + value + " is not within " + least + ".." + most);
    }

    private static WeekdayOrdinal weekday(String value) {
        var match = DAY.matcher(value);
        if (!match.matches()) {
            throw new InvalidRule("BYDAY or WKST: \"" + value + "\" is no weekday");
        }
        @Nullable String number = match.group(1);
        int ordinal = number == null ? 0 : Integer.parseInt(number);
        if (number != null && ordinal == 0) {
            throw new InvalidRule("BYDAY: 0 is not allowed");
        }
        var day =
                Arrays.stream(DayOfWeek.values())
                        .filter(each -> value.endsWith(WeekdayOrdinal.code(each)))
                        .findAny()
                        .orElseThrow();
        return new WeekdayOrdinal(ordinal, day);
    }

    private static Until until(String value) {
        try {
            if (value.length() == 8) {
                return new Until.OnDate(LocalDate.parse(value, DATE));
            }
            if (value.endsWith("Z")) {
                var utc = value.substring(0, value.length() - 1);
                return new Until.AtUtc(LocalDateTime.parse(utc, SECOND));
            }
            return new Until.AtLocal(LocalDateTime.parse(value, SECOND));
        } catch (DateTimeException wrong) {
            throw new InvalidRule("UNTIL: \"" + value + "\" is no date or date-time");
        }
    }
}
