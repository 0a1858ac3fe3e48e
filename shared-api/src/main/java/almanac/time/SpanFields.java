package almanac.time;

import almanac.message.Rejected;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * A span as separate date and time fields with an inclusive last day: PrimeCal's view of it, for
 * reading and for writing.
 */
public record SpanFields(
        LocalDate startDate,
        Optional<LocalTime> startTime,
        Optional<LocalDate> endDate,
        Optional<LocalTime> endTime,
        boolean allDay,
        Optional<ZoneId> zone) {

    /** Leaves room for an exclusive end that iCalendar can still write with four digits. */
    private static final int LAST_YEAR = 9998;

    /** The fields of a span. */
    public static SpanFields of(Span span) {
        return switch (span) {
            case Span.AllDay(var start, var end, var untimed) ->
                    new SpanFields(
                            start,
                            Optional.empty(),
                            Optional.of(end.minusDays(1)),
                            Optional.empty(),
                            !untimed,
                            Optional.empty());
            case Span.Timed(var start, var zone, var end) ->
                    new SpanFields(
                            start.toLocalDate(),
                            Optional.of(start.toLocalTime()),
                            switch (end) {
                                case End.None() -> Optional.empty();
                                case End.OnDay(var date) -> Optional.of(date);
                                case End.At(var time) -> Optional.of(time.toLocalDate());
                            },
                            end instanceof End.At(var time)
                                    ? Optional.of(time.toLocalTime())
                                    : Optional.empty(),
                            false,
                            Optional.of(zone));
        };
    }

    /** Other programs and files bring spans without length; one that has none may go on so. */
    Span edited(SpanEdit.Fields edit) {
        var after = edit(edit);
        return after.toSpan(after.zone.orElse(edit.fallbackZone()), lastsNoTime());
    }

    private boolean lastsNoTime() {
        return startTime.isPresent()
                && startTime.equals(endTime)
                && endDate.equals(Optional.of(startDate));
    }

    private SpanFields edit(SpanEdit.Fields edit) {
        var newStart = edit.startDate().orElse(startDate);
        var newStartTime = edit.startTime().orElse(startTime);
        var moved = startDate.until(newStart, ChronoUnit.DAYS);
        var keptEnd = endDate.map(date -> date.plusDays(moved));
        var keptEndTime = endTime;
        if (edit.endTime().isEmpty()
                && edit.endDate().isEmpty()
                && keptEnd.isPresent()
                && endTime.isPresent()
                && startTime.isPresent()
                && newStartTime.isPresent()) {
            var end =
                    keptEnd.get()
                            .atTime(endTime.get())
                            .plus(
                                    startTime.get().until(newStartTime.get(), ChronoUnit.NANOS),
                                    ChronoUnit.NANOS);
            keptEnd = Optional.of(end.toLocalDate());
            keptEndTime = Optional.of(end.toLocalTime());
        }
        return new SpanFields(
                newStart,
                newStartTime,
                edit.endDate().orElse(keptEnd),
                edit.endTime().orElse(keptEndTime),
                edit.allDay().orElse(allDay && edit.startTime().flatMap(time -> time).isEmpty()),
                edit.zone().or(this::zone));
    }

    /**
     * The span that these fields describe. Times on an all-day span are ignored.
     *
     * @throws Rejected naming {@code startDate}, {@code endDate}, {@code endTime} or {@code
     *     startTime}
     */
    public Span toSpan(ZoneId zoneOfTimes) {
        return toSpan(zoneOfTimes, false);
    }

    private Span toSpan(ZoneId zoneOfTimes, boolean mayLastNoTime) {
        var last = endDate.orElse(startDate);
        if (last.isBefore(startDate)) {
            throw Rejected.invalid("endDate", "endDate must not be before startDate");
        }
        if (last.getYear() > LAST_YEAR) {
            throw Rejected.invalid(
                    startDate.getYear() > LAST_YEAR ? "startDate" : "endDate",
                    "dates reach to the year " + LAST_YEAR);
        }
        if (allDay || startTime.isEmpty()) {
            if (!allDay && endTime.isPresent()) {
                throw Rejected.invalid("startTime", "startTime is required with endTime");
            }
            return new Span.AllDay(startDate, last.plusDays(1), !allDay);
        }
        var start = startDate.atTime(startTime.get());
        if (endTime.isEmpty()) {
            return new Span.Timed(
                    start, zoneOfTimes, endDate.<End>map(End.OnDay::new).orElse(new End.None()));
        }
        var end = last.atTime(endTime.get());
        if (end.isBefore(start) || end.equals(start) && !mayLastNoTime) {
            throw Rejected.invalid("endTime", "endTime must be after startTime");
        }
        return new Span.Timed(start, zoneOfTimes, new End.At(end));
    }
}
