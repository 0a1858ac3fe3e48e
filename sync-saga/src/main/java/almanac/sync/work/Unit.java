package almanac.sync.work;

/**
 * One thing of which at most one step runs at a time, anywhere.
 *
 * @param id of the mapping, or of the connection for {@link Kind#CALENDARS}
 */
public record Unit(Kind kind, long id) {

    /** What the step does. */
    public enum Kind {
        /** Bring both sides of a mapping together. */
        MAPPING,
        /** Keep a mapping's push channel alive. */
        WATCH,
        /** List an account's calendars. */
        CALENDARS
    }

    @Override
    public String toString() {
        return kind.name().toLowerCase(java.util.Locale.ROOT) + ":" + id;
    }
}
