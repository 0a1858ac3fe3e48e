package almanac.simulated.microsoft;

import almanac.recurrence.InvalidRule;
import almanac.recurrence.Rule;
import almanac.recurrence.RuleSet;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/** A patterned recurrence: which days it means. */
final class Pattern {

    private static final Map<String, String> POSITIONS =
            Map.of("first", "1", "second", "2", "third", "3", "fourth", "4", "last", "-1");

    private Pattern() {}

    /** All starts of a series on its own wall clock. */
    static RuleSet starts(JsonNode recurrence, LocalDateTime start) {
        try {
            return RuleSet.of(start, ZoneOffset.UTC, Rule.parse(text(recurrence)));
        } catch (InvalidRule | DateTimeException wrong) {
            throw invalid(String.valueOf(wrong.getMessage()));
        }
    }

    /**
     * Refuses what Outlook refuses: a range that begins elsewhere, a start that is no day of it.
     */
    static void check(JsonNode recurrence, LocalDateTime start) {
        var begins = Json.text(recurrence.path("range"), "startDate").orElse("");
        if (!begins.equals(start.toLocalDate().toString())) {
            throw invalid("range.startDate must be the date of start.");
        }
        var rule = starts(recurrence, start).rule().orElseThrow();
        var daily = RuleSet.of(start.minusYears(8), ZoneOffset.UTC, rule.withoutEnd());
        if (rule.interval() == 1 && !start.equals(daily.startsFrom(start).next())) {
            throw invalid("start is no day of the pattern.");
        }
    }

    private static String text(JsonNode recurrence) {
        var pattern = recurrence.path("pattern");
        var type = Json.text(pattern, "type").orElse("");
        var parts = new ArrayList<String>();
        parts.add("INTERVAL=" + pattern.path("interval").asInt(1));
        var month = "BYMONTH=" + pattern.path("month").asInt(1);
        switch (type) {
            case "daily" -> parts.add("FREQ=DAILY");
            case "weekly" -> {
                parts.addAll(List.of("FREQ=WEEKLY", "BYDAY=" + days(pattern, "")));
                parts.add(
                        "WKST="
                                + Json.text(pattern, "firstDayOfWeek")
                                        .map(Pattern::day)
                                        .orElse("SU"));
            }
            case "absoluteMonthly" -> parts.addAll(List.of("FREQ=MONTHLY", monthDay(pattern)));
            case "absoluteYearly" -> parts.addAll(List.of("FREQ=YEARLY", month, monthDay(pattern)));
            case "relativeMonthly" -> {
                parts.add("FREQ=MONTHLY");
                parts.addAll(relative(pattern));
            }
            case "relativeYearly" -> {
                parts.addAll(List.of("FREQ=YEARLY", month));
                parts.addAll(relative(pattern));
            }
            default -> throw invalid("unknown pattern type.");
        }
        end(recurrence.path("range"), parts);
        return String.join(";", parts);
    }

    /** A day that a month does not have falls on its last day. */
    private static String monthDay(JsonNode pattern) {
        var day = pattern.path("dayOfMonth").asInt(1);
        if (day <= 28) {
            return "BYMONTHDAY=" + day;
        }
        var days = IntStream.rangeClosed(28, day).mapToObj(String::valueOf);
        return "BYMONTHDAY=" + days.collect(Collectors.joining(",")) + ";BYSETPOS=-1";
    }

    private static List<String> relative(JsonNode pattern) {
        var index = POSITIONS.getOrDefault(Json.text(pattern, "index").orElse("first"), "1");
        return pattern.path("daysOfWeek").size() == 1
                ? List.of("BYDAY=" + days(pattern, index))
                : List.of("BYDAY=" + days(pattern, ""), "BYSETPOS=" + index);
    }

    private static String days(JsonNode pattern, String index) {
        var days = new ArrayList<String>();
        pattern.path("daysOfWeek").forEach(each -> days.add(index + day(each.asString())));
        if (days.isEmpty()) {
            throw invalid("daysOfWeek is missing.");
        }
        return String.join(",", days);
    }

    private static String day(String name) {
        return name.substring(0, 2).toUpperCase(Locale.ROOT);
    }

    private static void end(JsonNode range, List<String> parts) {
        switch (Json.text(range, "type").orElse("")) {
            case "noEnd" -> {}
            case "numbered" -> parts.add("COUNT=" + range.path("numberOfOccurrences").asInt(1));
            case "endDate" ->
                    parts.add(
                            "UNTIL="
                                    + LocalDate.parse(range.path("endDate").asString(""))
                                            .format(DateTimeFormatter.BASIC_ISO_DATE));
            default -> throw invalid("unknown range type.");
        }
    }

    private static Refusal invalid(String message) {
        return new Refusal(400, "ErrorRecurrenceInvalid", message);
    }
}
