package almanac.icalendar;

/** One component cannot be read; the message says why, naming the property. */
final class Unusable extends Exception {

    private static final long serialVersionUID = 1L;

    Unusable(String reason) {
        super(reason, null, false, false);
    }
}
