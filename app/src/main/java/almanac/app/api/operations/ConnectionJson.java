package almanac.app.api.operations;

import almanac.connection.ConnectionStatus;
import almanac.connection.ConnectionView;
import almanac.connection.SyncRun;
import almanac.connection.Synchronization.Channel;
import almanac.connection.Synchronization.MappingProgress;
import almanac.connection.Synchronization.Telemetry;
import almanac.user.UserView;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Connections as operators see them: how they do, and whose they are. What the account or its
 * calendars are called is their user's matter and left out.
 */
final class ConnectionJson {

    private ConnectionJson() {}

    /**
     * A page by cursor.
     *
     * @param nextCursor null on the last page
     */
    record Page<T>(List<T> data, @Nullable String nextCursor) {}

    /**
     * @param waiting edits of ours that wait to be pushed
     * @param parked edits and objects that gave up and need a person
     * @param refreshFailures of the access to the account, in a row
     * @param subscriptionEndsAt until when the provider calls by itself; null while it is polled
     */
    @Schema(name = "Connection health")
    record Health(
            long id,
            String provider,
            Owner user,
            String status,
            @Nullable Problem problem,
            @Nullable Instant lastSyncedAt,
            long waiting,
            long parked,
            int refreshFailures,
            @Nullable Instant lastRefreshAt,
            @Nullable Instant subscriptionEndsAt,
            Instant createdAt,
            List<Mapping> mappings) {

        static Health of(ConnectionView view, Optional<UserView> user, Telemetry telemetry) {
            return new Health(
                    view.id().value(),
                    view.provider().word(),
                    new Owner(
                            view.user().value(),
                            user.map(its -> its.profile().username()).orElse(null)),
                    word(view.status()),
                    view.failure().map(Problem::of).orElse(null),
                    telemetry.lastSyncedAt().orElse(null),
                    telemetry.mappings().stream().mapToLong(MappingProgress::waiting).sum(),
                    telemetry.mappings().stream().mapToLong(MappingProgress::parked).sum(),
                    telemetry.refreshFailures(),
                    telemetry.lastRefreshAt().orElse(null),
                    telemetry.subscription().map(Channel::expiresAt).orElse(null),
                    view.createdAt(),
                    telemetry.mappings().stream().map(Mapping::of).toList());
        }
    }

    @Schema(name = "Connection owner")
    record Owner(long id, @Nullable String username) {}

    @Schema(name = "Connection problem")
    record Problem(String reason, String message) {
        static Problem of(ConnectionView.Failure failure) {
            return new Problem(Operators.word(failure.reason()), failure.message());
        }
    }

    @Schema(name = "Connection mapping")
    record Mapping(
            long id,
            String phase,
            int done,
            @Nullable Integer expected,
            @Nullable Instant lastSyncedAt,
            long waiting,
            long parked) {

        static Mapping of(MappingProgress its) {
            return new Mapping(
                    its.mapping().value(),
                    Operators.word(its.phase()),
                    its.done(),
                    its.expected().isPresent() ? its.expected().getAsInt() : null,
                    its.lastSyncedAt().orElse(null),
                    its.waiting(),
                    its.parked());
        }
    }

    @Schema(name = "Sync run")
    record Run(
            String id,
            long mapping,
            Instant startedAt,
            Instant endedAt,
            int fetched,
            int applied,
            int pushed,
            int conflicts,
            String result,
            @Nullable String reason) {

        static Run of(SyncRun run) {
            return new Run(
                    run.id(),
                    run.mapping().value(),
                    run.startedAt(),
                    run.endedAt(),
                    run.counts().fetched(),
                    run.counts().applied(),
                    run.counts().pushed(),
                    run.counts().conflicts(),
                    Operators.word(run.result()),
                    run.reason().orElse(null));
        }
    }

    private static String word(ConnectionStatus status) {
        return status.name().toLowerCase(Locale.ROOT);
    }
}
