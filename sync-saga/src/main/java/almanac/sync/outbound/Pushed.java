package almanac.sync.outbound;

import java.util.OptionalLong;

/** What became of the push of an entry. */
sealed interface Pushed {

    record Done() implements Pushed {}

    /**
     * Its object may be somewhere, and is looked for.
     *
     * @param sought the round of this mapping that finds it if it is here
     */
    record NotYet(OptionalLong sought) implements Pushed {}

    /** The breaker is open. */
    record Stopped() implements Pushed {}
}
