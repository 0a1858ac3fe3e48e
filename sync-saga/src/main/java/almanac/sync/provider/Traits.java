package almanac.sync.provider;

import java.time.Duration;
import java.util.Optional;

/**
 * What a provider can do.
 *
 * @param push whether it can call back when a calendar changed
 * @param moves whether it can move an object from one calendar of an account to another
 * @param window how far around today it can tell changes; empty where it tells all
 * @param atOnce how many requests an account may have under way
 * @param perMinute how many requests an account may make
 * @param pollEvery how often to ask where nothing is pushed
 */
public record Traits(
        boolean push,
        boolean moves,
        Optional<Window> window,
        int atOnce,
        int perMinute,
        Duration pollEvery) {

    /** Rolls along with today; both are positive. */
    public record Window(Duration back, Duration ahead) {}
}
