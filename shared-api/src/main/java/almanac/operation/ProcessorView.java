package almanac.operation;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One event processor, as it stands on all nodes together.
 *
 * @param position the last fact that all its segments have handled; -1 for none
 * @param head the position of the store's last fact
 * @param lagSeconds the age of the oldest fact that it has not handled; 0 when there is none
 * @param rate facts a second, over the last half minute
 * @param problem what stopped it last; empty when nothing did since it last moved
 * @param rebuild the latest rebuild of it
 * @param rebuiltAt when the documents that are read took their place
 * @param canRollBack whether the documents before are kept
 */
public record ProcessorView(
        String name,
        Kind kind,
        Status status,
        long position,
        long head,
        double lagSeconds,
        double rate,
        List<SegmentView> segments,
        Optional<ProblemView> problem,
        Optional<RebuildView> rebuild,
        Optional<Instant> rebuiltAt,
        boolean canRollBack) {

    /** Whether it can be replayed. */
    public enum Kind {
        /** Folds facts into documents, and nothing else. */
        PROJECTION,
        /** Acts upon facts: can be paused, never replayed. */
        POLICY
    }

    /** What it does. */
    public enum Status {
        RUNNING,
        REBUILDING,
        PAUSED,
        FAILED
    }

    /** How many facts it has not handled. */
    public long lag() {
        return Math.max(0, head - position);
    }

    /**
     * A part of a processor's work.
     *
     * @param mask which part, together with the number
     * @param position the last fact it handled or skipped, as far as it is stored
     * @param node which works on it; empty for none
     */
    public record SegmentView(int id, int mask, long position, Optional<String> node) {}

    /**
     * What stopped a processor.
     *
     * @param kind what is to be done about it
     * @param type of the error
     * @param message of the error
     * @param node that met it
     */
    public record ProblemView(
            ProblemKind kind, String type, String message, String node, Instant at) {}

    /** What kind of a problem it is. */
    public enum ProblemKind {
        /** The store is away or slow: it goes on by itself. */
        STORE,
        /** Another node was quicker: it goes on by itself. */
        CONTENTION,
        /** A stored fact cannot be read: this build is older than the fact, or it is damaged. */
        UNREADABLE,
        /** The handler has a defect: mend it, or pause the processor. */
        DEFECT
    }
}
