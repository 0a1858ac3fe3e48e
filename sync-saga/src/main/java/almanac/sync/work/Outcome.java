package almanac.sync.work;

import java.time.Instant;
import java.util.Optional;

/** What becomes of a unit after a step. */
public sealed interface Outcome {

    /**
     * It went well.
     *
     * @param next when it is due again by itself
     */
    record Done(Optional<Instant> next) implements Outcome {}

    /**
     * Not now.
     *
     * @param notBefore no signal makes it run earlier
     * @param failed whether it counts as an attempt
     */
    record Later(Instant notBefore, boolean failed, String reason) implements Outcome {}

    /** Not before somebody or something signals it again. */
    record Parked(String reason) implements Outcome {}

    static Outcome done() {
        return new Done(Optional.empty());
    }

    static Outcome again(Instant next) {
        return new Done(Optional.of(next));
    }
}
