package almanac.recurrence;

/** The text is no RFC 5545 recurrence rule; the message names the part that is wrong. */
public final class InvalidRule extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    InvalidRule(String message) {
        super(message);
    }
}
