package almanac.recurrence;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A recurrence rule: an RFC 5545 3.3.10 RECUR value in canonical text.
 *
 * <p>Canonical means upper case, FREQ first, one fixed order of parts, sorted lists without
 * duplicates, and no part that says what its absence says. Two rules are equal when their texts
 * are. In JSON a rule is its text. A BYSECOND of 60 is allowed and never matches.
 */
public final class Rule {

    private final Parts parts;
    private final String text;

    private Rule(Parts parts) {
        this.parts = parts;
        this.text = parts.text();
    }

    /**
     * Reads a rule as real files write it: with or without {@code RRULE:}, in any case and order,
     * with empty parts between semicolons, with {@code X-} parts (dropped).
     *
     * @throws InvalidRule naming the part that is wrong
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    public static Rule parse(String text) {
        return new Rule(RuleParser.parse(text));
    }

    /** The canonical text, without {@code RRULE:}. */
    @JsonValue
    public String text() {
        return text;
    }

    /** FREQ. */
    public Frequency frequency() {
        return parts.frequency();
    }

    /** INTERVAL; 1 when the text has none. */
    public int interval() {
        return parts.interval();
    }

    /** COUNT. */
    public OptionalInt count() {
        return parts.count();
    }

    /** UNTIL in the form in which it was written. */
    public Optional<Until> until() {
        return parts.until();
    }

    /** BYDAY; empty when the rule has none. */
    public List<WeekdayOrdinal> byDay() {
        return parts.byDay();
    }

    /** BYMONTH, 1..12; empty when the rule has none. */
    public List<Integer> byMonth() {
        return parts.byMonth();
    }

    /** BYMONTHDAY, 1..31 and -31..-1; empty when the rule has none. */
    public List<Integer> byMonthDay() {
        return parts.byMonthDay();
    }

    /** BYYEARDAY, 1..366 and -366..-1; empty when the rule has none. */
    public List<Integer> byYearDay() {
        return parts.byYearDay();
    }

    /** BYWEEKNO, 1..53 and -53..-1; empty when the rule has none. */
    public List<Integer> byWeekNo() {
        return parts.byWeekNo();
    }

    /** BYHOUR; empty when the rule has none. */
    public List<Integer> byHour() {
        return parts.byHour();
    }

    /** BYMINUTE; empty when the rule has none. */
    public List<Integer> byMinute() {
        return parts.byMinute();
    }

    /** BYSECOND; empty when the rule has none. */
    public List<Integer> bySecond() {
        return parts.bySecond();
    }

    /** BYSETPOS; empty when the rule has none. */
    public List<Integer> bySetPos() {
        return parts.bySetPos();
    }

    /** WKST; Monday when the text has none. */
    public DayOfWeek weekStart() {
        return parts.weekStart();
    }

    /** Whether the rule has neither COUNT nor UNTIL. */
    public boolean endless() {
        return count().isEmpty() && until().isEmpty();
    }

    /** The same rule without COUNT and UNTIL. */
    public Rule withoutEnd() {
        return new Rule(parts.withEnd(OptionalInt.empty(), Optional.empty()));
    }

    /** The same rule that ends after so many occurrences, DTSTART included; at least 1. */
    public Rule withCount(int count) {
        if (count < 1) {
            throw new InvalidRule("COUNT: " + count + " is not at least 1");
        }
        return new Rule(parts.withEnd(OptionalInt.of(count), Optional.empty()));
    }

    /** The same rule that ends with this local date-time, inclusive, to the second. */
    public Rule withUntil(LocalDateTime last) {
        return withUntil(new Until.AtLocal(last.withNano(0)));
    }

    /** The same rule with this inclusive end. */
    public Rule withUntil(Until last) {
        return new Rule(parts.withEnd(OptionalInt.empty(), Optional.of(last)));
    }

    /**
     * The rule whose dates are all so many days later (UNTIL too), for a DTSTART moved by as many.
     *
     * <p>Empty when no such rule exists, e.g. for numbered weekdays or a day of the month that
     * would leave 1..28. A monthly or yearly rule that takes its day from DTSTART stays as it is:
     * there the caller must know that DTSTART's day is within 1..28 before and after, and where an
     * interval counts that DTSTART stays within its month or year, or ask {@link
     * #rotateByDays(long, LocalDate)}.
     */
    public Optional<Rule> rotateByDays(long days) {
        return Rotation.rotate(parts, days).map(Rule::new);
    }

    /**
     * As {@link #rotateByDays(long)}, and empty when the day of DTSTART leaves or left 1..28, or
     * DTSTART leaves the month or year from which an interval counts, or the month that the rule
     * takes from it.
     */
    public Optional<Rule> rotateByDays(long days, LocalDate start) {
        boolean takesDayOfStart =
                frequency().compareTo(Frequency.MONTHLY) >= 0
                        && byMonthDay().isEmpty()
                        && byDay().isEmpty();
        return takesDayOfStart && !Rotation.staysInside(start.getDayOfMonth(), days)
                        || !Rotation.countsAlike(parts, start, start.plusDays(days))
                ? Optional.empty()
                : rotateByDays(days);
    }

    Parts parts() {
        return parts;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Rule rule && rule.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
