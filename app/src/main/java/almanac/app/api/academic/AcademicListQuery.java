package almanac.app.api.academic;

import almanac.entry.EntryKind;
import almanac.entry.ListFilter;
import almanac.message.Rejected;
import almanac.time.Window;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The query of a list.
 *
 * @param repeating where the occurrences of series are listed (contract R33)
 */
record AcademicListQuery(ListFilter filter, Window repeating, int limit, long offset) {

    private static final int LOOK_BACK_DAYS = 90;
    private static final int LOOK_AHEAD_DAYS = 365;
    private static final int MOST = 100;
    private static final int USUAL = 50;
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,15}");

    /** A plus sign in an address stands for a space. */
    private static final Pattern LOST_PLUS = Pattern.compile("T[0-9:.]+ [0-9:]+");

    /** Reads the parameters that were sent. */
    static AcademicListQuery of(Map<String, String> sent, Instant now, ZoneId zone) {
        var problems = new Problems();
        var from = problems.read(() -> instant("startDate", sent));
        var to = problems.read(() -> instant("endDate", sent));
        var kind =
                problems.read(() ->
                        value("eventType", sent)
                                .map(it ->
                                        AcademicFields.word("eventType", it, EntryKind.values())));
        var course = problems.read(() -> value("courseId", sent).map(AcademicFields::course));
        var limit = problems.read(() -> number("limit", sent, 1, MOST, USUAL));
        var offset = problems.read(() -> number("offset", sent, 0, Long.MAX_VALUE, 0));
        problems.read(() -> ordered(from, to));
        problems.refuse("Invalid query parameters");
        return new AcademicListQuery(
                new ListFilter(from, to, kind, course),
                repeating(from, to, now, zone),
                limit.orElseThrow().intValue(),
                offset.orElseThrow());
    }

    private static Optional<String> value(String name, Map<String, String> sent) {
        return Optional.ofNullable(sent.get(name));
    }

    private static Optional<Instant> instant(String name, Map<String, String> sent) {
        return value(name, sent)
                .map(it -> LOST_PLUS.matcher(it).find() ? it.replace(' ', '+') : it)
                .map(it -> AcademicFields.instant(name, it));
    }

    private static Optional<Long> number(
            String name, Map<String, String> sent, long least, long most, long usual) {
        var value = value(name, sent);
        if (value.isEmpty()) {
            return Optional.of(usual);
        }
        if (NUMBER.matcher(value.get()).matches()) {
            var number = Long.parseLong(value.get());
            if (number >= least && number <= most) {
                return Optional.of(number);
            }
        }
        throw Rejected.invalid(
                name,
                most == Long.MAX_VALUE
                        ? name + " must be an integer number from " + least
                        : name + " must be an integer number between " + least + " and " + most);
    }

    private static Optional<Instant> ordered(Optional<Instant> from, Optional<Instant> to) {
        if (from.flatMap(first -> to.filter(first::isAfter)).isPresent()) {
            throw Rejected.invalid("endDate", "endDate must not be before startDate");
        }
        return to;
    }

    private static Window repeating(
            Optional<Instant> from, Optional<Instant> to, Instant now, ZoneId zone) {
        var first =
                from.orElseGet(() ->
                        day(to.filter(now::isAfter).orElse(now), zone)
                                .minusDays(LOOK_BACK_DAYS)
                                .atStartOfDay(zone)
                                .toInstant());
        var last =
                to.map(end -> end.plusMillis(1))
                        .orElseGet(() ->
                                day(from.filter(now::isBefore).orElse(now), zone)
                                        .plusDays(LOOK_AHEAD_DAYS + 1L)
                                        .atStartOfDay(zone)
                                        .toInstant());
        return new Window(first, last, zone);
    }

    private static LocalDate day(Instant instant, ZoneId zone) {
        return LocalDate.ofInstant(instant, zone);
    }
}
