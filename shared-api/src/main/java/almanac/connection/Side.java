package almanac.connection;

/** One of the two that disagree. */
public enum Side {
    LOCAL,
    PROVIDER
}
