package almanac.app.api.aurinko;

import almanac.entry.Recurrence;
import almanac.recurrence.Rule;
import almanac.time.Span;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a series repeats: always as iCalendar, and as a pattern where that says all of it.
 *
 * @param original {@code simple} where a pattern says all of it, else {@code ical}
 */
@Schema(name = "Aurinko event recurrence")
@JsonInclude(JsonInclude.Include.NON_NULL)
record RecurrenceJson(String original, ICal ical, @Nullable Simple simple) {

    /**
     * As iCalendar.
     *
     * @param rules RRULE, RDATE and EXDATE lines (RFC 5545 3.8.5)
     */
    record ICal(List<String> rules, String recurrenceStart) {}

    /** As a pattern within a range. */
    record Simple(PatternJson pattern, Range range) {}

    /**
     * Where a pattern ends.
     *
     * @param recurrenceEnd the last day on which the series may start
     * @param patternExclusions days on which it does not take place
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Range(
            String type,
            String recurrenceStart,
            @Nullable String recurrenceEnd,
            @Nullable Integer count,
            List<String> patternExclusions) {}

    static RecurrenceJson of(Recurrence recurrence, Span first, List<LocalDateTime> exclusions) {
        var simple =
                recurrence.additions().isEmpty()
                        ? recurrence
                                .rule()
                                .flatMap(rule ->
                                        PatternJson.of(rule)
                                                .map(pattern ->
                                                        new Simple(
                                                                pattern,
                                                                range(rule, first, exclusions))))
                        : Optional.<Simple>empty();
        return new RecurrenceJson(
                simple.isPresent() ? "simple" : "ical",
                new ICal(lines(recurrence, first, exclusions), first.startDate().toString()),
                simple.orElse(null));
    }

    /**
     * Whether both are told alike, by their lines or by the pattern and where it ends: of an end by
     * moment a range tells the day.
     *
     * @param one as it was sent, perhaps as {@code other} was told
     * @param first of the series of the one
     * @param otherFirst of that of the other
     */
    static boolean alike(Recurrence one, Span first, Recurrence other, Span otherFirst) {
        return one.equals(other)
                || one.equals(other.beside(otherFirst))
                || one.additions().equals(other.additions())
                        && one.rule()
                                .flatMap(rule ->
                                        other.rule()
                                                .filter(now -> alike(rule, first, now, otherFirst)))
                                .isPresent();
    }

    private static boolean alike(Rule one, Span first, Rule other, Span otherFirst) {
        return PatternJson.of(one).isPresent()
                && one.withoutEnd().equals(other.withoutEnd())
                && one.count().equals(other.count())
                && lastDay(one, first).equals(lastDay(other, otherFirst));
    }

    private static Range range(Rule rule, Span first, List<LocalDateTime> exclusions) {
        var end = lastDay(rule, first);
        return new Range(
                rule.count().isPresent() ? "byCount" : end.isPresent() ? "byDate" : "unbounded",
                first.startDate().toString(),
                end.map(LocalDate::toString).orElse(null),
                rule.count().isPresent() ? rule.count().getAsInt() : null,
                exclusions.stream().map(start -> start.toLocalDate().toString()).toList());
    }

    private static Optional<LocalDate> lastDay(Rule rule, Span first) {
        return rule.until().map(until -> lastDay(until.lastLocal(zone(first)), first));
    }

    private static LocalDate lastDay(LocalDateTime last, Span first) {
        var startsLater = last.toLocalTime().isBefore(first.localStart().toLocalTime());
        return startsLater ? last.toLocalDate().minusDays(1) : last.toLocalDate();
    }

    private static ZoneId zone(Span span) {
        return span instanceof Span.Timed timed ? timed.zone() : ZoneOffset.UTC;
    }

    private static List<String> lines(
            Recurrence recurrence, Span first, List<LocalDateTime> exclusions) {
        var lines = new ArrayList<String>();
        recurrence.beside(first).rule().ifPresent(rule -> lines.add("RRULE:" + rule.text()));
        dates("RDATE", recurrence.additions(), first, lines);
        dates("EXDATE", exclusions, first, lines);
        return lines;
    }

    private static void dates(
            String name, List<LocalDateTime> starts, Span first, List<String> lines) {
        if (starts.isEmpty()) {
            return;
        }
        var timed = first instanceof Span.Timed;
        var form = DateTimeFormatter.ofPattern(timed ? "uuuuMMdd'T'HHmmss" : "uuuuMMdd");
        var values = starts.stream().map(form::format).toList();
        var parameter = timed ? ";TZID=" + zone(first).getId() : ";VALUE=DATE";
        lines.add(name + parameter + ":" + String.join(",", values));
    }
}
