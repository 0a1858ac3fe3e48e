package almanac.recurrence;

import java.time.LocalDate;
import java.util.List;

/**
 * Whether a day passes all day parts of a rule but BYWEEKNO. Numbered weekdays count within the
 * year when told so, else within the month.
 */
final class DayFilter {

    private final int months;
    private final List<Integer> yearDays;
    private final List<Integer> monthDays;
    private final List<WeekdayOrdinal> numbered;
    private final int weekdays;
    private final boolean anyWeekday;
    private final boolean withinYear;

    DayFilter(Parts parts, boolean withinYear) {
        this.months = mask(parts.byMonth());
        this.yearDays = parts.byYearDay();
        this.monthDays = parts.byMonthDay();
        this.numbered = parts.byDay().stream().filter(each -> each.ordinal() != 0).toList();
        this.weekdays =
                mask(
                        parts.byDay().stream()
                                .filter(each -> each.ordinal() == 0)
                                .map(each -> each.day().getValue())
                                .toList());
        this.anyWeekday = parts.byDay().isEmpty();
        this.withinYear = withinYear;
    }

    boolean passesMonth(int month) {
        return months == 0 || (months >> month & 1) == 1;
    }

    boolean passes(LocalDate day) {
        return passesMonth(day.getMonthValue())
                && passesWeekday(day)
                && within(monthDays, day.getDayOfMonth(), day.lengthOfMonth())
                && within(yearDays, day.getDayOfYear(), day.lengthOfYear());
    }

    private boolean passesWeekday(LocalDate day) {
        if (anyWeekday || (weekdays >> day.getDayOfWeek().getValue() & 1) == 1) {
            return true;
        }
        for (var each : numbered) {
            if (each.day() == day.getDayOfWeek() && isNth(each.ordinal(), day)) {
                return true;
            }
        }
        return false;
    }

    private boolean isNth(int ordinal, LocalDate day) {
        int place = withinYear ? day.getDayOfYear() : day.getDayOfMonth();
        int length = withinYear ? day.lengthOfYear() : day.lengthOfMonth();
        int nth = ordinal > 0 ? (place - 1) / 7 + 1 : -((length - place) / 7 + 1);
        return nth == ordinal;
    }

    private static boolean within(List<Integer> places, int place, int length) {
        return places.isEmpty() || places.contains(place) || places.contains(place - length - 1);
    }

    private static int mask(List<Integer> values) {
        int mask = 0;
        for (int value : values) {
            mask |= 1 << value;
        }
        return mask;
    }
}
