package almanac.app.authorize;

import almanac.user.ApiKeyId;
import almanac.user.KeyScope;
import almanac.user.UserId;
import java.util.Optional;
import java.util.Set;

/**
 * What a user allowed an application.
 *
 * @param application by its key
 * @param challenge that the holder of the code must answer, as S256 (RFC 7636); absent where the
 *     application asked without one
 */
record Permission(
        ApiKeyId application, UserId user, Set<KeyScope> scopes, Optional<String> challenge) {

    Permission {
        scopes = Set.copyOf(scopes);
    }
}
