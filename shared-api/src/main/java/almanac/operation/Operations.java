package almanac.operation;

import almanac.message.Actor;
import almanac.message.Rejected;
import java.util.List;
import java.util.OptionalInt;

/**
 * What operators see and do. Everything that changes something is recorded with who and why before
 * it is done, and what became of it after. A name or number that is not there is {@link Rejected}
 * with NotFound, what cannot be done now with Conflict.
 */
public interface Operations {

    List<ProcessorView> processors();

    ProcessorView processor(String name);

    /** Stops a processor on all nodes until it is resumed. */
    void pause(Actor operator, String processor, String reason);

    void resume(Actor operator, String processor, String reason);

    /** Halves a segment, so that two threads or nodes can share its work. */
    void split(Actor operator, String processor, int segment, String reason);

    /** Puts a segment together with the one it was split from. */
    void merge(Actor operator, String processor, int segment, String reason);

    /**
     * Begins to make the read models of projections again beside the live ones: of all of them, or
     * of none where one cannot be.
     *
     * @param mostPerSecond how many facts a second; empty for as many as it can
     */
    List<RebuildView> rebuild(
            Actor operator,
            List<String> projections,
            RebuildMode mode,
            OptionalInt mostPerSecond,
            String reason);

    /** The names of what {@link #rebuild} takes. */
    List<String> projections();

    List<RebuildView> rebuilds(int limit);

    RebuildView rebuild(OperationId id);

    void cancel(Actor operator, OperationId rebuild, String reason);

    /** Swaps a rebuild that differs from the live documents. */
    void swap(Actor operator, OperationId rebuild, String reason);

    void throttle(Actor operator, OperationId rebuild, OptionalInt mostPerSecond, String reason);

    /** Reads the documents again that were live before the last swap. */
    void rollBack(Actor operator, String projection, String reason);

    /** Gives up the documents that were live before the last swap. */
    void drop(Actor operator, String projection, String reason);

    /** Makes the documents of one stream again, in place. */
    void rebuildStream(Actor operator, String projection, String stream, String reason);

    /** What gave up, the latest first, without payloads. */
    List<DeadLetterView> deadLetters(int limit);

    /** One of them with its payload, texts as stars. */
    DeadLetterView deadLetter(String id);

    /** One of them with its payload as it is, which is recorded. */
    DeadLetterView unmasked(Actor operator, String id, String reason);

    /** Tries once more; whether that ended well. */
    boolean retry(Actor operator, String id, String reason);

    void discard(Actor operator, String id, String reason);

    /** What sync has to do and when, the earliest due first. */
    List<WorkView> work(int limit);

    StoreView store();

    NodeView node();
}
