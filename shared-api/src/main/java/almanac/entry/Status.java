package almanac.entry;

/** RFC 5545 3.8.1.11 STATUS of an entry. */
public enum Status {
    CONFIRMED,
    TENTATIVE,
    CANCELLED
}
