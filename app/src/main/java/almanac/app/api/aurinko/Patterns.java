package almanac.app.api.aurinko;

import almanac.message.Rejected;
import almanac.message.Rejection;
import almanac.recurrence.InvalidRule;
import almanac.recurrence.Rule;
import java.time.DayOfWeek;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** {@code recurrence.simple.pattern} as a rule (contract 6.3). */
final class Patterns {

    static final String FIELD = "recurrence.simple.pattern";

    private static final List<String> INSTANCES = List.of("first", "second", "third", "fourth");
    private static final String LAST = "last";

    private Patterns() {}

    /** The word for the nth of the days; empty where there is none. */
    static Optional<String> instance(int ordinal) {
        if (ordinal == -1) {
            return Optional.of(LAST);
        }
        return ordinal >= 1 && ordinal <= INSTANCES.size()
                ? Optional.of(INSTANCES.get(ordinal - 1))
                : Optional.empty();
    }

    /** The rule without an end; empty when the fields do not make one. */
    static Optional<Rule> rule(PatternJson pattern) {
        try {
            return Optional.of(required(pattern));
        } catch (Rejected refused) {
            return Optional.empty();
        }
    }

    /**
     * The rule without an end.
     *
     * @throws Rejected with Invalid when the fields do not make one
     */
    static Rule required(PatternJson pattern) {
        var relative = pattern.frequency().endsWith("Relative");
        var parts =
                new StringJoiner(";")
                        .add("FREQ=" + frequency(pattern.frequency()))
                        .add("INTERVAL=" + pattern.interval());
        days(pattern, relative, parts);
        if (pattern.monthOfYear() != null) {
            parts.add("BYMONTH=" + pattern.monthOfYear());
        }
        if (pattern.dayOfMonth() != null) {
            parts.add("BYMONTHDAY=" + pattern.dayOfMonth());
        }
        if (pattern.weekStart() != null) {
            parts.add("WKST=" + day(pattern.weekStart()).name().substring(0, 2));
        }
        try {
            return Rule.parse(parts.toString());
        } catch (InvalidRule invalid) {
            throw Rejected.invalid(FIELD, String.valueOf(invalid.getMessage()));
        }
    }

    private static void days(PatternJson pattern, boolean relative, StringJoiner parts) {
        var sent = pattern.daysOfWeek() == null ? List.<String>of() : pattern.daysOfWeek();
        var codes = sent.stream().map(each -> day(each).name().substring(0, 2)).toList();
        if (!relative) {
            if (!codes.isEmpty()) {
                parts.add("BYDAY=" + String.join(",", codes));
            }
            return;
        }
        if (codes.isEmpty()) {
            throw Rejected.invalid(FIELD + ".daysOfWeek", "daysOfWeek is required");
        }
        var ordinal = ordinal(pattern.instance());
        if (codes.size() == 1) {
            parts.add("BYDAY=" + ordinal + codes.getFirst());
        } else {
            parts.add("BYDAY=" + String.join(",", codes)).add("BYSETPOS=" + ordinal);
        }
    }

    private static int ordinal(@Nullable String instance) {
        if (instance == null) {
            return 1;
        }
        var index = INSTANCES.indexOf(instance);
        if (index < 0 && !instance.equals(LAST)) {
            throw new Rejected(
                    new Rejection.Invalid(
                            FIELD + ".instance",
                            "instance must be one of first, second, third, fourth, last",
                            instance));
        }
        return index < 0 ? -1 : index + 1;
    }

    private static String frequency(String sent) {
        return switch (sent) {
            case "daily" -> "DAILY";
            case "weekly" -> "WEEKLY";
            case "monthly", "monthlyRelative" -> "MONTHLY";
            case "yearly", "yearlyRelative" -> "YEARLY";
            default ->
                    throw new Rejected(
                            new Rejection.Invalid(
                                    FIELD + ".frequency",
                                    "frequency must be one of daily, weekly, monthly,"
                                            + " monthlyRelative, yearly, yearlyRelative",
                                    sent));
        };
    }

    private static DayOfWeek day(String sent) {
        return Arrays.stream(DayOfWeek.values())
                .filter(day -> PatternJson.word(day).equals(sent))
                .findFirst()
                .orElseThrow(() ->
                        new Rejected(
                                new Rejection.Invalid(
                                        FIELD + ".daysOfWeek",
                                        "a day must be one of monday to sunday",
                                        sent)));
    }
}
