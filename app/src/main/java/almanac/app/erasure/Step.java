package almanac.app.erasure;

import java.util.List;
import java.util.Map;

/** One step of an erasure. May be begun again after it was broken off, or done already. */
interface Step {

    /** The name in the receipt; stored, so it never changes. */
    String name();

    Outcome run(Job job);

    /** What became of it. */
    sealed interface Outcome {}

    /**
     * It is done.
     *
     * @param counts what went, by what
     * @param unconfirmed what could not be made sure of, in words that name nobody
     */
    record Done(Map<String, Long> counts, List<String> unconfirmed) implements Outcome {
        Done(Map<String, Long> counts) {
            this(counts, List.of());
        }
    }

    /**
     * Something has to happen first; it is run again after a pause.
     *
     * @param counts what went this time
     * @param waitsFor what has to happen, in words that name nobody
     */
    record NotYet(Map<String, Long> counts, String waitsFor) implements Outcome {}
}
