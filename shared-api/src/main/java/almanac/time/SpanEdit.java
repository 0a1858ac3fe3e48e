package almanac.time;

import almanac.message.Rejected;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Optional;

/** A wish to change when something happens, resolved against what stands inside the aggregate. */
public sealed interface SpanEdit {

    /**
     * The span after this edit.
     *
     * @throws Rejected with the offending field where the result would end before it starts
     */
    Span applyTo(Span current);

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
            return SpanFields.of(current).edit(this).toSpan(this);
        }
    }
}
