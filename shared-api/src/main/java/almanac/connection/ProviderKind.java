package almanac.connection;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Whose calendars can be connected. */
public enum ProviderKind {
    GOOGLE,
    MICROSOFT,
    /** iCloud, or any CalDAV server that the operator configured in its place. */
    ICLOUD;

    /** As the documents write it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Reads what {@link #word()} writes; empty for any other text. */
    public static Optional<ProviderKind> of(String word) {
        return Stream.of(values()).filter(kind -> kind.word().equals(word)).findFirst();
    }
}
