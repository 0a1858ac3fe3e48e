package almanac.app.api.aurinko;

import almanac.app.api.aurinko.EventBody.TimeBody;
import almanac.app.web.Patch;
import almanac.message.Rejected;
import almanac.message.Rejection;
import almanac.time.End;
import almanac.time.Span;
import almanac.time.SpanFields;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Starts and ends as they are sent (contract 6.3). A moment with an offset is that instant and its
 * zone only says how it is shown and repeats; one without is local to its zone.
 *
 * @param usual the zone of who names none
 */
record Times(ZoneId usual) {

    private static final int LAST_YEAR = 9998;

    /** A start or an end that was read. */
    private sealed interface Time {

        /** Whole days, or those of something that has no time of day, which this API cannot say. */
        record Day(LocalDate date, boolean untimed) implements Time {}

        record Moment(LocalDateTime local, ZoneId zone) implements Time {
            Instant instant() {
                return local.atZone(zone).toInstant();
            }

            LocalDateTime in(ZoneId other) {
                return zone.equals(other)
                        ? local
                        : local.atZone(zone).withZoneSameInstant(other).toLocalDateTime();
            }
        }
    }

    /**
     * The span of a new event; without an end it ends where it starts, or with its day. An end
     * without a zone is in that of the start.
     */
    Span span(TimeBody start, Optional<TimeBody> end) {
        var first = time("start", start);
        var named = start.timezone().present().map(name -> new Times(ZoneNames.of("start", name)));
        return span(first, end.map(sent -> named.orElse(this).time("end", sent)));
    }

    /**
     * The span after an update: what is not sent stays, and so does what is sent as it is shown,
     * since a start in a gap of the clock and an end that nobody named are shown as others. An end
     * that is null goes. A start that is sent alone takes the end along. Without a zone they are in
     * that of the event.
     */
    Span edited(Span current, Optional<TimeBody> start, Patch<TimeBody> end) {
        var moved =
                start.map(sent -> in(current).time("start", sent))
                        .filter(sent -> !showsStart(current, sent))
                        .map(to -> inRange(moved(current, to)))
                        .orElse(current);
        return end.map(sent -> in(moved).time("end", sent))
                .change()
                .filter(sent -> sent.map(to -> !showsEnd(moved, to)).orElse(true))
                .map(to -> span(startOf(moved), to))
                .orElse(moved);
    }

    private Times in(Span span) {
        return span instanceof Span.Timed timed ? new Times(timed.zone()) : this;
    }

    private static boolean showsStart(Span span, Time sent) {
        return switch (sent) {
            case Time.Day(var date, _) ->
                    span instanceof Span.AllDay day && day.start().equals(date);
            case Time.Moment moment ->
                    span instanceof Span.Timed timed
                            && timed.zone().equals(moment.zone())
                            && timed.startsAt(timed.zone()).equals(moment.instant());
        };
    }

    /** An end has no zone of its own. */
    private static boolean showsEnd(Span span, Time sent) {
        return switch (sent) {
            case Time.Day(var date, _) -> span instanceof Span.AllDay day && day.end().equals(date);
            case Time.Moment moment ->
                    span instanceof Span.Timed timed
                            && timed.endsAt(timed.zone()).equals(moment.instant());
        };
    }

    private static Time startOf(Span span) {
        return switch (span) {
            case Span.AllDay day -> new Time.Day(day.start(), day.untimed());
            case Span.Timed timed -> new Time.Moment(timed.start(), timed.zone());
        };
    }

    private static Span moved(Span current, Time start) {
        return switch (start) {
            case Time.Day(var date, _) ->
                    current instanceof Span.AllDay day
                            ? new Span.AllDay(date, date.plusDays(days(day)), day.untimed())
                            : new Span.AllDay(date, date.plusDays(1));
            case Time.Moment(var local, var zone) ->
                    switch (current) {
                        case Span.AllDay day -> new Span.Timed(local, zone, new End.None());
                        case Span.Timed timed -> new Span.Timed(local, zone, moved(timed, local));
                    };
        };
    }

    private static long days(Span.AllDay day) {
        return day.start().until(day.end(), ChronoUnit.DAYS);
    }

    private static End moved(Span.Timed timed, LocalDateTime start) {
        return switch (timed.end()) {
            case End.None none -> none;
            case End.OnDay(var date) ->
                    new End.OnDay(
                            start.toLocalDate()
                                    .plusDays(timed.startDate().until(date, ChronoUnit.DAYS)));
            case End.At(var time) -> new End.At(start.plus(Duration.between(timed.start(), time)));
        };
    }

    private static Span span(Time start, Optional<Time> end) {
        return switch (start) {
            case Time.Day day -> days(day, end);
            case Time.Moment moment -> timed(moment, end);
        };
    }

    private static Span days(Time.Day first, Optional<Time> end) {
        var start = first.date();
        var last =
                end.map(sent ->
                                switch (sent) {
                                    case Time.Day(var date, _) -> date;
                                    case Time.Moment moment -> throw mixed();
                                })
                        .orElse(start.plusDays(1));
        if (last.isBefore(start)) {
            throw backwards();
        }
        return new Span.AllDay(
                start, last.equals(start) ? start.plusDays(1) : last, first.untimed());
    }

    private static Span timed(Time.Moment start, Optional<Time> end) {
        var finish =
                end.<End>map(sent ->
                                switch (sent) {
                                    case Time.Day day -> throw mixed();
                                    case Time.Moment moment -> new End.At(moment.in(start.zone()));
                                })
                        .orElseGet(End.None::new);
        if (finish instanceof End.At(var time) && time.isBefore(start.local())) {
            throw backwards();
        }
        return new Span.Timed(start.local(), start.zone(), finish);
    }

    private static Rejected mixed() {
        return Rejected.invalid("end", "start and end must both be dateTime or both dateOnly");
    }

    private static Rejected backwards() {
        return Rejected.invalid("end", "end must not be before start");
    }

    private Time time(String field, TimeBody sent) {
        var zone = sent.timezone().present().map(name -> ZoneNames.of(field, name)).orElse(usual);
        var day = sent.dateOnly().present();
        var moment = sent.dateTime().present();
        if (day.isPresent() == moment.isPresent()) {
            throw Rejected.invalid(field, field + " needs either dateTime or dateOnly");
        }
        return day.isPresent()
                ? new Time.Day(date(field, day.get()), false)
                : moment(field, moment.get(), zone);
    }

    private static LocalDate date(String field, String sent) {
        try {
            var date = LocalDate.parse(sent);
            inRange(field.equals("end") && date.getYear() > 1 ? date.minusDays(1) : date);
            return date;
        } catch (DateTimeException unreadable) {
            throw new Rejected(
                    new Rejection.Invalid(
                            field + ".dateOnly", "dateOnly must be a date as 2020-02-04", sent));
        }
    }

    private static Time.Moment moment(String field, String sent, ZoneId zone) {
        try {
            // before there was standard time, offsets had seconds
            var offset = sent.matches(".*([zZ]|[+-]\\d{2}:?\\d{2}(:\\d{2})?)$");
            var moment =
                    offset
                            ? at(OffsetDateTime.parse(sent).toInstant(), zone)
                            : new Time.Moment(LocalDateTime.parse(sent), zone);
            inRange(moment.local().toLocalDate());
            return moment;
        } catch (DateTimeException unreadable) {
            throw new Rejected(
                    new Rejection.Invalid(
                            field + ".dateTime",
                            "dateTime must be a date and time as 2020-02-04T10:00:00Z",
                            sent));
        }
    }

    /** In UTC where the zone cannot name the instant, which is when a clock is put back. */
    private static Time.Moment at(Instant instant, ZoneId zone) {
        var local = LocalDateTime.ofInstant(instant, zone);
        return local.atZone(zone).toInstant().equals(instant)
                ? new Time.Moment(local, zone)
                : new Time.Moment(LocalDateTime.ofInstant(instant, ZoneOffset.UTC), ZoneOffset.UTC);
    }

    /** Years that the calendar can name. */
    private static void inRange(LocalDate date) {
        if (date.getYear() < 1 || date.getYear() > LAST_YEAR) {
            throw new DateTimeException("out of range");
        }
    }

    private static Span inRange(Span moved) {
        if (SpanFields.of(moved).endDate().filter(last -> last.getYear() > LAST_YEAR).isPresent()) {
            throw Rejected.invalid("end", "dates reach to the year " + LAST_YEAR);
        }
        return moved;
    }
}
