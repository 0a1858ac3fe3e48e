package almanac.store;

import almanac.store.Commit.Placed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Streams of facts by position and by aggregate. By position only a prefix without gaps is ever
 * handed out: a reader that got position p has got everything before p.
 */
final class FactReader {

    private final CommitReader reader;
    private final RecentCommits recent;
    private final Streams streams;
    private final Consumer<Head> ends;
    private final int batch;
    private final Sealing sealing;

    /**
     * A position where a commit is known to have ended, so that a poll there needs one read only.
     */
    private volatile long knownEnd;

    private final List<Runnable> tailed = new CopyOnWriteArrayList<>();

    FactReader(
            CommitReader reader,
            RecentCommits recent,
            Streams streams,
            Consumer<Head> ends,
            int batch,
            Sealing sealing) {
        this.reader = reader;
        this.recent = recent;
        this.streams = streams;
        this.ends = ends;
        this.batch = batch;
        this.sealing = sealing;
    }

    void whenTailed(Runnable action) {
        tailed.add(action);
    }

    /**
     * The facts from this position on.
     *
     * @param tailing whether the caller will come back for more at once; the stream then ends with
     *     what this node has in memory, if it has something
     */
    Stream<StoredFact> from(long position, boolean tailing) {
        return FactCursor.stream(new ByPosition(position, tailing));
    }

    /** The facts of one aggregate from this sequence number on. */
    Stream<StoredFact.OfAggregate> ofStream(String stream, long sequence) {
        return FactCursor.stream(new ByStream(stream, sequence));
    }

    private final class ByPosition implements Supplier<List<StoredFact>> {

        private final boolean tailing;
        private long next;
        private boolean delivered;
        private boolean ended;

        ByPosition(long position, boolean tailing) {
            this.next = position;
            this.tailing = tailing;
        }

        @Override
        public List<StoredFact> get() {
            List<StoredFact> facts = ended ? List.of() : fetch();
            if (facts.isEmpty() && tailing && delivered) {
                tailed.forEach(Runnable::run);
            }
            delivered |= !facts.isEmpty();
            return facts;
        }

        private List<StoredFact> fetch() {
            List<Placed> commits = recent.run(next, batch);
            if (commits.isEmpty()) {
                commits = stored();
                ended = commits.size() < batch;
            } else {
                ended = tailing;
            }
            List<StoredFact> facts = new ArrayList<>();
            for (Placed placed : commits) {
                StoredFact.from(placed, next, sealing).forEach(facts::add);
            }
            if (!commits.isEmpty()) {
                next = commits.getLast().end();
                knownEnd = Math.max(knownEnd, next);
            }
            return facts;
        }

        private List<Placed> stored() {
            List<Placed> found = reader.startingFrom(next, batch, ends);
            if (next == 0
                    || next == knownEnd
                    || (!found.isEmpty() && found.getFirst().position() == next)) {
                return startingAt(next, found);
            }
            Optional<Placed> before = reader.startingBefore(next);
            if (before.isEmpty() || before.get().end() < next) {
                return List.of();
            }
            List<Placed> all = new ArrayList<>();
            if (before.get().end() > next) {
                all.add(before.get());
            } else {
                knownEnd = Math.max(knownEnd, next);
            }
            all.addAll(startingAt(before.get().end(), found));
            return all;
        }

        private static List<Placed> startingAt(long due, List<Placed> found) {
            return !found.isEmpty() && found.getFirst().position() == due ? found : List.of();
        }
    }

    private final class ByStream implements Supplier<List<StoredFact.OfAggregate>> {

        private final String stream;
        private long next;
        private boolean ended;

        ByStream(String stream, long sequence) {
            this.stream = stream;
            this.next = sequence;
        }

        @Override
        public List<StoredFact.OfAggregate> get() {
            if (ended) {
                return List.of();
            }
            List<Placed> found = new ArrayList<>(reader.ofStream(stream, next, batch));
            ended = found.size() < batch;
            if (next > 0 && (found.isEmpty() || found.getFirst().commit().first() > next)) {
                long from = next;
                reader.ofStreamBefore(stream, next)
                        .filter(placed -> placed.commit().last() >= from)
                        .ifPresent(placed -> found.addFirst(placed));
            }
            List<StoredFact.OfAggregate> facts = new ArrayList<>();
            for (Placed placed : found) {
                StoredFact.ofStream(placed, next, sealing).forEach(facts::add);
            }
            if (!found.isEmpty()) {
                next = found.getLast().commit().last() + 1;
                streams.endsAt(stream, next - 1);
            }
            return facts;
        }
    }
}
