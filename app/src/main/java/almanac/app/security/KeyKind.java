package almanac.app.security;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What an API key is for, as its first letters tell (contract.md 2.1, 4.1). */
public enum KeyKind {
    /** Speaks for its user. */
    USER("pk_"),
    /** Of a program on a server that works with real providers; names an application as well. */
    SECRET("sk_live_"),
    /** The same where the providers are simulated. */
    TEST_SECRET("sk_test_");

    private final String mark;

    KeyKind(String mark) {
        this.mark = mark;
    }

    /** A public prefix of this kind that no key has. */
    String newPrefix() {
        return mark + Secrets.hex(6);
    }

    /** The kind of a key with this public prefix. */
    public static KeyKind of(String prefix) {
        return Arrays.stream(values())
                .filter(kind -> prefix.startsWith(kind.mark))
                .findFirst()
                .orElse(USER);
    }

    /** Whether it can be an application's. */
    public boolean secret() {
        return this != USER;
    }

    /** The word that clients ask for it by: {@code user} or {@code secret}. */
    public String word() {
        return secret() ? "secret" : USER.name().toLowerCase(Locale.ROOT);
    }

    /**
     * The kind of that word on such an installation.
     *
     * @param simulated whether its providers are
     */
    static Optional<KeyKind> named(String word, boolean simulated) {
        return switch (word) {
            case "user" -> Optional.of(USER);
            case "secret" -> Optional.of(simulated ? TEST_SECRET : SECRET);
            default -> Optional.empty();
        };
    }
}
