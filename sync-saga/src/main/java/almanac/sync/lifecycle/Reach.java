package almanac.sync.lifecycle;

import almanac.connection.ExternalCalendar;
import almanac.connection.MappingId;
import almanac.connection.Pause;
import almanac.sync.inbound.Rounds;
import almanac.sync.link.LinkedAccount;
import almanac.sync.link.LinkedMapping;
import almanac.sync.link.Mappings;
import almanac.sync.work.DueWork;
import almanac.sync.work.Lane;
import almanac.sync.work.Unit;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Pauses a mapping when its account does not reach the calendar any more, and lets it go on when it
 * does, or when it comes to reach further.
 */
final class Reach {

    /** A provider may list what it does not open: it is not asked again at once for that. */
    private static final Duration SETTLED = Duration.ofMinutes(5);

    private static final Duration USUALLY = Duration.ofHours(6);

    /** One list may lack a calendar that is there, and one call may miss it. */
    private static final Duration MISSED = Duration.ofMinutes(1);

    private static final Duration GONE = Duration.ofMinutes(30);

    private final Mappings mappings;
    private final Rounds rounds;
    private final DueWork work;
    private final Clock clock;

    Reach(Mappings mappings, Rounds rounds, DueWork work, Clock clock) {
        this.mappings = mappings;
        this.rounds = rounds;
        this.work = work;
        this.clock = clock;
    }

    /** The calendar is gone; should it come back, everything is looked at anew. */
    void lost(MappingId mapping, String reason) {
        rounds.startOver(mapping);
        mappings.paused(mapping, new Pause.CalendarGone(reason, clock.instant()));
    }

    /**
     * The account was listed in the course of time. A calendar counts as gone when two lists in a
     * row lack it.
     *
     * @param before as it was known until then
     * @return when it has to be listed again
     */
    Instant listed(LinkedAccount before, List<ExternalCalendar> calendars) {
        return listed(before, calendars, clock.instant().minus(SETTLED));
    }

    /**
     * The account was listed since somebody wants to know now.
     *
     * @param before as it was known until then
     * @return when it has to be listed again
     */
    Instant asked(LinkedAccount before, List<ExternalCalendar> calendars) {
        return listed(before, calendars, Instant.MAX);
    }

    private Instant listed(
            LinkedAccount before, List<ExternalCalendar> calendars, Instant settled) {
        var pause = USUALLY;
        for (var mapping : mappings.of(before.id())) {
            var name = mapping.terms().externalId();
            var now = calendars.stream().filter(each -> each.externalId().equals(name)).findFirst();
            pause = earlier(pause, compare(mapping, before.calendar(name), now, settled));
        }
        return clock.instant().plus(pause);
    }

    private static Duration earlier(Duration one, Duration other) {
        return other.compareTo(one) < 0 ? other : one;
    }

    /** Until when it is to be looked for again. */
    private Duration compare(
            LinkedMapping mapping,
            Optional<ExternalCalendar> before,
            Optional<ExternalCalendar> now,
            Instant settled) {
        var since = mapping.goneSince();
        if (since.isPresent()) {
            if (now.isEmpty() || since.get().isAfter(settled)) {
                return GONE;
            }
            goOn(mapping);
        } else if (now.isEmpty()) {
            if (before.isPresent()) {
                return MISSED;
            }
            lost(mapping.id(), "the account does not list the calendar any more");
            return GONE;
        } else if (mayBeWritten(now) && !mayBeWritten(before)) {
            // what was edited here meanwhile goes there at once
            rounds.due(mapping.id());
            signal(Unit.Kind.MAPPING, mapping);
        }
        return USUALLY;
    }

    private static boolean mayBeWritten(Optional<ExternalCalendar> calendar) {
        return calendar.filter(each -> each.rights().write()).isPresent();
    }

    private void goOn(LinkedMapping mapping) {
        mappings.resumed(mapping.id());
        rounds.due(mapping.id());
        signal(Unit.Kind.MAPPING, mapping);
        signal(Unit.Kind.WATCH, mapping);
    }

    private void signal(Unit.Kind kind, LinkedMapping mapping) {
        work.signal(new Unit(kind, mapping.id().value()), mapping.connection(), Lane.INTERACTIVE);
    }
}
