package almanac.sync.work;

/** Does a bounded piece of a unit's work; may be repeated after a crash at any point. */
public interface Step {

    /**
     * @param grip to keep the lease over a long step
     */
    Outcome run(Lease lease, Grip grip);

    /** Keeps a lease. */
    interface Grip {

        /**
         * Makes the lease last on.
         *
         * @throws LeaseLost when somebody else runs the unit by now, or this node stops
         */
        void keep();
    }

    /** The step must end without a further effect. */
    final class LeaseLost extends RuntimeException {

        private static final long serialVersionUID = 1L;

        public LeaseLost(Unit unit) {
            super("the lease of " + unit + " is lost", null, false, false);
        }
    }
}
