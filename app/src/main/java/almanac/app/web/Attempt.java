package almanac.app.web;

import almanac.time.AsOf;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * One attempt at a request that carries an idempotency key. A later attempt takes the numbers that
 * an earlier one took and names its commands alike, so that it finds what is stored already.
 */
public final class Attempt {

    private static final ScopedValue<Attempt> CURRENT = ScopedValue.newInstance();
    private static final int NAME = 24;

    /** What the attempt does. */
    interface Work {
        void run() throws ServletException, IOException;
    }

    private final String name;
    private final boolean again;
    private final List<Long> earlier;
    private final LongConsumer memory;
    private final Map<String, Integer> commands = new HashMap<>();
    private int numbers;

    /**
     * @param key of the request
     * @param again whether there was an attempt before, which may have stored something
     * @param earlier the numbers that it took
     * @param memory keeps a number before anybody uses it
     */
    Attempt(String key, boolean again, List<Long> earlier, LongConsumer memory) {
        this.name = key.substring(0, NAME);
        this.again = again;
        this.earlier = List.copyOf(earlier);
        this.memory = memory;
    }

    void run(Work work) throws ServletException, IOException {
        try {
            ScopedValue.where(CURRENT, this)
                    .call(() -> {
                        work.run();
                        return true;
                    });
        } catch (ServletException | IOException | RuntimeException known) {
            throw known;
        } catch (Exception other) {
            throw new IllegalStateException(other);
        }
    }

    static Optional<Attempt> current() {
        return CURRENT.isBound() ? Optional.of(CURRENT.get()) : Optional.empty();
    }

    /** A fresh number, or the one that an earlier attempt at this request took in its place. */
    public static long number(LongSupplier fresh) {
        return current().map(attempt -> attempt.take(fresh)).orElseGet(fresh::getAsLong);
    }

    /**
     * The number that an earlier attempt noted in its place. Empty for the first one, whose number
     * is kept for the next.
     */
    public static OptionalLong noted(LongSupplier fresh) {
        return current().map(attempt -> attempt.note(fresh)).orElseGet(OptionalLong::empty);
    }

    /** Right before an earlier attempt at this request began; empty where there was none. */
    public static Optional<AsOf> earlierOne(Clock clock) {
        var micros = noted(() -> ChronoUnit.MICROS.between(Instant.EPOCH, clock.instant()));
        return micros.stream()
                .mapToObj(since -> Instant.EPOCH.plus(since, ChronoUnit.MICROS).minusNanos(1))
                .map(AsOf::new)
                .findFirst();
    }

    private OptionalLong note(LongSupplier fresh) {
        var known = numbers < earlier.size();
        var number = take(fresh);
        return known ? OptionalLong.of(number) : OptionalLong.empty();
    }

    private long take(LongSupplier fresh) {
        var place = numbers++;
        if (place < earlier.size()) {
            return earlier.get(place);
        }
        var number = fresh.getAsLong();
        memory.accept(number);
        return number;
    }

    boolean again() {
        return again;
    }

    /**
     * The name of the next command of this request that writes to the stream. Streams are counted
     * apart, so that it is the same in each attempt, also where there is less to do in others.
     */
    String nextOperation(String stream) {
        return name + "/" + commands.merge(stream, 1, Integer::sum);
    }

    /** What {@link #nextOperation} will answer. */
    String upcomingOperation(String stream) {
        return name + "/" + (commands.getOrDefault(stream, 0) + 1);
    }

    /** The name of the one command of that kind, whichever others this attempt sends. */
    String operation(String kind) {
        return name + "/" + kind;
    }
}
