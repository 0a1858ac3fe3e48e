package almanac.history;

import almanac.message.Actor;
import almanac.user.UserSummary;
import java.time.Instant;
import java.util.Optional;

/**
 * One fact as it is told to whoever it concerns; not what it says.
 *
 * @param position its number among all facts
 * @param stream what it happened to, {@code entry-42}
 * @param actor on whose behalf and through what; empty when nobody was recorded
 * @param user whom that is
 */
public record OwnItem(
        long position,
        FactKind kind,
        Instant at,
        String stream,
        Optional<Actor> actor,
        Optional<UserSummary> user) {}
