package almanac.time;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;

/**
 * When one thing happens. A timed span keeps wall-clock time and zone, instants are derived; an
 * all-day span keeps dates and can never hold an instant.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Span.Timed.class, name = "timed"),
    @JsonSubTypes.Type(value = Span.AllDay.class, name = "all-day")
})
public sealed interface Span {

    LocalDate startDate();

    /** The wall-clock start; midnight for an all-day span. */
    LocalDateTime localStart();

    /** The first instant; an all-day span begins at the viewer's midnight. */
    Instant startsAt(ZoneId viewer);

    /**
     * The exclusive last instant, never before {@link #startsAt}; equal to it where there is no
     * end.
     */
    Instant endsAt(ZoneId viewer);

    /** What stays the same when the span is laid on another day. */
    Shape shape();

    /**
     * From the whole second on, the finest that a rule knows (RFC 5545 3.3.5); as long as it is.
     */
    Span fromWholeSecond();

    /** Whether it touches the window; a span without length touches where it starts. */
    default boolean touches(Window window) {
        var start = startsAt(window.zone());
        var end = endsAt(window.zone());
        return start.isBefore(window.to())
                && (end.isAfter(window.from())
                        || start.equals(end) && !start.isBefore(window.from()));
    }

    /**
     * Wall-clock time in a zone. In a gap the offset before it counts, in a fold the first of the
     * two (RFC 5545 3.3.5), which is what java.time does.
     */
    record Timed(LocalDateTime start, ZoneId zone, End end) implements Span {
        public Timed {
            if (end instanceof End.At at && at.time().isBefore(start)
                    || end instanceof End.OnDay on && on.date().isBefore(start.toLocalDate())) {
                throw new IllegalArgumentException("end before start");
            }
        }

        @Override
        public LocalDate startDate() {
            return start.toLocalDate();
        }

        @Override
        public LocalDateTime localStart() {
            return start;
        }

        @Override
        public Instant startsAt(ZoneId viewer) {
            return start.atZone(zone).toInstant();
        }

        @Override
        public Instant endsAt(ZoneId viewer) {
            var begin = startsAt(viewer);
            var finish =
                    switch (end) {
                        case End.None() -> begin;
                        case End.OnDay(var date) when date.equals(startDate()) -> begin;
                        case End.OnDay(var date) -> date.plusDays(1).atStartOfDay(zone).toInstant();
                        case End.At(var time) -> time.atZone(zone).toInstant();
                    };
            return finish.isBefore(begin) ? begin : finish;
        }

        @Override
        public Span fromWholeSecond() {
            return shape().at(start.toLocalTime().withNano(0)).on(startDate());
        }

        @Override
        public Shape.Timed shape() {
            return new Shape.Timed(start.toLocalTime(), zone, Shape.Length.of(startDate(), end));
        }
    }

    /**
     * Whole days; the end is exclusive and after the start.
     *
     * @param untimed true when a client gave dates but neither times nor "all day": PrimeCal
     *     answers such an event with {@code isAllDay:false} and no times
     */
    record AllDay(LocalDate start, LocalDate end, boolean untimed) implements Span {
        public AllDay {
            if (!end.isAfter(start)) {
                throw new IllegalArgumentException("end must be after start");
            }
        }

        public AllDay(LocalDate start, LocalDate end) {
            this(start, end, false);
        }

        @Override
        public LocalDate startDate() {
            return start;
        }

        @Override
        public LocalDateTime localStart() {
            return start.atStartOfDay();
        }

        @Override
        public Instant startsAt(ZoneId viewer) {
            return start.atStartOfDay(viewer).toInstant();
        }

        @Override
        public Instant endsAt(ZoneId viewer) {
            return end.atStartOfDay(viewer).toInstant();
        }

        @Override
        public Span fromWholeSecond() {
            return this;
        }

        @Override
        public Shape shape() {
            return new Shape.AllDay(start.until(end, java.time.temporal.ChronoUnit.DAYS), untimed);
        }
    }
}
