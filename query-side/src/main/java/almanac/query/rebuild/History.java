package almanac.query.rebuild;

import java.util.List;
import java.util.Set;
import org.axonframework.eventhandling.TrackedEventMessage;

/** All facts, as a rebuild reads them, and who keeps the live read models. */
public interface History {

    /** The position of the last fact; -1 while there is none. */
    long lastPosition();

    /** How many commits the streams have whose names begin so. */
    long commits(String streams);

    /**
     * Whole streams whose names begin so, by name.
     *
     * @param after the last stream of the page before; {@code streams} itself for the first page
     * @param upTo facts after this position are left out
     */
    Page page(String streams, String after, long upTo);

    /** The facts from this position on, in order; not all of them at once. */
    List<? extends TrackedEventMessage<?>> from(long position);

    /** All facts of one stream, in order. */
    List<? extends TrackedEventMessage<?>> of(String stream);

    /** The segments of a processor, on any node. */
    Set<Integer> segments(String processor);

    /** The segments of a processor that this node holds. */
    Set<Integer> held(String processor);

    /**
     * A part of what {@link #page} reads.
     *
     * @param last the last stream in it
     * @param commits how many were read
     * @param ended whether nothing follows
     */
    record Page(
            List<? extends TrackedEventMessage<?>> facts,
            String last,
            int commits,
            boolean ended) {}
}
