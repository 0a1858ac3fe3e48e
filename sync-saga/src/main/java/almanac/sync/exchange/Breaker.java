package almanac.sync.exchange;

import almanac.sync.link.Link;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Stops an object that goes to and fro: each side changes what the other just wrote. People do not
 * change their minds so often within an hour.
 */
public final class Breaker {

    /** After so many turns of direction. */
    public static final int TURNS = 12;

    /** Within this time. */
    public static final Duration WINDOW = Duration.ofHours(1);

    private Breaker() {}

    /** Since when turns count. */
    public static Instant since(Clock clock) {
        return clock.instant().minus(WINDOW);
    }

    /** Whether nothing of it is pushed for the time being. */
    public static boolean open(Link link, Clock clock) {
        var since = since(clock);
        return link.turns().stream().filter(turn -> turn.isAfter(since)).count() >= TURNS;
    }
}
