package almanac.command.user;

import almanac.user.ApiKeyId;
import almanac.user.Profile;
import almanac.user.Role;
import almanac.user.UserFact;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * A user as their facts left them.
 *
 * @param profile absent before registration
 * @param keys API keys that are not revoked
 * @param erased whether nobody is behind it any more; then it has no profile
 */
record UserState(Optional<Profile> profile, Set<Role> roles, Set<ApiKeyId> keys, boolean erased) {

    static final UserState ABSENT = new UserState(Optional.empty(), Set.of(), Set.of(), false);

    UserState evolve(UserFact fact) {
        return switch (fact) {
            case UserFact.UserRegistered(var id, var registered) ->
                    new UserState(Optional.of(registered), Set.of(Role.USER), Set.of(), false);
            case UserFact.ProfileChanged(var id, var changed) ->
                    new UserState(Optional.of(changed), roles, keys, false);
            case UserFact.RoleGranted(var id, var role) -> {
                var more = EnumSet.of(role);
                more.addAll(roles);
                yield new UserState(profile, Set.copyOf(more), keys, false);
            }
            case UserFact.RoleTaken(var id, var role) -> {
                var fewer = EnumSet.copyOf(roles);
                fewer.remove(role);
                yield new UserState(profile, Set.copyOf(fewer), keys, false);
            }
            case UserFact.ApiKeyIssued(var id, var key, var terms) -> {
                var more = new HashSet<>(keys);
                more.add(key);
                yield new UserState(profile, roles, Set.copyOf(more), false);
            }
            case UserFact.ApiKeyRotated rotated -> this;
            case UserFact.ApiKeyRevoked(var id, var key) -> {
                var fewer = new HashSet<>(keys);
                fewer.remove(key);
                yield new UserState(profile, roles, Set.copyOf(fewer), false);
            }
            case UserFact.UserErased erased ->
                    new UserState(Optional.empty(), Set.of(), Set.of(), true);
        };
    }
}
