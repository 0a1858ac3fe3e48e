package almanac.connection;

import almanac.calendar.CalendarId;
import almanac.entry.EntryId;
import almanac.user.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Drives and explains sync; the sync side implements it. Everything is the named user's own. */
public interface Synchronization {

    /** How much of a provider's calendar is looked at. */
    enum Mode {
        /** What changed since the last time. */
        DELTA,
        /** Everything, compared with what is linked. */
        FULL
    }

    /**
     * Syncs all mappings of these connections, waiting at most so long; one run at a time for each
     * connection, a second caller waits for the first run's end. What is not done by then goes on.
     */
    default Report syncNow(
            UserId user, List<ConnectionId> connections, Mode mode, Duration atMost) {
        return syncNow(user, connections, Set.of(), mode, atMost);
    }

    /**
     * The same. A mapping whose calendar is gone is looked for once more. To ask for everything
     * also confirms, for a mapping that is paused since too much is gone, that so much may vanish
     * here.
     *
     * @param tied mappings that were tied for this: what they brought before counts as well
     */
    Report syncNow(
            UserId user,
            List<ConnectionId> connections,
            Set<MappingId> tied,
            Mode mode,
            Duration atMost);

    /**
     * @param imported entries that were new here
     * @param updated entries that were here and changed
     * @param finished false where the wait ended before the run
     * @param problem the first that stopped a mapping
     */
    record Report(int imported, int updated, boolean finished, Optional<Problem> problem) {}

    /** Why a run stopped. */
    sealed interface Problem {}

    record AuthFailed() implements Problem {}

    record NotPermitted() implements Problem {}

    record RateLimited(Duration retryAfter) implements Problem {}

    record Unavailable(String message) implements Problem {}

    /** Nothing of this mapping moves; the others were synced. */
    record Paused(String localName, Pause pause) implements Problem {}

    /** Asks the provider which calendars there are now; keeps the known ones where it is away. */
    void refreshCalendars(UserId user, ConnectionId connection);

    /**
     * Revokes at the provider as far as it lets us, ends subscriptions, keeps what was mirrored.
     */
    void disconnect(UserId user, ConnectionId connection);

    /** How sync of a connection is doing. */
    Telemetry telemetry(ConnectionId connection);

    /**
     * @param lastSyncedAt end of the last run that succeeded, also of a mapping that has ended
     * @param subscription the push channel with the nearest end; empty while polling
     * @param refreshFailures token refreshes that failed since the last success
     */
    record Telemetry(
            Optional<Instant> lastSyncedAt,
            boolean realtime,
            Optional<Channel> subscription,
            Optional<Instant> lastRefreshAt,
            int refreshFailures,
            List<MappingProgress> mappings) {}

    record Channel(String id, Instant expiresAt) {}

    /**
     * @param phase of the mapping's sync
     * @param done objects handled in this run
     * @param expected objects in all, where the provider tells
     * @param eta when the run should end; empty when it cannot be told
     * @param waiting edits of ours that wait to be pushed
     * @param parked edits of ours, and objects at the provider that cannot be read, that need a
     *     person
     * @param pause why nothing of it moves; empty while it does
     */
    record MappingProgress(
            MappingId mapping,
            Phase phase,
            int done,
            OptionalInt expected,
            Optional<Instant> eta,
            Optional<Instant> lastSyncedAt,
            long waiting,
            long parked,
            Optional<Pause> pause) {}

    enum Phase {
        FIRST_IMPORT,
        STEADY,
        RESYNC,
        PAUSED
    }

    /** What of the user's own mappings waits for a person, the latest first. */
    List<Parked> parked(UserId user, int limit);

    /**
     * An edit of ours that is not pushed, or an object at the provider that is not read. Either is
     * tried again by itself when it is edited.
     *
     * @param externalId the provider's name of the calendar
     * @param entry the entry that was edited; empty for an object that is not read
     * @param object the provider's name of the object that is not read
     * @param since when it was parked
     */
    record Parked(
            MappingId mapping,
            ProviderKind provider,
            CalendarId calendar,
            String externalId,
            Optional<EntryId> entry,
            Optional<String> object,
            Instant since,
            String reason) {}

    /**
     * Takes the local or the provider's values of a conflict, as an edit by the user that goes to
     * the provider like any other. Who chose one side may choose the other later.
     *
     * @throws almanac.message.Rejected with NotFound for another's, Conflict where what should take
     *     the values is gone
     */
    void resolve(UserId user, ConflictId conflict, Side side);

    /** Why an entry did or did not sync, newest first. */
    List<TraceLine> trace(EntryId entry, int limit);

    /**
     * What the runs of a connection did, newest first; those that found nothing to do are forgotten
     * sooner than the others.
     *
     * @param before the id of the run after which the page begins; empty for the newest
     */
    List<SyncRun> runs(ConnectionId connection, Optional<String> before, int limit);

    /** What a provider's push said. */
    enum Signal {
        ACCEPTED,
        UNKNOWN_CHANNEL,
        WRONG_SECRET
    }

    /**
     * Notes that something changed; only makes a sync due, a burst makes one due once.
     *
     * @param channel the channel or subscription id that the provider names
     * @param secret what it must have been told; compared in constant time
     */
    Signal changed(ProviderKind provider, String channel, String secret);

    /** The same for Microsoft's lifecycle notifications. */
    Signal lifecycle(String subscription, String secret, String event);
}
