package almanac.app.security;

import almanac.app.error.Unavailable;
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
import java.util.function.BooleanSupplier;

/**
 * What a request must know of its user. Kept for a second, so that a busy client does not ask the
 * read model each time; a change on this node shows at once.
 *
 * <p>A user whom the read model does not have yet, since it comes behind after a start, is waited
 * for: their password or token is good, and must not be called bad.
 */
public final class Profiles {

    private static final Duration KEPT = Duration.ofSeconds(1);

    /** What is kept of a user. */
    public record Known(Set<Role> roles, ZoneId zone) {}

    private static final Duration SOON = Duration.ofSeconds(1);

    private final Queries queries;
    private final BooleanSupplier caughtUp;
    private final Cache<UserId, Known> known =
            Caffeine.newBuilder().maximumSize(50_000).expireAfterWrite(KEPT).build();

    /**
     * @param caughtUp waits until the read model of users has all that is stored by now; false when
     *     that takes too long
     */
    public Profiles(Queries queries, BooleanSupplier caughtUp) {
        this.queries = queries;
        this.caughtUp = caughtUp;
    }

    /**
     * Empty for a user that is not there.
     *
     * @throws Unavailable when that cannot be known yet
     */
    public Optional<Known> of(UserId user) {
        var kept = known.getIfPresent(user);
        if (kept != null) {
            return Optional.of(kept);
        }
        var found = view(user).map(view -> new Known(view.roles(), view.profile().zone()));
        found.ifPresent(fresh -> known.put(user, fresh));
        return found;
    }

    /**
     * The user as they are now; empty for one that is not there.
     *
     * @throws Unavailable when that cannot be known yet
     */
    public Optional<UserView> view(UserId user) {
        return find(user)
                .or(() -> {
                    if (!caughtUp.getAsBoolean()) {
                        throw new Unavailable("this node does not know all users yet", SOON);
                    }
                    return find(user);
                });
    }

    private Optional<UserView> find(UserId user) {
        return queries.find(new UserQuery.UserById(user), UserView.class);
    }

    /** To be called after a change of the user. */
    public void forget(UserId user) {
        known.invalidate(user);
    }
}
