package almanac.sync.lifecycle;

import almanac.connection.Synchronization.AuthFailed;
import almanac.connection.Synchronization.NotPermitted;
import almanac.connection.Synchronization.Problem;
import almanac.connection.Synchronization.RateLimited;
import almanac.connection.Synchronization.Unavailable;
import almanac.sync.inbound.Rounds;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What those who wait for a round are told of its failure. */
final class Problems {

    private Problems() {}

    static Optional<Problem> of(Rounds.Status status, Instant now) {
        return status.problem()
                .map(problem ->
                        switch (problem) {
                            case SyncFailures.AUTH -> new AuthFailed();
                            case SyncFailures.FORBIDDEN -> new NotPermitted();
                            case SyncFailures.THROTTLED ->
                                    new RateLimited(
                                            status.retryAt()
                                                    .filter(at -> at.isAfter(now))
                                                    .map(at -> Duration.between(now, at))
                                                    .orElse(Duration.ofSeconds(1)));
                            default -> new Unavailable(problem);
                        });
    }
}
