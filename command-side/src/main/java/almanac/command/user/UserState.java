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
 */
record UserState(Optional<Profile> profile, Set<Role> roles, Set<ApiKeyId> keys) {

    static final UserState ABSENT = new UserState(Optional.empty(), Set.of(), Set.of());

    UserState evolve(UserFact fact) {
        return switch (fact) {
            case UserFact.UserRegistered(var id, var registered) ->
                    new UserState(Optional.of(registered), Set.of(Role.USER), Set.of());
            case UserFact.ProfileChanged(var id, var changed) ->
                    new UserState(Optional.of(changed), roles, keys);
            case UserFact.RoleGranted(var id, var role) -> {
                var more = EnumSet.of(role);
                more.addAll(roles);
                yield new UserState(profile, Set.copyOf(more), keys);
            }
            case UserFact.RoleTaken(var id, var role) -> {
                var fewer = EnumSet.copyOf(roles);
                fewer.remove(role);
                yield new UserState(profile, Set.copyOf(fewer), keys);
            }
            case UserFact.ApiKeyIssued(var id, var key, var terms) -> {
                var more = new HashSet<>(keys);
                more.add(key);
                yield new UserState(profile, roles, Set.copyOf(more));
            }
            case UserFact.ApiKeyRotated rotated -> this;
            case UserFact.ApiKeyRevoked(var id, var key) -> {
                var fewer = new HashSet<>(keys);
                fewer.remove(key);
                yield new UserState(profile, roles, Set.copyOf(fewer));
            }
        };
    }
}
