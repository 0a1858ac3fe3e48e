package almanac.app.operation;

import almanac.operation.ProcessorView.ProblemKind;
import almanac.operation.ProcessorView.ProblemView;
import almanac.store.ProjectionProgress;
import almanac.store.SequencedEngine;
import com.mongodb.MongoException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ConcurrentModificationException;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.axonframework.common.AxonException;
import org.axonframework.eventhandling.EventTrackerStatus;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.axonframework.eventhandling.tokenstore.UnableToClaimTokenException;
import org.axonframework.serialization.SerializationException;
import org.jspecify.annotations.Nullable;

/**
 * How the processors move. Looked at again and again, so that it can tell a slow one from one that
 * stands still: behind but moving is healthy.
 */
final class ProcessorWatch {

    private static final Duration WINDOW = Duration.ofSeconds(30);

    private final SequencedEngine engine;
    private final ProjectionProgress progress;
    private final Clock clock;
    private final String node;
    private final Map<String, Deque<Sample>> samples = new ConcurrentHashMap<>();
    private final Map<String, Instant> moved = new ConcurrentHashMap<>();
    private final Map<String, ProblemView> problems = new ConcurrentHashMap<>();

    private record Sample(Instant at, long position) {}

    ProcessorWatch(SequencedEngine engine, ProjectionProgress progress, Clock clock, String node) {
        this.engine = engine;
        this.progress = progress;
        this.clock = clock;
        this.node = node;
    }

    /** Looks at all processors that this node knows; about once a second. */
    void look(Iterable<StreamingEventProcessor> here) {
        var head = head();
        var now = clock.instant();
        progress.positions().forEach((name, position) -> note(name, position, head, now));
        for (var processor : here) {
            processor.processingStatus().values().stream()
                    .filter(EventTrackerStatus::isErrorState)
                    .findFirst()
                    .ifPresent(status ->
                            problems.put(processor.getName(), problem(status.getError(), now)));
        }
    }

    private void note(String name, long position, long head, Instant now) {
        var seen = samples.computeIfAbsent(name, its -> new ArrayDeque<>());
        synchronized (seen) {
            var last = seen.peekLast();
            if (last == null || last.position() != position || position >= head) {
                moved.put(name, now);
            }
            if (last != null && last.position() < position) {
                problems.remove(name);
            }
            seen.addLast(new Sample(now, position));
            while (seen.getFirst().at().plus(WINDOW).isBefore(now) && seen.size() > 2) {
                seen.removeFirst();
            }
        }
    }

    private ProblemView problem(@Nullable Throwable error, Instant now) {
        @Nullable Throwable cause = error;
        while (cause instanceof AxonException && cause.getCause() != null) {
            cause = cause.getCause();
        }
        return new ProblemView(
                kind(cause),
                cause == null ? "unknown" : cause.getClass().getSimpleName(),
                cause == null ? "" : String.valueOf(cause.getMessage()),
                node,
                now);
    }

    private static ProblemKind kind(@Nullable Throwable cause) {
        return switch (cause) {
            case MongoException away -> ProblemKind.STORE;
            case UnableToClaimTokenException taken -> ProblemKind.CONTENTION;
            case ConcurrentModificationException taken -> ProblemKind.CONTENTION;
            case SerializationException unreadable -> ProblemKind.UNREADABLE;
            case null -> ProblemKind.DEFECT;
            default -> ProblemKind.DEFECT;
        };
    }

    /** The position of the store's last fact. */
    long head() {
        return engine.scan().lastPosition();
    }

    /** The position up to which all segments are; -1 for none. */
    long position(String processor) {
        return progress.positionOf(processor).orElse(-1);
    }

    /** Facts a second, over the last half minute; 0 where nobody looked. */
    double rate(String processor) {
        var seen = samples.get(processor);
        if (seen == null) {
            return 0;
        }
        synchronized (seen) {
            var first = seen.getFirst();
            var last = seen.getLast();
            var took = Duration.between(first.at(), last.at()).toMillis();
            return took == 0 ? 0 : 1000.0 * (last.position() - first.position()) / took;
        }
    }

    /** How long it has not moved although it is behind. */
    Duration restsSince(String processor) {
        return Optional.ofNullable(moved.get(processor))
                .map(at -> Duration.between(at, clock.instant()))
                .orElse(Duration.ZERO);
    }

    /** The age of the first fact after a position; zero where there is none. */
    Duration lag(long position) {
        try (var facts = engine.readEvents(new GlobalSequenceTrackingToken(position), false)) {
            return facts.findFirst()
                    .map(fact -> Duration.between(fact.getTimestamp(), clock.instant()))
                    .filter(age -> !age.isNegative())
                    .orElse(Duration.ZERO);
        }
    }

    Optional<ProblemView> problem(String processor) {
        return Optional.ofNullable(problems.get(processor));
    }
}
