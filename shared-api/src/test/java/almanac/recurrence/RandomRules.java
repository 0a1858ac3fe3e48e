package almanac.recurrence;

import java.time.DayOfWeek;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Random;
import java.util.StringJoiner;
import java.util.TreeSet;

/** Seeded random rules that RFC 5545 allows, most of them with few parts, as people write them. */
final class RandomRules {

    private final Random random;

    RandomRules(long seed) {
        this.random = new Random(seed);
        random.nextInt();
    }

    LocalDateTime start() {
        return LocalDateTime.of(2020, 1, 1, 0, 0)
                .plusDays(random.nextInt(3_000))
                .plusSeconds(random.nextInt(86_400));
    }

    /** A rule of any frequency with any parts, without end. */
    Rule any() {
        var frequency = Frequency.values()[random.nextInt(7)];
        var text = new StringJoiner(";").add("FREQ=" + frequency).add(interval());
        boolean coarse = frequency.compareTo(Frequency.MONTHLY) >= 0;
        boolean week = frequency == Frequency.YEARLY && one(4);
        add(text, "BYWEEKNO", week, 53, true);
        add(text, "BYMONTH", one(3), 12, false);
        add(
                text,
                "BYYEARDAY",
                (frequency == Frequency.YEARLY || frequency.subDaily()) && one(6),
                366,
                true);
        add(text, "BYMONTHDAY", frequency != Frequency.WEEKLY && one(4), 31, true);
        if (one(3)) {
            text.add("BYDAY=" + weekdays(coarse && !week));
        }
        add(text, "BYHOUR", one(4), 23, false);
        add(text, "BYMINUTE", one(5), 59, false);
        add(text, "BYSECOND", one(8), 59, false);
        boolean by = text.toString().contains("BY");
        add(text, "BYSETPOS", by && one(5), 4, true);
        return Rule.parse(text.add("WKST=" + code()).toString());
    }

    /** A rule of daily or coarser frequency with the common parts, without end. */
    Rule simple() {
        var frequency = Frequency.values()[3 + random.nextInt(4)];
        var text = new StringJoiner(";").add("FREQ=" + frequency).add(interval());
        boolean monthly = frequency == Frequency.MONTHLY;
        boolean yearly = frequency == Frequency.YEARLY;
        add(text, "BYMONTH", one(3), 12, false);
        add(text, "BYMONTHDAY", !yearly && frequency != Frequency.WEEKLY && one(3), 31, true);
        if (one(2)) {
            text.add("BYDAY=" + weekdays(monthly || yearly));
        }
        return Rule.parse(text.add("WKST=" + code()).toString());
    }

    boolean one(int of) {
        return random.nextInt(of) == 0;
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    private String interval() {
        return "INTERVAL=" + (one(2) ? 1 : 1 + random.nextInt(one(4) ? 40 : 4));
    }

    private void add(StringJoiner text, String name, boolean wanted, int most, boolean signed) {
        if (wanted) {
            var values = new TreeSet<Integer>();
            for (int i = random.nextInt(3); i >= 0; i--) {
                int value = 1 + random.nextInt(most);
                values.add(signed && one(3) ? -value : value);
            }
            text.add(name + "=" + values.toString().replaceAll("[\\[\\] ]", ""));
        }
    }

    private String weekdays(boolean numbered) {
        var days = new TreeSet<String>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            var number = numbered && one(2) ? (one(2) ? "-" : "") + (1 + random.nextInt(5)) : "";
            days.add(number + code());
        }
        return String.join(",", days);
    }

    private String code() {
        return WeekdayOrdinal.code(List.of(DayOfWeek.values()).get(random.nextInt(7)));
    }
}
