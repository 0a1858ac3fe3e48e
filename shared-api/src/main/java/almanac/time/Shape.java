package almanac.time;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Set;

/** A span without its day: what all occurrences of a series share. Length is wall-clock length. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Shape.Timed.class, name = "timed"),
    @JsonSubTypes.Type(value = Shape.AllDay.class, name = "all-day")
})
public sealed interface Shape {

    /** The span of this shape that starts on a date. */
    Span on(LocalDate date);

    /**
     * This shape with the parts that were sent for another one, as that one has them. Whole days
     * take no times of day along, and an own end that a part has no room for stays.
     */
    default Shape taking(Set<SpanPart> sent, Shape from) {
        return ShapeParts.taken(this, sent, from);
    }

    record Timed(LocalTime start, ZoneId zone, Length length) implements Shape {
        @Override
        public Span on(LocalDate date) {
            return new Span.Timed(date.atTime(start), zone, length.from(date));
        }

        /** The same shape at another time of day; a wall-clock end moves along. */
        public Timed at(LocalTime time) {
            return new Timed(time, zone, length.moved(start, time));
        }
    }

    record AllDay(long days, boolean untimed) implements Shape {
        @Override
        public Span on(LocalDate date) {
            return new Span.AllDay(date, date.plusDays(days), untimed);
        }
    }

    /** How far the end lies from the start date. */
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = Length.Open.class, name = "open"),
        @JsonSubTypes.Type(value = Length.Days.class, name = "days"),
        @JsonSubTypes.Type(value = Length.Until.class, name = "until")
    })
    sealed interface Length {

        static Length of(LocalDate start, End end) {
            return switch (end) {
                case End.None() -> new Open();
                case End.OnDay(var date) -> new Days(start.until(date, ChronoUnit.DAYS));
                case End.At(var time) ->
                        new Until(
                                start.until(time.toLocalDate(), ChronoUnit.DAYS),
                                time.toLocalTime());
            };
        }

        default End from(LocalDate start) {
            return switch (this) {
                case Open() -> new End.None();
                case Days(var days) -> new End.OnDay(start.plusDays(days));
                case Until(var days, var time) -> new End.At(start.plusDays(days).atTime(time));
            };
        }

        default Length moved(LocalTime from, LocalTime to) {
            return switch (this) {
                case Open open -> open;
                case Days days -> days;
                case Until(var days, var time) -> {
                    var day = LocalDate.EPOCH;
                    var end =
                            day.plusDays(days)
                                    .atTime(time)
                                    .plus(from.until(to, ChronoUnit.NANOS), ChronoUnit.NANOS);
                    yield Length.of(day, new End.At(end));
                }
            };
        }

        record Open() implements Length {}

        record Days(long days) implements Length {}

        record Until(long days, LocalTime time) implements Length {}
    }
}
