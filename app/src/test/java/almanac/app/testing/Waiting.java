package almanac.app.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Waits for what happens on other threads, and fails where it does not. */
public final class Waiting {

    private static final long SHORTEST_REST = Duration.ofMillis(5).toNanos();
    private static final long LONGEST_REST = Duration.ofMillis(50).toNanos();

    private Waiting() {}

    /** Returns once it holds, and fails after that time. */
    public static void until(Duration most, BooleanSupplier holds) {
        until(most, () -> "what is waited for", holds);
    }

    /**
     * The same.
     *
     * @param what is waited for, or how things stand, for who reads the failure
     */
    public static void until(Duration most, Supplier<String> what, BooleanSupplier holds) {
        var since = System.nanoTime();
        while (!holds.getAsBoolean()) {
            var waited = System.nanoTime() - since;
            assertThat(Duration.ofNanos(waited)).as(what).isLessThan(most);
            // a look can be a request: whoever waits for long leaves the machine to what it waits
            // for
            LockSupport.parkNanos(Math.clamp(waited / 5, SHORTEST_REST, LONGEST_REST));
        }
    }
}
