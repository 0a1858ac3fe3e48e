package almanac.sync.webhook;

import almanac.connection.ConnectionFact;
import almanac.connection.FailureReason;
import almanac.webhook.Topic;
import java.util.Optional;

/** What a change of a connection is called; most are told to nobody. */
final class ConnectionTopics {

    /**
     * @param detail why, where there is a reason
     */
    record News(Topic topic, String detail) {}

    private ConnectionTopics() {}

    static Optional<News> of(ConnectionFact fact) {
        return switch (fact) {
            case ConnectionFact.Connected connected -> news(Topic.CONNECTION_CONNECTED);
            case ConnectionFact.Reconnected again -> news(Topic.CONNECTION_CONNECTED);
            case ConnectionFact.Disconnected gone -> news(Topic.CONNECTION_DISCONNECTED);
            case ConnectionFact.ConnectionRecovered well -> news(Topic.CONNECTION_SYNC_COMPLETED);
            case ConnectionFact.ConnectionFailed(var id, var reason, var message) ->
                    Optional.of(
                            new News(
                                    reason == FailureReason.SYNC_FAILED
                                            ? Topic.CONNECTION_SYNC_FAILED
                                            : Topic.CONNECTION_TOKEN_EXPIRED,
                                    message));
            case ConnectionFact.CalendarsListed listed -> Optional.empty();
            case ConnectionFact.CalendarMapped mapped -> Optional.empty();
            case ConnectionFact.MappingChanged changed -> Optional.empty();
            case ConnectionFact.MappingEnded ended -> Optional.empty();
        };
    }

    private static Optional<News> news(Topic topic) {
        return Optional.of(new News(topic, ""));
    }
}
