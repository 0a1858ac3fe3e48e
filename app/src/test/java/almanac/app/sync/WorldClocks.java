package almanac.app.sync;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.axonframework.eventhandling.GenericEventMessage;

/**
 * Dates facts by the clock of the world that the thread is in, since Axon has one clock for all;
 * other threads go by the last world's. When there are no worlds any more, Axon goes by the clock
 * that it had before, which may be a server's.
 */
final class WorldClocks extends Clock {

    private static final WorldClocks ALL = new WorldClocks();

    private final ThreadLocal<Clock> here = new ThreadLocal<>();
    private volatile Clock last = Clock.systemUTC();
    private Clock before = last;
    private int worlds;

    private WorldClocks() {}

    /** From now on this clock dates what this thread writes. */
    static void tellsHere(Clock clock) {
        ALL.begin(clock);
    }

    /** A world has come to its end. */
    static void ended() {
        ALL.end();
    }

    private synchronized void begin(Clock clock) {
        here.set(clock);
        last = clock;
        if (worlds++ == 0) {
            before = GenericEventMessage.clock;
        }
        GenericEventMessage.clock = this;
    }

    private synchronized void end() {
        if (--worlds == 0) {
            GenericEventMessage.clock = before;
        }
    }

    @Override
    public Instant instant() {
        var its = here.get();
        return (its == null ? last : its).instant();
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("worlds are in UTC");
    }
}
