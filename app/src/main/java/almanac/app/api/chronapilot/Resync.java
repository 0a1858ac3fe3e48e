package almanac.app.api.chronapilot;

import almanac.app.connection.Connected;
import almanac.app.connection.RefreshLimit;
import almanac.app.error.Failure;
import almanac.app.error.Failure.Kind;
import almanac.app.error.Refusal;
import almanac.connection.ConnectionStatus;
import almanac.connection.ConnectionView;
import almanac.connection.FailureReason;
import almanac.connection.Synchronization;
import almanac.connection.Synchronization.Mode;
import almanac.message.Rejected;
import almanac.message.Rejection;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
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
        refusal(
                        synchronization.syncNow(
                                connection.user(), List.of(connection.id()), Mode.FULL, PATIENCE))
                .ifPresent(refusal -> {
                    // the provider says when to come again, not we
                    limit.giveBack(connection.id());
                    throw refusal;
                });
    }

    static void requireUsable(ConnectionView connection) {
        if (connection.status() == ConnectionStatus.DISCONNECTED) {
            throw new Refusal(Kind.GONE, "The connection was disconnected. Start a new one.");
        }
        if (!Connected.usable(connection)) {
            throw lacksScopes(connection) ? notGranted() : revoked();
        }
    }

    private static boolean lacksScopes(ConnectionView connection) {
        return connection
                .failure()
                .filter(failure -> failure.reason() == FailureReason.SCOPES_MISSING)
                .isPresent();
    }

    private static Refusal notGranted() {
        return new Refusal(
                Kind.FORBIDDEN,
                "The user did not grant all that sync needs. Connect again and grant access to the"
                        + " calendars.");
    }

    private static Refusal revoked() {
        return new Refusal(
                Kind.REVOKED, "The provider no longer accepts the connection. Connect again.");
    }

    /** What the provider could not do for now shows in the connection's status. */
    private static Optional<Refusal> refusal(Synchronization.Report report) {
        return report.problem()
                .flatMap(problem ->
                        switch (problem) {
                            case Synchronization.AuthFailed() -> Optional.of(revoked());
                            case Synchronization.RateLimited(var wait) ->
                                    Optional.of(
                                            new Refusal(
                                                    Failure.of(
                                                                    Kind.PROVIDER_BUSY,
                                                                    "The provider asks to wait.")
                                                            .retryAfter(wait)));
                            case Synchronization.NotPermitted() -> Optional.empty();
                            case Synchronization.Unavailable unavailable -> Optional.empty();
                            case Synchronization.Paused paused -> Optional.empty();
                        });
    }
}
