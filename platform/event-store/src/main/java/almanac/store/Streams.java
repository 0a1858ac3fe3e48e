package almanac.store;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.locks.ReentrantLock;
import org.axonframework.modelling.command.ConcurrencyException;

/**
 * Makes sure that a commit begins where another commit of its stream ended, or at 0.
 *
 * <p>Together with the unique (stream, first) this keeps a stream free of overlaps and holes: every
 * stored commit starts at an end, and every end has at most one successor, so the commits of a
 * stream form a chain. That a commit ended at some number stays true for ever, so it may be checked
 * before the write, and remembered.
 */
final class Streams {

    private static final int REMEMBERED = 20_000;

    private final CommitReader reader;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Long> ends =
            new LinkedHashMap<>(64, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
                    return size() > REMEMBERED;
                }
            };

    Streams(CommitReader reader) {
        this.reader = reader;
    }

    void endsAt(String stream, long last) {
        lock.lock();
        try {
            ends.merge(stream, last, Math::max);
        } finally {
            lock.unlock();
        }
    }

    void requireEndBefore(Commit commit) {
        long end = commit.first() - 1;
        if (end < 0 || isKnownEnd(commit.stream(), end)) {
            return;
        }
        OptionalLong last = reader.lastOfStream(commit.stream(), end);
        if (last.isPresent() && last.getAsLong() == end) {
            endsAt(commit.stream(), end);
            return;
        }
        throw new ConcurrencyException(
                "Aggregate "
                        + commit.stream()
                        + " has no commit that ends at sequence "
                        + end
                        + ", so none can begin at "
                        + commit.first());
    }

    private boolean isKnownEnd(String stream, long end) {
        lock.lock();
        try {
            Long known = ends.get(stream);
            return known != null && known == end;
        } finally {
            lock.unlock();
        }
    }
}
