package almanac.sync.lifecycle;

import almanac.connection.ConnectionId;
import almanac.connection.ExternalCalendar;
import almanac.connection.MappingId;
import almanac.connection.Pause;
import almanac.sync.inbound.Rounds;
import almanac.sync.link.LinkedMapping;
import almanac.sync.link.Mappings;
import almanac.sync.work.DueWork;
import almanac.sync.work.Lane;
import almanac.sync.work.Unit;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Pauses a mapping when its account does not reach the calendar any more, and lets it go on when it
 * does.
 */
final class Reach {

    /** A provider may list what it does not open: it is not asked again at once for that. */
    private static final Duration SETTLED = Duration.ofMinutes(5);

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

    /** The account was listed in the course of time. */
    void listed(ConnectionId connection, List<ExternalCalendar> calendars) {
        listed(connection, calendars, clock.instant().minus(SETTLED));
    }

    /** The account was listed since somebody wants to know now. */
    void asked(ConnectionId connection, List<ExternalCalendar> calendars) {
        listed(connection, calendars, Instant.MAX);
    }

    private void listed(
            ConnectionId connection, List<ExternalCalendar> calendars, Instant settled) {
        var names =
                calendars.stream().map(ExternalCalendar::externalId).collect(Collectors.toSet());
        for (var mapping : mappings.of(connection)) {
            compare(mapping, names, settled);
        }
    }

    private void compare(LinkedMapping mapping, Set<String> names, Instant settled) {
        var there = names.contains(mapping.terms().externalId());
        var since = mapping.goneSince();
        if (!there && since.isEmpty()) {
            lost(mapping.id(), "the account does not list the calendar any more");
        } else if (there && since.filter(at -> !at.isAfter(settled)).isPresent()) {
            goOn(mapping);
        }
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
