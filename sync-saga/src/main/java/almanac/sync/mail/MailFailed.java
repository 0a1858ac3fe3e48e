package almanac.sync.mail;

/** A mail was not taken. */
public final class MailFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** What it means for this mail and for others. */
    public enum Kind {
        /** No mail can be sent now: the server is away, or does not let us in. */
        SERVER_AWAY,
        /** This one can be tried later. */
        LATER,
        /** This one is not taken, however often it is tried. */
        REFUSED
    }

    private final Kind kind;

    public MailFailed(Kind kind, String reason) {
        super(reason, null, false, false);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }

    public String reason() {
        return String.valueOf(getMessage());
    }
}
