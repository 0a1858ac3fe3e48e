package almanac.operation;

/** What becomes of the new documents once they are compared with the live ones. */
public enum RebuildMode {
    /** They take the place of the live ones if they equal them; else an operator decides. */
    WHEN_EQUAL,
    /** They take the place of the live ones whatever the comparison finds. */
    ALWAYS,
    /** They are dropped: only the comparison is wanted. */
    VERIFY
}
