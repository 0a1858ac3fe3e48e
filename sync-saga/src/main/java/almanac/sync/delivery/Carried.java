package almanac.sync.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What became of an attempt. */
public sealed interface Carried {

    /**
     * It went.
     *
     * @param note what was answered
     */
    record Gone(String note) implements Carried {}

    /**
     * It did not go and is tried again, until it was tried often enough.
     *
     * @param atLeast how long the other side wants to be left alone
     */
    record Failed(String reason, Optional<Duration> atLeast) implements Carried {}

    /** It was not its turn: it does not count as an attempt. */
    record Held(Instant until, String reason) implements Carried {}

    /** No further attempt would fare better. */
    record Refused(String reason) implements Carried {}

    /** It has become pointless. */
    record Dropped(String reason) implements Carried {}
}
