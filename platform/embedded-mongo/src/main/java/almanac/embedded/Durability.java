package almanac.embedded;

/** What an acknowledged write survives. */
public enum Durability {
    /**
     * The death of this process at any moment (kill -9). A power loss may take the last writes with
     * it.
     */
    PROCESS_CRASH,
    /** A power loss too: every acknowledgement waits until the disk has confirmed it. */
    POWER_LOSS
}
