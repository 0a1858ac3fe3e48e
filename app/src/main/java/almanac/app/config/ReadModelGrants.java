package almanac.app.config;

import almanac.app.web.SameAnswers;
import almanac.automation.RuleId;
import almanac.calendar.CalendarId;
import almanac.calendar.Permission;
import almanac.command.guard.Grants;
import almanac.connection.ConflictFact;
import almanac.connection.ConflictId;
import almanac.connection.ConnectionFact;
import almanac.connection.ConnectionId;
import almanac.course.CourseId;
import almanac.entry.EntryId;
import almanac.entry.EntryState;
import almanac.query.QuerySide;
import almanac.user.UserId;
import almanac.webhook.EndpointFact;
import almanac.webhook.EndpointId;
import java.util.Optional;
import org.axonframework.eventsourcing.eventstore.EventStore;

/**
 * Lets command-side ask the read models without knowing them. Sync sends its next command before
 * the read models have passed the one before, rules act on what was just created: whose a
 * connection is, its first fact says, and where a new entry is, its facts.
 */
record ReadModelGrants(QuerySide querySide, EventStore facts) implements Grants {

    private record MayDo(UserId user, CalendarId calendar) {}

    @Override
    public boolean exists(CalendarId calendar) {
        return querySide.calendarExists(calendar);
    }

    @Override
    public Optional<Permission> permission(UserId user, CalendarId calendar) {
        return SameAnswers.to(
                new MayDo(user, calendar), () -> querySide.permission(user, calendar));
    }

    @Override
    public Optional<CalendarId> calendarOf(EntryId entry) {
        return querySide
                .calendarOf(entry)
                .or(() ->
                        new EntryStreams(facts).asOf(entry, Long.MAX_VALUE)
                                        instanceof EntryState.Live live
                                ? Optional.of(live.calendar())
                                : Optional.empty());
    }

    @Override
    public Optional<UserId> ownerOf(CourseId course) {
        return querySide.ownerOf(course);
    }

    @Override
    public Optional<UserId> ownerOf(RuleId rule) {
        return querySide.ownerOf(rule);
    }

    @Override
    public Optional<UserId> ownerOf(ConnectionId connection) {
        return first(connection.toString(), ConnectionFact.Connected.class)
                .map(ConnectionFact.Connected::user);
    }

    @Override
    public Optional<UserId> ownerOf(ConflictId conflict) {
        return first(conflict.toString(), ConflictFact.ConflictDetected.class)
                .map(ConflictFact.ConflictDetected::user);
    }

    @Override
    public Optional<UserId> ownerOf(EndpointId endpoint) {
        return first(endpoint.toString(), EndpointFact.EndpointRegistered.class)
                .map(EndpointFact.EndpointRegistered::owner);
    }

    private <F> Optional<F> first(String stream, Class<F> type) {
        var events = facts.readEvents(stream, 0);
        return events.hasNext()
                ? Optional.of(events.next().getPayload()).map(type::cast)
                : Optional.empty();
    }
}
