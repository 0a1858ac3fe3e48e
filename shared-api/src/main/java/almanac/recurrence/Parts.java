package almanac.recurrence;

import java.time.DayOfWeek;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.StringJoiner;
import java.util.stream.Collectors;

/** The parts of a rule, checked one by one; lists are sorted and without duplicates. */
record Parts(
        Frequency frequency,
        int interval,
        OptionalInt count,
        Optional<Until> until,
        List<Integer> byMonth,
        List<Integer> byWeekNo,
        List<Integer> byYearDay,
        List<Integer> byMonthDay,
        List<WeekdayOrdinal> byDay,
        List<Integer> byHour,
        List<Integer> byMinute,
        List<Integer> bySecond,
        List<Integer> bySetPos,
        DayOfWeek weekStart) {

    String text() {
        var text = new StringJoiner(";").add("FREQ=" + frequency);
        if (interval != 1) {
            text.add("INTERVAL=" + interval);
        }
        count.ifPresent(n -> text.add("COUNT=" + n));
        until.ifPresent(end -> text.add("UNTIL=" + end.text()));
        add(text, "BYMONTH", byMonth);
        add(text, "BYWEEKNO", byWeekNo);
        add(text, "BYYEARDAY", byYearDay);
        add(text, "BYMONTHDAY", byMonthDay);
        add(text, "BYDAY", byDay.stream().map(WeekdayOrdinal::text).toList());
        add(text, "BYHOUR", byHour);
        add(text, "BYMINUTE", byMinute);
        add(text, "BYSECOND", bySecond);
        add(text, "BYSETPOS", bySetPos);
        if (weekStart != DayOfWeek.MONDAY) {
            text.add("WKST=" + WeekdayOrdinal.code(weekStart));
        }
        return text.toString();
    }

    private static void add(StringJoiner text, String name, List<?> values) {
        if (!values.isEmpty()) {
            text.add(
                    name
                            + "="
                            + values.stream()
                                    .map(Object::toString)
                                    .collect(Collectors.joining(",")));
        }
    }

    Parts withEnd(OptionalInt newCount, Optional<Until> newUntil) {
        return new Parts(
                frequency,
                interval,
                newCount,
                newUntil,
                byMonth,
                byWeekNo,
                byYearDay,
                byMonthDay,
                byDay,
                byHour,
                byMinute,
                bySecond,
                bySetPos,
                weekStart);
    }

    Parts withDays(List<Integer> newMonthDays, List<WeekdayOrdinal> newDays, DayOfWeek newStart) {
        return new Parts(
                frequency,
                interval,
                count,
                until,
                byMonth,
                byWeekNo,
                byYearDay,
                newMonthDays,
                newDays,
                byHour,
                byMinute,
                bySecond,
                bySetPos,
                newStart);
    }
}
