package almanac.recurrence;

import java.time.DayOfWeek;
import java.util.Comparator;

/**
 * One BYDAY value of RFC 5545 3.3.10: a weekday, with 0 for every such day of the period, n for the
 * nth and -n for the nth from the end.
 */
public record WeekdayOrdinal(int ordinal, DayOfWeek day) implements Comparable<WeekdayOrdinal> {

    private static final Comparator<WeekdayOrdinal> ORDER =
            Comparator.comparingInt(WeekdayOrdinal::ordinal).thenComparing(WeekdayOrdinal::day);

    /** Refuses ordinals outside -53..53. */
    public WeekdayOrdinal {
        if (Math.abs(ordinal) > 53) {
            throw new InvalidRule("BYDAY: " + ordinal + " is not within -53..53");
        }
    }

    /** Every such weekday of the period. */
    public static WeekdayOrdinal every(DayOfWeek day) {
        return new WeekdayOrdinal(0, day);
    }

    /** The RFC text: {@code MO}, {@code 2TU}, {@code -1FR}. */
    public String text() {
        return (ordinal == 0 ? "" : ordinal) + code(day);
    }

    static String code(DayOfWeek day) {
        return day.name().substring(0, 2);
    }

    @Override
    public int compareTo(WeekdayOrdinal other) {
        return ORDER.compare(this, other);
    }
}
