package almanac.store;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoInterruptedException;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.InsertManyOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * Writes commits at proposed positions, until each has landed or is known not to. One thread at a
 * time.
 *
 * <p>A proposal is made only on top of a commit that is durably stored, or that goes before it in
 * the same ordered write. So each stored commit starts where a stored commit ends and positions
 * have no gaps, whatever becomes of a writer. A write whose outcome is not known may be repeated:
 * the unique (stream, first) lets it land once.
 */
final class CommitWriter {

    private static final int DUPLICATE_KEY = 11000;

    /** Codes of a server that stops, or stops being primary, while it holds the write. */
    private static final Set<Integer> OUTCOME_OPEN =
            Set.of(6, 7, 89, 91, 189, 262, 9001, 10107, 11600, 11602, 13435, 13436);

    private final MongoCollection<Document> commits;
    private final CommitReader reader;
    private final Consumer<Commit.Placed> stored;
    private final Duration patience;
    private final AtomicReference<@Nullable Head> seen = new AtomicReference<>();

    CommitWriter(
            MongoCollection<Document> commits,
            CommitReader reader,
            Consumer<Commit.Placed> stored,
            Duration patience) {
        this.commits = commits;
        this.reader = reader;
        this.stored = stored;
        this.patience = patience;
    }

    /** Tells of a durable end of the store that somebody read, which may save a lost race. */
    void hint(Head read) {
        seen.updateAndGet(known -> known == null ? null : Head.later(known, read));
    }

    private void seen(Head durable) {
        seen.updateAndGet(known -> known == null ? durable : Head.later(known, durable));
    }

    void write(List<Pending> batch) {
        boolean interrupted = false;
        Attempts attempts = new Attempts(patience);
        List<Pending> open = batch;
        while (!open.isEmpty()) {
            try {
                attempt(open, attempts);
            } catch (RuntimeException fault) {
                interrupted |= fault instanceof MongoInterruptedException && Thread.interrupted();
                recover(open, fault, attempts);
            }
            open = open.stream().filter(pending -> !pending.isSettled()).toList();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void attempt(List<Pending> open, Attempts attempts) {
        Head start = head();
        List<Head> starts = new ArrayList<>(open.size());
        List<Document> documents = new ArrayList<>(open.size());
        Head next = start;
        for (Pending pending : open) {
            starts.add(next);
            Head end = next.after(pending.commit.at(next.next()));
            documents.add(CommitCodec.document(pending.commit, next.next(), end.latest()));
            next = end;
        }
        try {
            commits.insertMany(documents, new InsertManyOptions().ordered(true));
        } catch (MongoBulkWriteException refused) {
            settleUpTo(refused, open, starts, attempts);
            return;
        }
        for (int i = 0; i < open.size(); i++) {
            landed(open.get(i), starts.get(i).next());
        }
        seen(next);
    }

    private Head head() {
        Head known = seen.get();
        if (known == null) {
            known = reader.head();
            seen(known);
        }
        return known;
    }

    private void settleUpTo(
            MongoBulkWriteException refused,
            List<Pending> open,
            List<Head> starts,
            Attempts attempts) {
        if (refused.getWriteConcernError() != null || refused.getWriteErrors().isEmpty()) {
            throw refused;
        }
        BulkWriteError error = refused.getWriteErrors().getFirst();
        if (OUTCOME_OPEN.contains(error.getCode())) {
            throw refused;
        }
        for (int i = 0; i < error.getIndex(); i++) {
            landed(open.get(i), starts.get(i).next());
        }
        Pending failed = open.get(error.getIndex());
        Head start = starts.get(error.getIndex());
        if (error.getCode() != DUPLICATE_KEY) {
            seen(start);
            failed.failed(new EventStoreException("The store refused the commit", refused));
        } else if (isPositionTaken(error, start.next())) {
            seen.set(null);
            attempts.lostRace(failed, refused);
        } else {
            seen(start);
            settleTakenSequence(failed, refused);
        }
    }

    private boolean isPositionTaken(BulkWriteError error, long position) {
        String message = error.getMessage();
        if (message.contains("index: " + StoreIndexes.STREAM_FIRST)) {
            return false;
        }
        return message.contains("index: _id_") || reader.startsAt(position);
    }

    private void settleTakenSequence(Pending failed, RuntimeException cause) {
        OptionalLong position = reader.positionOf(failed.commit);
        if (position.isPresent()) {
            landed(failed, position.getAsLong());
        } else {
            failed.failed(taken(failed.commit, cause));
        }
    }

    private static RuntimeException taken(Commit commit, RuntimeException cause) {
        if (commit.first() == 0) {
            return new AggregateStreamCreationException(
                    "Aggregate " + commit.stream() + " exists already", cause);
        }
        return new ConcurrencyException(
                "Aggregate "
                        + commit.stream()
                        + " has a fact at sequence "
                        + commit.first()
                        + " already",
                cause);
    }

    private void recover(List<Pending> open, RuntimeException fault, Attempts attempts) {
        seen.set(null);
        try {
            for (Pending pending : open) {
                OptionalLong position =
                        pending.isSettled()
                                ? OptionalLong.empty()
                                : reader.positionOf(pending.commit);
                position.ifPresent(at -> landed(pending, at));
            }
        } catch (RuntimeException unreadable) {
            fault.addSuppressed(unreadable);
        }
        attempts.faulted(open, fault);
    }

    private void landed(Pending pending, long position) {
        stored.accept(pending.commit.at(position));
        pending.landed(position);
    }

    /** Counts what went wrong in one write and ends it when patience is out. */
    private static final class Attempts {

        private final long deadline;
        private int tries;

        Attempts(Duration patience) {
            deadline = System.nanoTime() + patience.toNanos();
        }

        void lostRace(Pending pending, RuntimeException cause) {
            if (isOver()) {
                pending.failed(new EventStoreException("Another writer won every position", cause));
            } else if (++tries > 2) {
                // the winner may not be durable yet, and then its successor cannot be proposed
                pause(Math.min(tries, 20) * 100_000L);
            }
        }

        void faulted(List<Pending> open, RuntimeException fault) {
            if (isOver()) {
                open.stream()
                        .filter(pending -> !pending.isSettled())
                        .forEach(p -> p.failed(unknown(p.commit, fault)));
            } else {
                pause(Math.min(++tries, 50) * 4_000_000L);
            }
        }

        private static OutcomeUnknown unknown(Commit commit, RuntimeException fault) {
            return new OutcomeUnknown(
                    "Whether commit "
                            + commit.id()
                            + " of "
                            + commit.stream()
                            + " was stored is not known",
                    fault);
        }

        private boolean isOver() {
            return System.nanoTime() - deadline > 0;
        }

        private static void pause(long nanos) {
            LockSupport.parkNanos(nanos / 2 + ThreadLocalRandom.current().nextLong(nanos));
        }
    }
}
