package almanac.operation;

/** Where a rebuild is. */
public enum RebuildState {
    /** Folds stream after stream. */
    REPLAYING,
    /** Folds what came meanwhile. */
    CATCHING_UP,
    /** Waits until whoever keeps the live documents keeps the new ones too. */
    JOINING,
    /** Compares the new documents with the live ones. */
    COMPARING,
    /** Both are kept up and differ; an operator swaps or cancels. */
    DIFFERENT,
    /** The new documents are live. */
    SWAPPED,
    /** Compared, as was asked for, and dropped. */
    VERIFIED,
    /** An operator cancelled it. */
    CANCELLED,
    /** It could not go on. */
    FAILED;

    /** Whether a node works on it: it is neither over nor waits for an operator. */
    public boolean moves() {
        return !ended() && this != DIFFERENT;
    }

    /** Whether nothing follows any more. */
    public boolean ended() {
        return switch (this) {
            case REPLAYING, CATCHING_UP, JOINING, COMPARING, DIFFERENT -> false;
            case SWAPPED, VERIFIED, CANCELLED, FAILED -> true;
        };
    }
}
