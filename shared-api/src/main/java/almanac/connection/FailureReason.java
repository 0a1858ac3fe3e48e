package almanac.connection;

/** Why a connection is in error; what its user can do about it depends on this alone. */
public enum FailureReason {
    /** The grant or the app password is dead: the user must connect again. */
    REAUTHORIZE,
    /** The user unticked what sync needs. Such a consent connects nothing any more; once it did. */
    SCOPES_MISSING,
    /** The provider kept failing for longer than the retry limit. */
    SYNC_FAILED
}
