package almanac.recurrence;

/** An expansion looked at more candidates than it was allowed to; narrow the window or the rule. */
public final class BudgetExceeded extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final long steps;

    BudgetExceeded(long steps) {
        super("the recurrence needs more than " + steps + " steps", null, false, false);
        this.steps = steps;
    }

    /** The number of candidate steps that were allowed. */
    public long steps() {
        return steps;
    }
}
