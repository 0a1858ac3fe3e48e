package almanac.recurrence;

/** How often a rule's period repeats (RFC 5545 3.3.10, FREQ), finest first. */
public enum Frequency {
    SECONDLY,
    MINUTELY,
    HOURLY,
    DAILY,
    WEEKLY,
    MONTHLY,
    YEARLY;

    /** Whether the period is shorter than a day. */
    public boolean subDaily() {
        return this.compareTo(DAILY) < 0;
    }
}
