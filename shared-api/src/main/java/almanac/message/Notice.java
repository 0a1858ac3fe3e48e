package almanac.message;

import java.util.Map;

/**
 * Whom a writer wants told of a change. Travels as message metadata from the edge to the facts of
 * that one command, never on to what policies do because of them; absent means nobody.
 */
public enum Notice {
    ATTENDEES,
    NOBODY;

    /** The metadata entry: {@code true} or {@code false}. */
    public static final String KEY = "notifyAttendees";

    /** The metadata entry that carries this notice. */
    public Map<String, String> asMetaData() {
        return Map.of(KEY, Boolean.toString(this == ATTENDEES));
    }

    /** Whom the writer of a message wanted told. */
    public static Notice from(Map<String, ?> metaData) {
        return "true".equals(metaData.get(KEY)) ? ATTENDEES : NOBODY;
    }
}
