package almanac.operation;

/** What an operator did. The names are stored. */
public enum OperationKind {
    PAUSE,
    RESUME,
    SPLIT,
    MERGE,
    REBUILD,
    VERIFY,
    SWAP,
    CANCEL,
    THROTTLE,
    ROLL_BACK,
    DROP,
    REBUILD_STREAM,
    RETRY_LETTER,
    DISCARD_LETTER,
    UNMASK_LETTER,
    ERASE_USER,
    RESTORE,
    UNDO_RUN
}
