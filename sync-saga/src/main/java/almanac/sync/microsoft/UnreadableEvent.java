package almanac.sync.microsoft;

/** An event that cannot be told in our language; the rest of its page can. */
final class UnreadableEvent extends Exception {

    private static final long serialVersionUID = 1L;

    UnreadableEvent(String reason) {
        super(reason, null, false, false);
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
