package almanac.app.security;

import almanac.message.Rejected;
import java.util.function.IntPredicate;

/** What a password must be (contract.md 8.1). */
public final class PasswordRules {

    private static final int SHORTEST = 10;
    private static final int LONGEST = 128;

    private PasswordRules() {}

    /** Refuses with the first rule that the password breaks; the password is not echoed. */
    public static void check(String password) {
        var length = password.codePointCount(0, password.length());
        require(
                length >= SHORTEST && length <= LONGEST,
                "must have " + SHORTEST + " to " + LONGEST + " characters");
        require(has(password, Character::isUpperCase), "must contain an upper-case letter");
        require(has(password, Character::isLowerCase), "must contain a lower-case letter");
        require(has(password, Character::isDigit), "must contain a digit");
        require(
                has(password, c -> !Character.isLetterOrDigit(c) && !Character.isWhitespace(c)),
                "must contain a special character");
    }

    private static boolean has(String password, IntPredicate kind) {
        return password.codePoints().anyMatch(kind);
    }

    private static void require(boolean holds, String rule) {
        if (!holds) {
            throw Rejected.invalid("password", "password " + rule);
        }
    }
}
