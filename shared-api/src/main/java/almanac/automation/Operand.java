package almanac.automation;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/**
 * A value of a condition as a stretch of a scale, so that a whole day can be compared with a
 * moment: minutes or numbers, or seconds since the epoch as wall clocks show them, or seconds of
 * the day.
 *
 * @param to exclusive
 */
record Operand(long from, long to) {

    private static final int LONGEST_TEXT = 500;
    private static final int LONGEST_NUMBER = 15;
    private static final int DATE = 10;
    private static final int CLOCK = 5;
    private static final int MINUTE = 60;

    static final List<String> STATUSES = List.of("confirmed", "tentative", "cancelled");
    static final List<String> WEEKDAYS = List.of("MO", "TU", "WE", "TH", "FR", "SA", "SU");

    static Operand of(Field.Kind kind, String value) {
        return switch (kind) {
            case NUMBER -> number(value);
            case MOMENT -> value.length() == DATE ? day(value) : minute(value);
            case CLOCK -> clock(value);
            case TEXT, STATUS, WEEKDAY, FLAG ->
                    throw new IllegalArgumentException("not on a scale: " + kind);
        };
    }

    private static Operand number(String value) {
        var number = Long.parseLong(value);
        return new Operand(number, number + 1);
    }

    private static Operand day(String value) {
        var day = LocalDate.parse(value);
        return new Operand(seconds(day.atStartOfDay()), seconds(day.plusDays(1).atStartOfDay()));
    }

    private static Operand minute(String value) {
        var from = seconds(LocalDateTime.parse(value));
        return new Operand(from, from + MINUTE);
    }

    private static Operand clock(String value) {
        var from = LocalTime.parse(value).toSecondOfDay();
        return new Operand(from, from + MINUTE);
    }

    static long seconds(LocalDateTime wallClock) {
        return wallClock.toEpochSecond(ZoneOffset.UTC);
    }

    /** What is wrong with a value, as the end of a sentence; empty when nothing is. */
    static Optional<String> problem(Field.Kind kind, String value) {
        return switch (kind) {
            case TEXT ->
                    when(
                            value.isBlank()
                                    || value.codePointCount(0, value.length()) > LONGEST_TEXT,
                            "must have 1 to " + LONGEST_TEXT + " characters");
            case NUMBER ->
                    when(
                            value.length() > LONGEST_NUMBER || !value.matches("-?[0-9]+"),
                            "must be a whole number");
            case STATUS -> when(!STATUSES.contains(value), "must be one of " + all(STATUSES));
            case WEEKDAY -> when(!WEEKDAYS.contains(value), "must be one of " + all(WEEKDAYS));
            case FLAG -> Optional.of("must be left out");
            case MOMENT ->
                    when(
                            !reads(kind, value),
                            "must be a date as YYYY-MM-DD or a time as YYYY-MM-DDTHH:MM");
            case CLOCK ->
                    when(
                            value.length() != CLOCK || !reads(kind, value),
                            "must be a time of day as HH:MM");
        };
    }

    private static Optional<String> when(boolean wrong, String problem) {
        return wrong ? Optional.of(problem) : Optional.empty();
    }

    private static String all(List<String> words) {
        return String.join(", ", words);
    }

    private static boolean reads(Field.Kind kind, String value) {
        try {
            of(kind, value);
            return true;
        } catch (DateTimeException unreadable) {
            return false;
        }
    }
}
