package almanac.app.sync;

import almanac.calendar.CalendarId;
import almanac.connection.ConflictId;
import almanac.connection.ConflictView;
import almanac.connection.ConnectionFact;
import almanac.connection.ConnectionId;
import almanac.connection.FailureReason;
import almanac.connection.MappingId;
import almanac.entry.EntryFact;
import almanac.entry.EntryId;
import almanac.entry.EntryState;
import almanac.sync.local.Held;
import almanac.sync.local.Reads;
import almanac.sync.local.Run;
import almanac.user.UserId;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.axonframework.eventsourcing.eventstore.EventStore;

/** Folds entries from their facts, so that sync sees what was acknowledged, whoever projects it. */
public final class FactReads implements Reads {

    private final EventStore facts;
    private final ReadModels models;

    /** What only the read models know. */
    public interface ReadModels {

        /** As {@link Reads#entriesOn}. */
        List<EntryId> entriesOn(CalendarId calendar, long after, int limit, long position);

        /** As {@link Reads#conflict}. */
        ConflictView conflict(ConflictId conflict, UserId user);
    }

    public FactReads(EventStore facts, ReadModels models) {
        this.facts = facts;
        this.models = models;
    }

    @Override
    public Held entry(EntryId entry) {
        var state = EntryState.initial();
        var revision = -1L;
        var at = Optional.<Instant>empty();
        var run = Optional.<Run>empty();
        var creation = Optional.<Run>empty();
        var stream = facts.readEvents(entry.toString());
        while (stream.hasNext()) {
            var message = stream.next();
            state = state.evolve((EntryFact) message.getPayload());
            revision = message.getSequenceNumber();
            at = Optional.of(message.getTimestamp());
            run = Run.from(message.getMetaData());
            creation = message.getPayload() instanceof EntryFact.EntryCreated ? run : creation;
        }
        return new Held(state, revision, at, run, creation);
    }

    @Override
    public List<EntryId> entriesOn(CalendarId calendar, long after, int limit, long position) {
        return models.entriesOn(calendar, after, limit, position);
    }

    @Override
    public Optional<Linked> connection(ConnectionId connection) {
        var user = Optional.<UserId>empty();
        var runs = false;
        var mappings = new LinkedHashSet<MappingId>();
        var stream = facts.readEvents(connection.toString());
        while (stream.hasNext()) {
            var fact = (ConnectionFact) stream.next().getPayload();
            runs = runs(fact).orElse(runs);
            switch (fact) {
                case ConnectionFact.Connected its -> user = Optional.of(its.user());
                case ConnectionFact.CalendarMapped its -> mappings.add(its.mapping());
                case ConnectionFact.MappingEnded its -> mappings.remove(its.mapping());
                case ConnectionFact.Disconnected ended -> mappings.clear();
                case ConnectionFact.Reconnected again -> {}
                case ConnectionFact.ConnectionFailed failed -> {}
                case ConnectionFact.ConnectionRecovered recovered -> {}
                case ConnectionFact.CalendarsListed listed -> {}
                case ConnectionFact.MappingChanged changed -> {}
            }
        }
        var goesOn = runs;
        return user.map(its -> new Linked(its, goesOn, mappings));
    }

    /** Whether it runs from this fact on; empty where the fact does not say. */
    private static Optional<Boolean> runs(ConnectionFact fact) {
        return switch (fact) {
            case ConnectionFact.Connected first -> Optional.of(true);
            case ConnectionFact.Reconnected again -> Optional.of(true);
            case ConnectionFact.ConnectionRecovered recovered -> Optional.of(true);
            case ConnectionFact.ConnectionFailed failed ->
                    Optional.of(failed.reason() == FailureReason.SYNC_FAILED);
            case ConnectionFact.Disconnected ended -> Optional.of(false);
            case ConnectionFact.CalendarsListed listed -> Optional.empty();
            case ConnectionFact.CalendarMapped mapped -> Optional.empty();
            case ConnectionFact.MappingChanged changed -> Optional.empty();
            case ConnectionFact.MappingEnded ended -> Optional.empty();
        };
    }

    @Override
    public ConflictView conflict(ConflictId conflict, UserId user) {
        return models.conflict(conflict, user);
    }
}
