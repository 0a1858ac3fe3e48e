package almanac.app.api.primecalsync;

import static java.util.stream.Collectors.joining;

import almanac.connection.ConflictPolicy;
import almanac.message.Rejected;
import almanac.message.Rejection;
import java.util.Arrays;
import java.util.Locale;

/** Conflict policies by the words that bodies and answers have for them. */
final class Policies {

    private static final String WORDS =
            Arrays.stream(ConflictPolicy.values()).map(Policies::word).collect(joining(", "));

    private Policies() {}

    static String word(ConflictPolicy policy) {
        return policy.name().toLowerCase(Locale.ROOT);
    }

    /**
     * @throws Rejected with Invalid for any other word
     */
    static ConflictPolicy require(String field, String word) {
        return Arrays.stream(ConflictPolicy.values())
                .filter(policy -> word(policy).equals(word))
                .findFirst()
                .orElseThrow(() -> unknown(field, word));
    }

    private static Rejected unknown(String field, String word) {
        var message = field + " must be one of the following values: " + WORDS;
        return new Rejected(new Rejection.Invalid(field, message, word));
    }
}
