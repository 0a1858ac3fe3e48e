package almanac.time;

import almanac.message.Rejected;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;

/** A span as two instants: the academic API's view of it, for reading and for writing. */
public final class Moments {

    private Moments() {}

    /**
     * The wall-clock span of these instants in the zone; in UTC where the zone cannot name them,
     * which is when a clock is put back.
     *
     * @throws Rejected naming {@code endDate} when that is before the start
     */
    public static Span span(Instant start, Optional<Instant> end, ZoneId zone) {
        if (end.filter(start::isAfter).isPresent()) {
            throw Rejected.invalid("endDate", "endDate must not be before startDate");
        }
        var named = names(start, zone) && end.map(it -> names(it, zone)).orElse(true);
        var in = named ? zone : ZoneOffset.UTC;
        return new Span.Timed(
                LocalDateTime.ofInstant(start, in),
                in,
                end.<End>map(it -> new End.At(LocalDateTime.ofInstant(it, in)))
                        .orElseGet(End.None::new));
    }

    private static boolean names(Instant instant, ZoneId zone) {
        return LocalDateTime.ofInstant(instant, zone).atZone(zone).toInstant().equals(instant);
    }

    /** The exclusive end that a reader sees; empty where nobody said when it ends. */
    public static Optional<Instant> end(Span span, ZoneId viewer) {
        return switch (span) {
            case Span.AllDay day -> Optional.of(day.endsAt(viewer));
            case Span.Timed timed ->
                    switch (timed.end()) {
                        case End.None() -> Optional.empty();
                        case End.OnDay(var date) when date.equals(timed.startDate()) ->
                                Optional.empty();
                        case End.OnDay onDay -> Optional.of(timed.endsAt(viewer));
                        case End.At at -> Optional.of(timed.endsAt(viewer));
                    };
        };
    }

    /** What an edit makes of a span; the bound that was not sent stays where it is. */
    static Span edited(Span current, SpanEdit.Moments edit) {
        var begin = current.startsAt(edit.zone());
        var finish = end(current, edit.zone());
        var start = edit.start().orElse(begin);
        var end = edit.end().or(() -> finish);
        if (start.equals(begin) && end.equals(finish)) {
            return current;
        }
        return switch (current) {
            case Span.AllDay day -> days(start, end, day, edit.zone());
            case Span.Timed(var was, var zone, var last)
                    when last instanceof End.OnDay && edit.end().isEmpty() ->
                    through(start, last, zone);
            case Span.Timed timed -> span(start, end, timed.zone());
        };
    }

    /** Whole days stay whole days while both bounds are midnights. */
    private static Span days(
            Instant start, Optional<Instant> end, Span.AllDay current, ZoneId zone) {
        var first = start.atZone(zone).toLocalDate();
        var last = end.map(it -> it.atZone(zone).toLocalDate()).orElse(first);
        var whole =
                first.atStartOfDay(zone).toInstant().equals(start)
                        && end.equals(Optional.of(last.atStartOfDay(zone).toInstant()))
                        && last.isAfter(first);
        return whole ? new Span.AllDay(first, last, current.untimed()) : span(start, end, zone);
    }

    private static Span through(Instant start, End last, ZoneId zone) {
        var begin = LocalDateTime.ofInstant(start, zone);
        if (last instanceof End.OnDay(var date) && date.isBefore(begin.toLocalDate())) {
            throw Rejected.invalid("endDate", "endDate must not be before startDate");
        }
        return new Span.Timed(begin, zone, last);
    }
}
