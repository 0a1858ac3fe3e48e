package almanac.recurrence;

/**
 * How many candidate steps an expansion may take, so that a hostile or never-matching rule ends.
 *
 * <p>A step is one period, one candidate day or one produced start. One budget may be shared by the
 * expansions of many series to bound a whole answer. Not thread-safe.
 */
public final class Budget {

    /** Enough for a century of a daily rule many times over, and spent in tens of milliseconds. */
    public static final long USUAL_STEPS = 1_000_000;

    private final long allowed;
    private long left;

    private Budget(long allowed) {
        this.allowed = allowed;
        this.left = allowed;
    }

    /** A fresh budget of {@link #USUAL_STEPS}. */
    public static Budget usual() {
        return new Budget(USUAL_STEPS);
    }

    /** A fresh budget of so many steps; at least 1. */
    public static Budget of(long steps) {
        if (steps < 1) {
            throw new IllegalArgumentException("a budget needs at least one step, not " + steps);
        }
        return new Budget(steps);
    }

    /** The steps not yet taken. */
    public long left() {
        return left;
    }

    /** Takes steps, or throws {@link BudgetExceeded} when fewer are left. */
    void spend(int steps) {
        if (left < steps) {
            left = 0;
            throw new BudgetExceeded(allowed);
        }
        left -= steps;
    }
}
