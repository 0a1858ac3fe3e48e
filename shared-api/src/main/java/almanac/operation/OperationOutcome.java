package almanac.operation;

/** How an operation ended. The names are stored. */
public enum OperationOutcome {
    DONE,
    REFUSED,
    FAILED,
    CANCELLED
}
