package almanac.app.web;

import almanac.message.Actor;
import almanac.user.KeyScope;
import almanac.user.Role;
import almanac.user.UserId;
import java.time.ZoneId;
import java.util.Set;

/**
 * Who calls. A controller that declares a parameter of this type gets it; without valid credentials
 * the request never reaches the controller.
 *
 * @param actor goes with every command of this request
 * @param scopes what the credentials allow; all of them for a signed-in user
 * @param roles what the user may do beyond their own data
 * @param zone reads the bare times that the user's clients send
 */
public record Caller(Actor actor, UserId user, Set<KeyScope> scopes, Set<Role> roles, ZoneId zone) {

    public Caller {
        scopes = Set.copyOf(scopes);
        roles = Set.copyOf(roles);
    }

    /** Whether the user has the role and the credentials reach it. */
    public boolean acts(Role role) {
        return roles.contains(role) && scopes.contains(KeyScope.ADMIN);
    }
}
