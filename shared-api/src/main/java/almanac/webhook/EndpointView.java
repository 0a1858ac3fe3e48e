package almanac.webhook;

import almanac.user.UserId;
import java.time.Instant;
import java.util.Optional;

/**
 * An endpoint as its owner sees it.
 *
 * @param disabled why it is told nothing; empty while it is
 */
public record EndpointView(
        EndpointId id,
        UserId owner,
        EndpointDetails details,
        Optional<String> disabled,
        Instant createdAt,
        Instant updatedAt,
        long revision) {

    public boolean enabled() {
        return disabled.isEmpty();
    }
}
