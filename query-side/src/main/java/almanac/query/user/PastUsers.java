package almanac.query.user;

import almanac.query.past.FactLog;
import almanac.query.past.Fold;
import almanac.user.UserFact;
import almanac.user.UserId;
import almanac.user.UserSummary;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;

/** Users as they were, folded from their facts. */
public final class PastUsers {

    private final FactLog log;
    private final Fold<UserFact, UserState> fold;

    PastUsers(FactLog log, Fold<UserFact, UserState> fold) {
        this.log = log;
        this.fold = fold;
    }

    /** As {@link Users#summaries}, at a position. */
    public Map<UserId, UserSummary> summaries(Collection<UserId> ids, long position) {
        var found = new HashMap<UserId, UserSummary>();
        for (var id : new HashSet<>(ids)) {
            var row = fold.upTo(position, log.of(id.toString())).get(id.value());
            found.put(
                    id,
                    Optional.ofNullable(row)
                            .map(it -> it.state().summary())
                            .orElseGet(() -> Users.unknown(id)));
        }
        return found;
    }
}
