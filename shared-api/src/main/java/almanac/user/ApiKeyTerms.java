package almanac.user;

import almanac.message.Personal;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * What an API key is for; its secret is kept elsewhere and only as a hash.
 *
 * @param prefix the public part: {@code pk_}, {@code sk_live_} or {@code sk_test_} and 12 hex
 *     digits
 */
public record ApiKeyTerms(
        @Personal String name,
        String prefix,
        Set<KeyScope> scopes,
        String tier,
        Optional<Instant> expiresAt,
        Optional<Instant> rotateAfter) {

    public ApiKeyTerms {
        scopes = Set.copyOf(scopes);
    }
}
