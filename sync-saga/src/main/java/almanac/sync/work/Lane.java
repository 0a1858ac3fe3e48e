package almanac.sync.work;

/** Who waits for it. What a person waits for goes first, and keeps its share of every budget. */
public enum Lane {
    /** Somebody. */
    INTERACTIVE,
    /** Nobody. */
    BULK
}
