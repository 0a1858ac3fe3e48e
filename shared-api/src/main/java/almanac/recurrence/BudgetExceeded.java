package almanac.recurrence;

/** A rule needed more steps than allowed. */
public final class BudgetExceeded extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public BudgetExceeded(String message) {
        super(message, null, false, false);
    }
}
