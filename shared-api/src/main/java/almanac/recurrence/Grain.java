package almanac.recurrence;

import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The coarsest step such that every start of a set is its DTSTART plus a whole number of steps; one
 * day at most. Numbers the occurrences of a series.
 *
 * @param seconds {@value #SECONDS_OF_DAY} for one day, else the step in seconds
 */
public record Grain(long seconds) {

    private static final long SECONDS_OF_DAY = 86_400;

    /** All starts share one time of day; slots are days, and the time of day is the anchor's. */
    public static final Grain DAY = new Grain(SECONDS_OF_DAY);

    /** Refuses steps below a second. */
    public Grain {
        if (seconds < 1) {
            throw new IllegalArgumentException("a grain is at least one second, not " + seconds);
        }
    }

    /** The grain of a set. */
    public static Grain of(RuleSet set) {
        long ruled = set.rule().map(rule -> ofRule(rule, set.start())).orElse(0L);
        long step = ruled;
        for (var added : set.additions()) {
            step = gcd(step, ChronoUnit.SECONDS.between(set.start(), added));
        }
        return step % SECONDS_OF_DAY == 0 ? DAY : new Grain(step);
    }

    /**
     * The number of the slot in which a start lies, counted from the anchor, negative before it.
     *
     * @throws IllegalArgumentException when the start lies between two slots; never for DAY
     */
    public long slot(LocalDateTime anchor, LocalDateTime start) {
        if (equals(DAY)) {
            return ChronoUnit.DAYS.between(anchor.toLocalDate(), start.toLocalDate());
        }
        long distance = ChronoUnit.SECONDS.between(anchor, start);
        if (distance % seconds != 0) {
            throw new IllegalArgumentException(
                    start + " is not a whole number of " + seconds + " s steps from " + anchor);
        }
        return distance / seconds;
    }

    /** The start in a slot: the inverse of {@link #slot}, for DAY with the anchor's time of day. */
    public LocalDateTime start(LocalDateTime anchor, long slot) {
        return equals(DAY)
                ? anchor.plusDays(slot)
                : anchor.plusSeconds(Math.multiplyExact(slot, seconds));
    }

    private static long ofRule(Rule rule, LocalDateTime start) {
        var parts = Defaults.fill(rule.parts(), start);
        long time = timeOfDayStep(parts, start);
        if (!parts.frequency().subDaily()) {
            return time;
        }
        long clock = clockStep(parts, start);
        return time / gcd(time, clock) * clock;
    }

    /** The step between the times of day that the rule allows, DTSTART's included. */
    private static long timeOfDayStep(Parts parts, LocalDateTime start) {
        var hours = or(parts.byHour(), 24);
        var minutes = or(parts.byMinute(), 60);
        var seconds = or(parts.bySecond(), 60);
        long first = hours.getFirst() * 3_600L + minutes.getFirst() * 60L + seconds.getFirst();
        long step = gcd(SECONDS_OF_DAY, first - start.toLocalTime().toSecondOfDay());
        step = gcd(step, 3_600 * spread(hours));
        step = gcd(step, 60 * spread(minutes));
        return gcd(step, spread(seconds));
    }

    /** The step of an hourly or finer rule along the clock, its dates and limits aside. */
    private static long clockStep(Parts parts, LocalDateTime start) {
        var minutes = or(parts.byMinute(), 60);
        var seconds = or(parts.bySecond(), 60);
        boolean hourly = parts.frequency() == Frequency.HOURLY;
        long unit =
                switch (parts.frequency()) {
                    case SECONDLY -> 1;
                    case MINUTELY -> 60;
                    case HOURLY, DAILY, WEEKLY, MONTHLY, YEARLY -> 3_600;
                };
        long step = unit * parts.interval();
        if (parts.frequency() == Frequency.SECONDLY) {
            return step;
        }
        long first = seconds.getFirst() - start.getSecond();
        if (hourly) {
            step = gcd(step, 60 * spread(minutes));
            first += 60L * (minutes.getFirst() - start.getMinute());
        }
        step = gcd(step, spread(seconds));
        return gcd(step, first);
    }

    private static List<Integer> or(List<Integer> given, int all) {
        return given.isEmpty() ? IntStream.range(0, all).boxed().toList() : given;
    }

    private static long spread(List<Integer> values) {
        long step = 0;
        for (int value : values) {
            step = gcd(step, value - values.getFirst());
        }
        return step;
    }

    private static long gcd(long a, long b) {
        return b == 0 ? Math.abs(a) : gcd(b, a % b);
    }
}
