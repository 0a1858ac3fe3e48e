package almanac.simulated;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** What goes wrong next: each fault strikes one request, in the order they were planned. */
public final class Faults {

    private final Deque<Fault> planned = new ArrayDeque<>();

    /** One thing that goes wrong. */
    public sealed interface Fault {}

    /**
     * Answers this instead of doing anything.
     *
     * @param retryAfter the header of that name
     */
    public record Status(int status, Optional<Duration> retryAfter, String body) implements Fault {}

    /** Does it and breaks the connection, so that nobody hears of it. */
    public record LostAnswer() implements Fault {}

    /** Does it and sends half of the answer. */
    public record Truncated() implements Fault {}

    /** Plans a fault, {@code times} in a row. */
    public synchronized void plan(Fault fault, int times) {
        for (var i = 0; i < times; i++) {
            planned.addLast(fault);
        }
    }

    /** Forgets what was planned. */
    public synchronized void clear() {
        planned.clear();
    }

    /** How many are still to come. */
    public synchronized int waiting() {
        return planned.size();
    }

    /** Takes the next one. */
    public synchronized Optional<Fault> next() {
        return Optional.ofNullable(planned.pollFirst());
    }
}
