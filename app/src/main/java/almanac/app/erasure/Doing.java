package almanac.app.erasure;

import almanac.app.web.Commands;
import almanac.app.web.Queries;
import almanac.calendar.CalendarFact;
import almanac.calendar.CalendarId;
import almanac.calendar.CalendarQuery;
import almanac.calendar.CalendarView;
import almanac.entry.EntryCommand;
import almanac.entry.EntryFact;
import almanac.entry.EntryId;
import almanac.entry.Scope;
import almanac.message.Actor;
import almanac.message.Origin;
import almanac.message.Rejected;
import almanac.message.Rejection;
import almanac.query.QuerySide;
import almanac.store.ProjectionProgress;
import almanac.sync.lifecycle.Remains;
import almanac.user.UserId;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;
import org.axonframework.eventsourcing.eventstore.EventStore;

/** What the steps do with the facts and read models: all of it by ordinary commands. */
final class Doing {

    /** What steps wait for that change something at providers. */
    static final String PROVIDERS = "what was changed here to reach the providers";

    private static final int PAGE = 500;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Set<String> SYNC = Set.of("sync");
    private static final Set<String> CONNECTIONS = Set.of("connections");

    private final Commands commands;
    private final Queries queries;
    private final QuerySide models;
    private final EventStore facts;
    private final ProjectionProgress progress;
    private final Remains remains;
    private final Clock clock;

    Doing(
            Commands commands,
            Queries queries,
            QuerySide models,
            EventStore facts,
            ProjectionProgress progress,
            Remains remains,
            Clock clock) {
        this.commands = commands;
        this.queries = queries;
        this.models = models;
        this.facts = facts;
        this.progress = progress;
        this.remains = remains;
        this.clock = clock;
    }

    Queries queries() {
        return queries;
    }

    /** In the name of the system, for that user; false for what is gone already. */
    boolean send(UserId in, Object command) {
        try {
            commands.<Object>send(system(in), command);
            return true;
        } catch (Rejected refused) {
            if (refused.rejection() instanceof Rejection.NotFound) {
                return false;
            }
            throw refused;
        }
    }

    static Actor system(UserId user) {
        return new Actor(user, Origin.of(Origin.Kind.SYSTEM));
    }

    /** Deletes those entries of a calendar; answers how many. */
    long deleteEntries(UserId in, CalendarId calendar, Predicate<EntryId> which, Runnable alive) {
        var count = 0L;
        var last = 0L;
        while (true) {
            var page = models.entriesOn(calendar, last, PAGE);
            var deletions = new ArrayList<EntryCommand>();
            for (var entry : page) {
                if (which.test(entry)) {
                    deletions.add(
                            new EntryCommand.DeleteEntry(
                                    entry, Optional.empty(), Scope.ALL, OptionalLong.empty()));
                }
            }
            commands.awaitVisible(
                    commands.<Object>sendAll(system(in), deletions).position(), deletions);
            alive.run();
            count += deletions.size();
            if (page.size() < PAGE) {
                return count;
            }
            last = page.getLast().value();
        }
    }

    /** How many entries are on these calendars. */
    long countEntries(Collection<CalendarId> calendars) {
        var count = 0L;
        for (var calendar : calendars) {
            List<EntryId> page;
            var last = 0L;
            do {
                page = models.entriesOn(calendar, last, PAGE);
                count += page.size();
                last = page.isEmpty() ? last : page.getLast().value();
            } while (page.size() == PAGE);
        }
        return count;
    }

    /** Whose calendar it is; empty for one that is not there. */
    Optional<UserId> owner(CalendarId calendar) {
        return queries.find(new CalendarQuery.CalendarAsOwned(calendar), CalendarView.class)
                .map(view -> view.owner().id());
    }

    /** Whoever could ever see the calendar. */
    Set<UserId> everSaw(CalendarId calendar) {
        var users = new HashSet<UserId>();
        facts.readEvents(calendar.toString(), 0)
                .asStream()
                .forEach(event -> {
                    switch ((CalendarFact) event.getPayload()) {
                        case CalendarFact.CalendarCreated created -> users.add(created.owner());
                        case CalendarFact.CalendarShared shared -> users.add(shared.user());
                        case CalendarFact.CalendarRestored restored ->
                                restored.shares().forEach(share -> users.add(share.user()));
                        case CalendarFact.CalendarChanged changed -> {}
                        case CalendarFact.CalendarDeleted deleted -> {}
                        case CalendarFact.CalendarUnshared unshared -> {}
                        case CalendarFact.FeedReset reset -> {}
                    }
                });
        return users;
    }

    /** Every calendar that the entry was ever on. */
    Set<CalendarId> everOn(EntryId entry) {
        var calendars = new HashSet<CalendarId>();
        facts.readEvents(entry.toString(), 0)
                .asStream()
                .forEach(event -> {
                    switch ((EntryFact) event.getPayload()) {
                        case EntryFact.EntryCreated created -> calendars.add(created.calendar());
                        case EntryFact.EntryMoved moved -> calendars.add(moved.to());
                        case EntryFact.EntryRestored restored ->
                                calendars.add(restored.content().calendar());
                        case EntryFact elsewhere -> {}
                    }
                });
        return calendars;
    }

    /** Who began the entry, and through what. */
    Optional<Actor> beginner(EntryId entry) {
        var events = facts.readEvents(entry.toString(), 0);
        if (!events.hasNext()) {
            return Optional.empty();
        }
        Map<String, ?> metaData = events.next().getMetaData();
        return Actor.from(metaData);
    }

    /** Whether it came to be here, rather than at a provider. */
    boolean beganHere(EntryId entry) {
        return beginner(entry)
                .filter(actor -> actor.origin().kind() == Origin.Kind.CONNECTION)
                .isEmpty();
    }

    /** Whether it did not come from a provider of somebody else. */
    boolean isOurs(EntryId entry, UserId user) {
        return beginner(entry)
                .filter(actor -> actor.origin().kind() == Origin.Kind.CONNECTION)
                .filter(actor -> !actor.user().equals(user))
                .isEmpty();
    }

    /** Whether sync has heard of everything that is stored by now. */
    boolean syncHasHeard() {
        return progress.awaitPosition(SYNC, head(), PATIENCE);
    }

    /** What became of connections is read from now on. */
    void connectionsAreShown() {
        var unused = progress.awaitPosition(CONNECTIONS, head(), PATIENCE);
    }

    long head() {
        return Optional.ofNullable(facts.createHeadToken())
                .map(token -> token.position().orElse(-1))
                .orElse(-1L);
    }

    /** What of these calendars has not reached the providers. */
    Remains.Left left(Collection<CalendarId> calendars) {
        var all = calendars.stream().map(remains::left).toList();
        return new Remains.Left(
                all.stream().mapToLong(Remains.Left::waiting).sum(),
                all.stream().mapToLong(Remains.Left::parked).sum());
    }

    /** Whether the pending step has been waiting for longer than that. */
    boolean waitedFor(Job job, Duration patience) {
        return job.stepBegan()
                .filter(began -> began.plus(patience).isBefore(clock.instant()))
                .isPresent();
    }
}
