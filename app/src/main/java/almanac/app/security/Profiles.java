package almanac.app.security;

import almanac.app.web.Queries;
import almanac.user.Role;
import almanac.user.UserId;
import almanac.user.UserQuery;
import almanac.user.UserView;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;

/**
 * What a request must know of its user. Kept for a second, so that a busy client does not ask the
 * read model each time; a change on this node shows at once.
 */
public final class Profiles {

    private static final Duration KEPT = Duration.ofSeconds(1);

    /** What is kept of a user. */
    public record Known(Set<Role> roles, ZoneId zone) {}

    private final Queries queries;
    private final Cache<UserId, Known> known =
            Caffeine.newBuilder().maximumSize(50_000).expireAfterWrite(KEPT).build();

    public Profiles(Queries queries) {
        this.queries = queries;
    }

    /** Empty for a user that the read model does not have. */
    public Optional<Known> of(UserId user) {
        var kept = known.getIfPresent(user);
        if (kept != null) {
            return Optional.of(kept);
        }
        var found =
                queries.find(new UserQuery.UserById(user), UserView.class)
                        .map(view -> new Known(view.roles(), view.profile().zone()));
        found.ifPresent(fresh -> known.put(user, fresh));
        return found;
    }

    /** To be called after a change of the user. */
    public void forget(UserId user) {
        known.invalidate(user);
    }
}
