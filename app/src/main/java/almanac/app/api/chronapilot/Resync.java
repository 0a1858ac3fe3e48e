package almanac.app.api.chronapilot;

import almanac.app.connection.Connected;
import almanac.app.connection.RefreshLimit;
import almanac.app.error.Failure;
import almanac.app.error.Failure.Kind;
import almanac.app.error.Refusal;
import almanac.connection.ConnectionStatus;
import almanac.connection.ConnectionView;
import almanac.connection.Synchronization;
import almanac.connection.Synchronization.Mode;
import almanac.message.Rejected;
import almanac.message.Rejection;
import java.time.Duration;
import java.util.List;
import org.springframework.stereotype.Component;

/** Resyncs a connection as a whole, once a minute. */
@Component
class Resync {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Synchronization synchronization;
    private final RefreshLimit limit;

    Resync(Synchronization synchronization, RefreshLimit limit) {
        this.synchronization = synchronization;
        this.limit = limit;
    }

    /**
     * @throws Refusal for a connection that cannot sync, or when the provider refuses
     * @throws Rejected with TooManyRequests within a minute of the last time
     */
    void run(ConnectionView connection) {
        requireUsable(connection);
        limit.take(connection.id())
                .ifPresent(wait -> {
                    throw new Rejected(new Rejection.TooManyRequests(wait));
                });
        synchronization
                .syncNow(connection.user(), List.of(connection.id()), Mode.FULL, PATIENCE)
                .problem()
                .ifPresent(Resync::refuse);
    }

    static void requireUsable(ConnectionView connection) {
        if (connection.status() == ConnectionStatus.DISCONNECTED) {
            throw new Refusal(Kind.GONE, "The connection was disconnected. Start a new one.");
        }
        if (!Connected.usable(connection)) {
            throw revoked();
        }
    }

    private static Refusal revoked() {
        return new Refusal(
                Kind.REVOKED, "The provider no longer accepts the connection. Connect again.");
    }

    /** What the provider could not do for now shows in the connection's status. */
    private static void refuse(Synchronization.Problem problem) {
        switch (problem) {
            case Synchronization.AuthFailed() -> throw revoked();
            case Synchronization.RateLimited(var wait) ->
                    throw new Refusal(
                            Failure.of(Kind.PROVIDER_BUSY, "The provider asks to wait.")
                                    .retryAfter(wait));
            case Synchronization.NotPermitted() -> {}
            case Synchronization.Unavailable unavailable -> {}
            case Synchronization.Paused paused -> {}
        }
    }
}
