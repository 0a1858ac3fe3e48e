package almanac.user;

/** What happened to a user. */
public sealed interface UserFact {

    UserId user();

    record UserRegistered(UserId user, Profile profile) implements UserFact {}

    record ProfileChanged(UserId user, Profile profile) implements UserFact {}

    record RoleGranted(UserId user, Role role) implements UserFact {}

    record RoleTaken(UserId user, Role role) implements UserFact {}

    record ApiKeyIssued(UserId user, ApiKeyId key, ApiKeyTerms terms) implements UserFact {}

    record ApiKeyRotated(UserId user, ApiKeyId key, ApiKeyTerms terms) implements UserFact {}

    record ApiKeyRevoked(UserId user, ApiKeyId key) implements UserFact {}

    /** The user is none any more, and the key of all they ever wrote is destroyed. */
    record UserErased(UserId user) implements UserFact {}
}
