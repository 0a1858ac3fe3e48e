package almanac.query.user;

import almanac.user.ApiKeyId;
import almanac.user.ApiKeyTerms;
import almanac.user.Profile;
import almanac.user.Role;
import almanac.user.UserFact;
import almanac.user.UserId;
import almanac.user.UserSummary;
import almanac.user.UserView.ApiKeyView;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * What the facts say of a user.
 *
 * @param erased whether nobody is behind it any more
 */
record UserState(
        UserId id,
        Profile profile,
        Set<Role> roles,
        List<ApiKeyView> apiKeys,
        @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean erased) {

    private UserState(UserId id, Profile profile, Set<Role> roles, List<ApiKeyView> apiKeys) {
        this(id, profile, roles, apiKeys, false);
    }

    static UserState after(Optional<UserState> before, UserFact fact, Instant at) {
        if (fact instanceof UserFact.UserRegistered(var id, var profile)) {
            return new UserState(id, profile, EnumSet.of(Role.USER), List.of());
        }
        return before.orElseThrow(() -> new IllegalStateException("no user yet: " + fact))
                .after(fact, at);
    }

    private UserState after(UserFact fact, Instant at) {
        return switch (fact) {
            case UserFact.UserRegistered(var user, var to) ->
                    new UserState(user, to, EnumSet.of(Role.USER), List.of());
            case UserFact.ProfileChanged(var user, var to) -> new UserState(id, to, roles, apiKeys);
            case UserFact.RoleGranted(var user, var role) -> granted(role);
            case UserFact.RoleTaken(var user, var role) -> without(role);
            case UserFact.ApiKeyIssued(var user, var key, var terms) -> issued(key, terms, at);
            case UserFact.ApiKeyRotated(var user, var key, var terms) ->
                    withKey(key, old -> new ApiKeyView(key, terms, true, old.createdAt()));
            case UserFact.ApiKeyRevoked(var user, var key) ->
                    withKey(key, old -> new ApiKeyView(key, old.terms(), false, old.createdAt()));
            case UserFact.UserErased gone -> new UserState(id, profile, roles, List.of(), true);
        };
    }

    private UserState granted(Role role) {
        var more = EnumSet.copyOf(roles);
        more.add(role);
        return new UserState(id, profile, more, apiKeys);
    }

    private UserState without(Role role) {
        var fewer = EnumSet.copyOf(roles);
        fewer.remove(role);
        return new UserState(id, profile, fewer, apiKeys);
    }

    private UserState issued(ApiKeyId key, ApiKeyTerms terms, Instant at) {
        var view = new ApiKeyView(key, terms, true, at);
        return new UserState(
                id, profile, roles, Stream.concat(apiKeys.stream(), Stream.of(view)).toList());
    }

    private UserState withKey(ApiKeyId key, UnaryOperator<ApiKeyView> change) {
        return new UserState(
                id,
                profile,
                roles,
                apiKeys.stream()
                        .map(view -> view.id().equals(key) ? change.apply(view) : view)
                        .toList());
    }

    UserSummary summary() {
        return new UserSummary(id, profile.username(), profile.firstName(), profile.lastName());
    }
}
