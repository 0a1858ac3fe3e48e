package almanac.sync.link;

import almanac.connection.MappingId;
import almanac.entry.EntryId;
import almanac.entry.ImportedEntry;
import almanac.entry.OccurrenceKey;
import almanac.sync.provider.RemoteObject;
import almanac.sync.reconcile.Bases;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What ties one part of an entry to one object at a provider, and what both said when they last
 * agreed.
 *
 * @param operation names the creation of the object, where we created it
 * @param generation how often an object was created for this part
 * @param remote the object as the provider last answered or listed it; empty while CREATING
 * @param bases what both said when they last agreed: against which changes are told; while CREATING
 *     the draft on both sides
 * @param echo whether the provider has still to list what we wrote; while LEAVING whether we moved
 *     the object ourselves
 * @param leavesAt while LEAVING when that is settled; while CREATING since when the object of a
 *     creation without an answer is looked for elsewhere
 * @param turns when the direction of changes turned lately
 * @param lastFrom which side wrote last
 * @param attempt what we asked the provider to do, until its answer was heard
 */
public record Link(
        Key key,
        State state,
        String operation,
        int generation,
        Optional<RemoteObject> remote,
        Bases bases,
        boolean echo,
        Optional<Instant> leavesAt,
        List<Instant> turns,
        Optional<Origin> lastFrom,
        Optional<Attempt> attempt) {

    /** Which part, in which mapping. */
    public record Key(MappingId mapping, EntryId entry, OccurrenceKey part) {
        @Override
        public String toString() {
            return mapping.value() + "/" + entry.value() + "/" + part.slot();
        }
    }

    /** Where it stands. */
    public enum State {
        /** A creation may have got through. */
        CREATING,
        LIVE,
        /** The object left its calendar, perhaps for another one; settled at a given time. */
        LEAVING,
        /** Gone at the provider; ours stays and is not mirrored while nothing is pushed there. */
        DETACHED,
        /** Gone on both sides; remembered, so that late news of it are known for what they are. */
        TOMBSTONE
    }

    /** A side of the link. */
    public enum Origin {
        LOCAL,
        REMOTE
    }

    /** What a provider may have done that never told us. */
    public sealed interface Attempt {
        /**
         * @param sent what the object was to be
         */
        record Write(ImportedEntry sent) implements Attempt {}

        record Deletion() implements Attempt {}
    }

    public Link {
        turns = List.copyOf(turns);
    }

    /** A link of an object that was found, not created. */
    public static Link found(Key key, Bases bases, RemoteObject now) {
        return new Link(
                key,
                State.LIVE,
                "",
                0,
                Optional.of(now),
                bases,
                false,
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty());
    }

    /** A link of which there is nothing yet: its object has to be created. */
    public static Link nothing(Key key, ImportedEntry local) {
        return new Link(
                key,
                State.TOMBSTONE,
                "",
                0,
                Optional.empty(),
                new Bases(local, local),
                false,
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty());
    }

    /** The provider's name of the object. */
    public Optional<String> object() {
        return remote.map(RemoteObject::id);
    }

    /** Brought together with the object as it is now. */
    public Link agreed(Bases newBases, RemoteObject now) {
        return now(
                State.LIVE, Optional.of(now), newBases, echo, Optional.empty(), Optional.empty());
    }

    private Link now(
            State newState,
            Optional<RemoteObject> newRemote,
            Bases newBases,
            boolean waits,
            Optional<Instant> at,
            Optional<Attempt> asked) {
        return new Link(
                key,
                newState,
                operation,
                generation,
                newRemote,
                newBases,
                waits,
                at,
                turns,
                lastFrom,
                asked);
    }

    /** A creation that may get through from now on. */
    public Link creating(String newOperation, ImportedEntry draft) {
        return new Link(
                key,
                State.CREATING,
                newOperation,
                generation + 1,
                Optional.empty(),
                new Bases(draft, draft),
                false,
                Optional.empty(),
                turns,
                lastFrom,
                Optional.empty());
    }

    /** Its object, which may have been created, is looked for in other calendars since then. */
    public Link soughtFrom(Instant at) {
        return in(state, Optional.of(at));
    }

    public Link in(State newState) {
        return in(newState, Optional.empty());
    }

    /** The object is gone from here; whether for good shows later. */
    public Link leaving(Instant at) {
        return in(State.LEAVING, Optional.of(at)).attempting(attempt);
    }

    /** Whether it left because we moved it, and nobody has found it in its new calendar yet. */
    public boolean movedByUs() {
        return state == State.LEAVING && echo;
    }

    private Link in(State newState, Optional<Instant> at) {
        return now(newState, remote, bases, false, at, Optional.empty());
    }

    /** Waits for its own write to come back. */
    public Link echoing(boolean waits) {
        return now(state, remote, bases, waits, leavesAt, attempt);
    }

    /** Asks the provider for something; whoever dies before the answer finds that it was asked. */
    public Link attempting(Attempt asked) {
        return attempting(Optional.of(asked));
    }

    /** It is known what became of the attempt. */
    public Link answered() {
        return attempting(Optional.empty());
    }

    public Link attempting(Optional<Attempt> asked) {
        return now(state, remote, bases, echo, leavesAt, asked);
    }

    /** What we may have written at the provider. */
    public Optional<ImportedEntry> sent() {
        return attempt.flatMap(asked ->
                switch (asked) {
                    case Attempt.Write(var content) -> Optional.of(content);
                    case Attempt.Deletion() -> Optional.empty();
                });
    }

    /** Whether we may have deleted the object. */
    public boolean mayBeDeletedByUs() {
        return attempt.filter(Attempt.Deletion.class::isInstance).isPresent();
    }

    /** Notes who wrote; {@link #turns} keeps those after {@code since}. */
    public Link written(Origin from, Instant at, Instant since) {
        var kept = new java.util.ArrayList<>(turns);
        kept.removeIf(turn -> turn.isBefore(since));
        if (lastFrom.filter(last -> last != from).isPresent()) {
            kept.add(at);
        }
        return new Link(
                key,
                state,
                operation,
                generation,
                remote,
                bases,
                echo,
                leavesAt,
                kept,
                Optional.of(from),
                attempt);
    }
}
