package almanac.sync.work;

import java.util.Optional;
import java.util.function.Supplier;

/**
 * Puts pieces of work into traces, where traces are kept. What is made due keeps the trace of who
 * made it due, so that the work is linked to it, also later and on another node.
 */
public interface Spans {

    /** Where no traces are kept. */
    Spans NONE =
            new Spans() {
                @Override
                public Optional<String> current() {
                    return Optional.empty();
                }

                @Override
                public void during(Piece piece, Supplier<String> work) {
                    var unused = work.get();
                }
            };

    /**
     * A piece of work.
     *
     * @param name says what is done
     * @param about the number of what it is done to
     * @param cause what {@link #current} was when it became due
     */
    record Piece(String name, String about, Optional<String> cause) {}

    /** Stands for the trace that this thread is in, as W3C's traceparent; empty outside of any. */
    Optional<String> current();

    /**
     * Does the work, once.
     *
     * @param work answers in a word what became of it
     */
    void during(Piece piece, Supplier<String> work);
}
