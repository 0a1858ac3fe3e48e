package almanac.time;

import almanac.message.Rejected;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/** A wish to change when something happens, resolved against what stands inside the aggregate. */
public sealed interface SpanEdit {

    /**
     * The span after this edit.
     *
     * @throws Rejected with the offending field where the result would end before it starts
     */
    Span applyTo(Span current);

    /**
     * The parts of the span that this edit says something of, for others that it reaches as well:
     * all that were sent, though the current one has them already; of an edit that names whole
     * moments, those that change.
     *
     * @throws Rejected as {@link #applyTo}
     */
    default Set<SpanPart> parts(Span current) {
        return ShapeParts.changed(current.shape(), applyTo(current).shape());
    }

    /** Takes the place of whatever stands. */
    record Replace(Span span) implements SpanEdit {
        @Override
        public Span applyTo(Span current) {
            return span;
        }
    }

    /**
     * Instants, as the academic API sends them; a bound that is absent stays where it is.
     *
     * @param zone places all-day spans, and an all-day span that becomes timed
     */
    record Moments(Optional<Instant> start, Optional<Instant> end, ZoneId zone)
            implements SpanEdit {
        @Override
        public Span applyTo(Span current) {
            return almanac.time.Moments.edited(current, this);
        }
    }

    /**
     * Separate date and time fields, as PrimeCal sends them; what is absent keeps its value and a
     * new start takes the end along unless the end was sent too.
     *
     * @param endDate the last day, inclusive
     * @param startTime present and empty clears it, which turns a timed span into an untimed day
     * @param endTime present and empty clears it
     * @param zone the zone for a span that had none; a timed span keeps its own unless this is
     *     present
     */
    record Fields(
            Optional<LocalDate> startDate,
            Optional<Optional<LocalTime>> startTime,
            Optional<Optional<LocalDate>> endDate,
            Optional<Optional<LocalTime>> endTime,
            Optional<Boolean> allDay,
            Optional<ZoneId> zone,
            ZoneId fallbackZone)
            implements SpanEdit {

        @Override
        public Span applyTo(Span current) {
            return SpanFields.of(current).edited(this);
        }

        /** The last day of a span with times, sent along with its start date, is none. */
        @Override
        public Set<SpanPart> parts(Span current) {
            var own = current.shape();
            var wanted = applyTo(current).shape();
            var parts = EnumSet.noneOf(SpanPart.class);
            startTime.ifPresent(sent -> parts.add(SpanPart.START));
            endTime.ifPresent(sent -> parts.add(SpanPart.END));
            allDay.ifPresent(sent -> parts.add(SpanPart.WHOLE_DAYS));
            zone.ifPresent(sent -> parts.add(SpanPart.ZONE));
            endDate.filter(sent ->
                            wanted instanceof Shape.AllDay
                                    || ShapeParts.lastDay(own) != ShapeParts.lastDay(wanted))
                    .ifPresent(sent -> parts.add(SpanPart.LAST_DAY));
            parts.addAll(ShapeParts.changed(own.taking(parts, wanted), wanted));
            return parts;
        }
    }
}
