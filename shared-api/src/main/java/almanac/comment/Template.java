package almanac.comment;

/** Ways to begin a comment (contract.md 2.6); closed, the wire word is the name in lower case. */
public enum Template {
    WHAT_IM_DOING("Log - What I am doing: "),
    QUICK_NOTE("Quick note: "),
    REALITY_LOG("Reality log: "),
    OPEN_EVENT("Opened event: ");

    private final String prefix;

    Template(String prefix) {
        this.prefix = prefix;
    }

    /** The text after the prefix; never twice, and the prefix alone when there is no text. */
    public String render(String text) {
        var trimmed = text.strip();
        if (trimmed.isEmpty() || trimmed.equals(prefix.strip())) {
            return prefix.strip();
        }
        return trimmed.startsWith(prefix) ? trimmed : prefix + trimmed;
    }
}
