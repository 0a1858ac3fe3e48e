package almanac.icalendar;

import almanac.time.End;
import almanac.time.Span;
import java.io.IOException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Optional;

/**
 * What our spans say and DTSTART and DTEND cannot: dates without "all day", and an end that is a
 * day. Each is believed only where it fits the times beside it, so that a program that knows no
 * such line and moves the event is taken at its word.
 */
final class SpanLines {

    static final String UNTIMED = "X-ALMANAC-UNTIMED";
    static final String END_DAY = "X-ALMANAC-END-DAY";

    private static final String YES = "TRUE";

    private SpanLines() {}

    /** DTEND; none where it would say nothing. */
    static Optional<LocalDateTime> end(Span span) {
        return switch (span) {
            case Span.AllDay(var start, var end, var untimed) ->
                    // at the end of the calendar a day has no next one, and one day needs no end
                    Optional.of(Years.writable(end))
                            .filter(Years.writable(start)::isBefore)
                            .map(LocalDate::atStartOfDay);
            case Span.Timed(var start, var zone, End.None()) -> Optional.empty();
            case Span.Timed(var start, var zone, End.OnDay(var day)) -> through(start, day);
            case Span.Timed(var start, var zone, End.At(var time)) -> Optional.of(time);
        };
    }

    private static Optional<LocalDateTime> through(LocalDateTime start, LocalDate day) {
        return day.equals(start.toLocalDate())
                ? Optional.empty()
                : Optional.of(day.plusDays(1).atStartOfDay());
    }

    static void write(Span span, ContentLines lines) throws IOException {
        if (span instanceof Span.AllDay(var start, var end, var untimed) && untimed) {
            lines.line(UNTIMED + ":" + YES);
        }
        if (span instanceof Span.Timed(var start, var zone, End.OnDay(var day))) {
            lines.line(END_DAY + ":" + Moment.DAY.format(Years.writable(day)));
        }
    }

    /** The span that the lines of a component say together. */
    static Span read(Span span, Properties properties) {
        return switch (span) {
            case Span.AllDay(var start, var end, var untimed) ->
                    new Span.AllDay(
                            start, end, says(properties, UNTIMED).filter(YES::equals).isPresent());
            case Span.Timed timed ->
                    says(properties, END_DAY).flatMap(day -> onDay(timed, day)).orElse(timed);
        };
    }

    private static Optional<Span.Timed> onDay(Span.Timed timed, String written) {
        var start = timed.start();
        var last =
                switch (timed.end()) {
                    case End.None() -> start.toLocalDate();
                    case End.OnDay(var day) -> day;
                    case End.At(var time) -> time.toLocalDate().minusDays(1);
                };
        return Optional.of(last)
                .filter(day -> Moment.DAY.format(day).equals(written))
                .filter(day -> !day.isBefore(start.toLocalDate()))
                .map(day -> new Span.Timed(start, timed.zone(), new End.OnDay(day)))
                .filter(onDay -> end(onDay).equals(end(timed)));
    }

    private static Optional<String> says(Properties properties, String name) {
        return properties.first(name).map(line -> line.value().strip());
    }
}
