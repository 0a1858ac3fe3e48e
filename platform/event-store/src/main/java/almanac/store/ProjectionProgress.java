package almanac.store;

import com.mongodb.client.MongoCollection;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.axonframework.eventhandling.EventTrackerStatus;
import org.axonframework.eventhandling.Segment;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.axonframework.serialization.Serializer;
import org.bson.Document;

/**
 * How far the projections are, and a way to wait until they are far enough.
 *
 * <p>A segment that this node processes tells its position through {@link ObservedTokenStore} at
 * the moment it is stored, and wakes who waits. Axon does not store a token for facts that a
 * segment skips; for those the status of a {@linkplain #watch watched} processor counts, looked at
 * every 5 ms while somebody waits. Segments of other nodes are read from the token store every 20
 * ms while somebody waits; for a skipped fact such a segment lags by up to the processor's claim
 * extension threshold.
 */
public final class ProjectionProgress {

    private static final long LOCAL_LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final long STORE_LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    private final StoredTokens tokens;
    private final Map<String, StreamingEventProcessor> watched = new ConcurrentHashMap<>();
    private final Map<String, Map<Integer, Long>> owned = new ConcurrentHashMap<>();
    private final List<Consumer<String>> claims = new CopyOnWriteArrayList<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition moved = lock.newCondition();
    private long moves;

    /**
     * Reads the tokens of other nodes.
     *
     * @param tokens the collection of axon-mongo's {@code MongoTokenStore}
     * @param serializer the serializer that token store writes with
     */
    public ProjectionProgress(MongoCollection<Document> tokens, Serializer serializer) {
        this.tokens = new StoredTokens(tokens, serializer);
    }

    /** Takes the status of a processor of this node into account; the last one of a name counts. */
    public void watch(StreamingEventProcessor processor) {
        watched.put(processor.getName(), processor);
    }

    /**
     * Waits until every segment of each of these processors has handled, or skipped, the fact at
     * this position. A processor without segments has handled nothing.
     *
     * @return false if that did not happen within the bound, or the thread was interrupted, which
     *     it then still is
     */
    public boolean awaitPosition(Set<String> processors, long position, Duration bound) {
        long deadline = System.nanoTime() + bound.toNanos();
        try {
            while (true) {
                long seen = moves();
                long look = nextLook(processors, position);
                if (look == 0) {
                    return true;
                }
                long left = deadline - System.nanoTime();
                if (left <= 0) {
                    return false;
                }
                awaitMove(seen, Math.min(left, look));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** The position up to which all segments of the processor are; empty if it has none. */
    public OptionalLong positionOf(String processor) {
        Optional<Map<Integer, Long>> local = whole(processor);
        return lowest(local.orElseGet(() -> everywhere(processor)).values());
    }

    /**
     * Whether some segment of the processor goes again over facts that it had handled before: what
     * it keeps then is older than what it once showed.
     */
    public boolean isReplaying(String processor) {
        StreamingEventProcessor known = watched.get(processor);
        if (known != null && whole(processor).isPresent()) {
            return known.processingStatus().values().stream()
                    .anyMatch(EventTrackerStatus::isReplaying);
        }
        return tokens.replaying(processor);
    }

    /** The position of each processor this node knows; -1 for one that has seen nothing. */
    public Map<String, Long> positions() {
        Map<String, Long> positions = new TreeMap<>();
        Stream.concat(watched.keySet().stream(), owned.keySet().stream())
                .distinct()
                .forEach(p -> positions.put(p, positionOf(p).orElse(Positions.NONE)));
        return positions;
    }

    /** The segments of a processor, on whichever node. */
    public List<SegmentPosition> segments(String processor) {
        Map<Integer, Long> known = here(processor);
        return tokens.segments(processor).stream()
                .map(its -> its.atLeast(known.getOrDefault(its.segment(), Positions.NONE)))
                .toList();
    }

    /** The segments of a processor that this node holds. */
    public Set<Integer> held(String processor) {
        return Set.copyOf(owned.getOrDefault(processor, Map.of()).keySet());
    }

    /** Runs the action with the name of a processor each time this node claims a segment of it. */
    public void whenClaimed(Consumer<String> action) {
        claims.add(action);
    }

    void claimed(String processor, int segment, long position) {
        moved(processor, segment, position);
        claims.forEach(action -> action.accept(processor));
    }

    void moved(String processor, int segment, long position) {
        owned.computeIfAbsent(processor, p -> new ConcurrentHashMap<>()).put(segment, position);
        lock.lock();
        try {
            moves++;
            moved.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void released(String processor, int segment) {
        owned.getOrDefault(processor, Map.of()).remove(segment);
    }

    /** Nanoseconds until another look makes sense; 0 if all have reached the position. */
    private long nextLook(Set<String> processors, long position) {
        long look = 0;
        for (String processor : processors) {
            Optional<Map<Integer, Long>> local = whole(processor);
            Map<Integer, Long> all = local.orElseGet(() -> everywhere(processor));
            if (lowest(all.values()).orElse(Positions.NONE) < position) {
                look = Math.max(look, local.isPresent() ? LOCAL_LOOK_NANOS : STORE_LOOK_NANOS);
            }
        }
        return look;
    }

    /** The positions of all segments, if this node processes all of them. */
    private Optional<Map<Integer, Long>> whole(String processor) {
        StreamingEventProcessor known = watched.get(processor);
        if (known == null) {
            return Optional.empty();
        }
        Map<Integer, EventTrackerStatus> status = known.processingStatus();
        double share = 0;
        for (EventTrackerStatus segment : status.values()) {
            share += share(segment.getSegment());
        }
        return share == 1 ? Optional.of(local(processor, status)) : Optional.empty();
    }

    private static double share(Segment segment) {
        return 1.0 / (segment.getMask() + 1L);
    }

    private Map<Integer, Long> local(String processor, Map<Integer, EventTrackerStatus> status) {
        Map<Integer, Long> stored = owned.getOrDefault(processor, Map.of());
        Map<Integer, Long> positions = new HashMap<>();
        status.forEach((segment, s) ->
                positions.put(
                        segment,
                        Math.max(
                                s.getCurrentPosition().orElse(Positions.NONE),
                                stored.getOrDefault(segment, Positions.NONE))));
        return positions;
    }

    private Map<Integer, Long> everywhere(String processor) {
        Map<Integer, Long> positions = tokens.positions(processor);
        here(processor).forEach((segment, at) -> positions.merge(segment, at, Math::max));
        return positions;
    }

    /** The positions of the segments that this node processes. */
    private Map<Integer, Long> here(String processor) {
        StreamingEventProcessor known = watched.get(processor);
        return known == null ? Map.of() : local(processor, known.processingStatus());
    }

    private static OptionalLong lowest(Collection<Long> positions) {
        return positions.stream().mapToLong(Long::longValue).min();
    }

    private long moves() {
        lock.lock();
        try {
            return moves;
        } finally {
            lock.unlock();
        }
    }

    private void awaitMove(long seen, long nanos) throws InterruptedException {
        lock.lock();
        try {
            long left = nanos;
            while (moves == seen && left > 0) {
                left = moved.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }
}
