package almanac.app.api.primecal;

import almanac.app.web.Patch;
import almanac.entry.Recurrence;
import almanac.message.Rejected;
import almanac.message.Rejection;
import almanac.recurrence.InvalidRule;
import almanac.recurrence.Rule;
import almanac.recurrence.Until;
import almanac.time.Span;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;

/**
 * Turns the recurrence object into a rule (contract A2). Where the first day does not match what
 * was asked for, the series begins on the first day that does.
 */
final class Recurrences {

    /** The words of {@code recurrence.type}. */
    enum Type {
        NONE,
        DAILY,
        WEEKLY,
        MONTHLY,
        YEARLY
    }

    enum EndType {
        NEVER,
        COUNT,
        DATE
    }

    /** A rule with the day it begins on. */
    record Asked(Recurrence recurrence, Span first) {}

    private static final int LONGEST_SEARCH_DAYS = 366 * 41;

    private final RecurrenceBody body;
    private final Type type;
    private final String field;

    private Recurrences(RecurrenceBody body, Type type, String field) {
        this.body = body;
        this.type = type;
        this.field = field;
    }

    static Type type(String field, String sent) {
        return Fields.word(field, sent, Arrays.asList(Type.values()));
    }

    /** The recurrence that the body asks for from this span on; empty for type {@code none}. */
    static Optional<Asked> of(RecurrenceBody body, Type type, String field, Span span) {
        if (body.rrule().present().isPresent()) {
            return Optional.of(new Asked(raw(body.rrule().present().get(), field), span));
        }
        return type == Type.NONE
                ? Optional.empty()
                : Optional.of(new Recurrences(body, type, field).from(span));
    }

    private static Recurrence raw(String rule, String field) {
        try {
            return Recurrence.of(Rule.parse(rule));
        } catch (InvalidRule invalid) {
            throw new Rejected(
                    new Rejection.Invalid(
                            field + ".rrule", String.valueOf(invalid.getMessage()), rule));
        }
    }

    private Asked from(Span span) {
        var days = daysOfWeek();
        var dayOfMonth = number("dayOfMonth", body.dayOfMonth(), 31);
        var month = number("monthOfYear", body.monthOfYear(), 12);
        var first = firstDay(span.startDate(), days, dayOfMonth, month);
        var moved = span.shape().on(first);
        var rule =
                simple(
                        type,
                        number("interval", body.interval(), 999).orElse(1),
                        days,
                        dayOfMonth,
                        month.or(() ->
                                dayOfMonth.isPresent() || !days.isEmpty()
                                        ? Optional.of(first.getMonthValue())
                                        : Optional.empty()));
        return new Asked(Recurrence.of(ended(rule, moved)).beside(moved), moved);
    }

    /**
     * The rule that these fields say; those that are of no account for the type are left out.
     *
     * @param month with a yearly rule only
     */
    static Rule simple(
            Type type,
            int interval,
            Set<DayOfWeek> days,
            Optional<Integer> dayOfMonth,
            Optional<Integer> month) {
        var parts = new StringJoiner(";").add("FREQ=" + type).add("INTERVAL=" + interval);
        if (!days.isEmpty()) {
            var letters = days.stream().map(RecurrenceJson::letters).toList();
            parts.add("BYDAY=" + String.join(",", letters));
        }
        if (type == Type.MONTHLY || type == Type.YEARLY) {
            dayOfMonth.ifPresent(day -> parts.add("BYMONTHDAY=" + day));
        }
        if (type == Type.YEARLY) {
            month.ifPresent(number -> parts.add("BYMONTH=" + number));
        }
        return Rule.parse(parts.toString());
    }

    private Set<DayOfWeek> daysOfWeek() {
        var days = EnumSet.noneOf(DayOfWeek.class);
        for (var sent : body.daysOfWeek().present().orElse(List.of())) {
            days.add(
                    Arrays.stream(DayOfWeek.values())
                            .filter(day -> RecurrenceJson.letters(day).equals(sent))
                            .findFirst()
                            .orElseThrow(() ->
                                    new Rejected(
                                            new Rejection.Invalid(
                                                    field + ".daysOfWeek",
                                                    "each value in daysOfWeek must be one of SU, MO, TU, WE, TH, FR, SA",
                                                    String.valueOf(sent)))));
        }
        return days;
    }

    private Optional<Integer> number(String name, Patch<Long> sent, int most) {
        return sent.present().map(value -> Fields.between(field + "." + name, value, 1, most));
    }

    private LocalDate firstDay(
            LocalDate start,
            Set<DayOfWeek> days,
            Optional<Integer> dayOfMonth,
            Optional<Integer> month) {
        var applies = type == Type.MONTHLY || type == Type.YEARLY;
        return start.datesUntil(start.plusDays(LONGEST_SEARCH_DAYS))
                .filter(day -> days.isEmpty() || days.contains(day.getDayOfWeek()))
                .filter(day ->
                        !applies || dayOfMonth.isEmpty() || dayOfMonth.get() == day.getDayOfMonth())
                .filter(day ->
                        type != Type.YEARLY
                                || month.isEmpty()
                                || month.get() == day.getMonthValue())
                .filter(day ->
                        type != Type.YEARLY
                                || month.isEmpty()
                                || dayOfMonth.isPresent()
                                || !days.isEmpty()
                                || day.getDayOfMonth() == start.getDayOfMonth())
                .findFirst()
                .orElseThrow(() -> Rejected.invalid(field, "no day ever matches this recurrence"));
    }

    private Rule ended(Rule rule, Span first) {
        var endType =
                body.endType()
                        .present()
                        .map(sent ->
                                Fields.word(
                                        field + ".endType", sent, Arrays.asList(EndType.values())))
                        .orElseGet(this::impliedEnd);
        return switch (endType) {
            case NEVER -> rule;
            case COUNT ->
                    rule.withCount(
                            Fields.between(
                                    field + ".count",
                                    Fields.required(field + ".count", body.count()),
                                    1,
                                    Integer.MAX_VALUE));
            case DATE -> rule.withUntil(until(first));
        };
    }

    private EndType impliedEnd() {
        if (body.count().present().isPresent()) {
            return EndType.COUNT;
        }
        return body.endDate().present().or(() -> body.until().present()).isPresent()
                ? EndType.DATE
                : EndType.NEVER;
    }

    private Until until(Span first) {
        var sent =
                body.endDate()
                        .present()
                        .or(() -> body.until().present())
                        .orElseThrow(() ->
                                Rejected.invalid(
                                        field + ".endDate",
                                        "endDate is required with endType date"));
        var last = Fields.date(field + ".endDate", sent);
        if (last.isBefore(first.startDate())) {
            throw new Rejected(
                    new Rejection.Invalid(
                            field + ".endDate", "the recurrence ends before it begins", sent));
        }
        return new Until.OnDate(last);
    }

    /** The zone that the recurrence names. */
    static Optional<ZoneId> zone(RecurrenceBody body, String field) {
        return body.timezone().present().map(sent -> Fields.zone(field + ".timezone", sent));
    }
}
