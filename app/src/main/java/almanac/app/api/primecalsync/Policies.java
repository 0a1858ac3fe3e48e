package almanac.app.api.primecalsync;

import static java.util.stream.Collectors.joining;

import almanac.connection.ConflictPolicy;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Conflict policies by the words that bodies and answers have for them. */
final class Policies {

    static final String WORDS =
            Arrays.stream(ConflictPolicy.values()).map(Policies::word).collect(joining(", "));

    private Policies() {}

    static String word(ConflictPolicy policy) {
        return policy.name().toLowerCase(Locale.ROOT);
    }

    static Optional<ConflictPolicy> find(String word) {
        return Arrays.stream(ConflictPolicy.values())
                .filter(policy -> word(policy).equals(word))
                .findFirst();
    }
}
