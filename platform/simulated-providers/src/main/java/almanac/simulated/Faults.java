package almanac.simulated;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

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

    /** Nothing: this request goes through, so that a later one can be struck. */
    public record Pass() implements Fault {}

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

    /**
     * Answers a request by way of the next fault, if one is planned; what is asked of {@code usual}
     * is done or not as the fault says.
     */
    public Simulator.Response answer(Supplier<Simulator.Response> usual) {
        var fault = next();
        if (fault.isEmpty()) {
            return usual.get();
        }
        return switch (fault.get()) {
            case Status(var status, var retryAfter, var body) -> refused(status, retryAfter, body);
            case Pass() -> usual.get();
            case LostAnswer() -> {
                var done = usual.get();
                yield new Simulator.Response(done.status(), List.of(), "", true);
            }
            case Truncated() -> {
                var done = usual.get();
                yield new Simulator.Response(
                        done.status(),
                        done.headers(),
                        done.body().substring(0, done.body().length() / 2),
                        true);
            }
        };
    }

    private static Simulator.Response refused(
            int status, Optional<Duration> retryAfter, String body) {
        var headers = new ArrayList<Map.Entry<String, String>>();
        headers.add(Map.entry("Content-Type", "application/json"));
        retryAfter.ifPresent(
                wait -> headers.add(Map.entry("Retry-After", Long.toString(wait.toSeconds()))));
        return new Simulator.Response(status, headers, body, false);
    }

    /** Takes the next one. */
    public synchronized Optional<Fault> next() {
        return Optional.ofNullable(planned.pollFirst());
    }
}
