package almanac.connection;

/** Which value stands until a person decides, where both sides changed the same field. */
public enum ConflictPolicy {
    /** The later edit. */
    NEWEST,
    /** Ours. */
    LOCAL,
    /** The provider's. */
    PROVIDER
}
