package almanac.user;

import java.time.Instant;
import java.util.List;
import java.util.Set;

/** A user as they see themselves. */
public record UserView(
        UserId id,
        Profile profile,
        Set<Role> roles,
        List<ApiKeyView> apiKeys,
        Instant createdAt,
        Instant updatedAt) {

    /** An API key without its secret. */
    public record ApiKeyView(ApiKeyId id, ApiKeyTerms terms, boolean active, Instant createdAt) {}

    public UserSummary summary() {
        return new UserSummary(id, profile.username(), profile.firstName(), profile.lastName());
    }
}
