package almanac.time;

/**
 * What an edit can say of a span, apart from the day it starts on: that is how far it moves what it
 * reaches.
 */
public enum SpanPart {
    /** The time of day; of a span that has none it makes a timed one, and cleared the other way. */
    START,
    /** When it ends; for spans that start at another time, how long they last. */
    END,
    /** How many days it takes; an end keeps its time of day. */
    LAST_DAY,
    ZONE,
    /** Whether it is of whole days. */
    WHOLE_DAYS
}
