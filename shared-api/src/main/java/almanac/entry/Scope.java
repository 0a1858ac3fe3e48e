package almanac.entry;

/** How far an edit of a series reaches. */
public enum Scope {
    THIS,
    FUTURE,
    ALL
}
