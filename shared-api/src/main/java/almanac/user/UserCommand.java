package almanac.user;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/** What can be asked of a user. That names are unique is settled before, by a reservation. */
public sealed interface UserCommand {

    UserId user();

    record RegisterUser(@TargetAggregateIdentifier UserId user, Profile profile)
            implements UserCommand {}

    /** Changes what is present. */
    record ChangeProfile(
            @TargetAggregateIdentifier UserId user,
            Optional<Optional<String>> firstName,
            Optional<Optional<String>> lastName,
            Optional<ZoneId> zone,
            Optional<Optional<String>> timeFormat,
            Optional<Optional<Integer>> weekStartDay,
            Optional<Optional<String>> themeColor,
            Optional<List<String>> eventLabels)
            implements UserCommand {}

    /** For operators. */
    record GrantRole(@TargetAggregateIdentifier UserId user, Role role) implements UserCommand {}

    /**
     * For operators; taken from whoever does not have it, it changes nothing. Refuses to take USER,
     * which everybody is, and OPERATOR from oneself, so that one is always left.
     */
    record TakeRole(@TargetAggregateIdentifier UserId user, Role role) implements UserCommand {}

    record IssueApiKey(@TargetAggregateIdentifier UserId user, ApiKeyId key, ApiKeyTerms terms)
            implements UserCommand {}

    /** Gives the key a new secret, hence a new prefix; the old secret is void at once. */
    record RotateApiKey(@TargetAggregateIdentifier UserId user, ApiKeyId key, ApiKeyTerms terms)
            implements UserCommand {}

    record RevokeApiKey(@TargetAggregateIdentifier UserId user, ApiKeyId key)
            implements UserCommand {}

    /** Notes that the user was erased; for the system alone. Repeated it changes nothing. */
    record EraseUser(@TargetAggregateIdentifier UserId user) implements UserCommand {}
}
