package almanac.app.config;

import almanac.connection.Authorizations;
import almanac.connection.ConflictId;
import almanac.connection.ConnectionId;
import almanac.connection.ProviderKind;
import almanac.connection.Side;
import almanac.connection.Synchronization;
import almanac.connection.TraceLine;
import almanac.entry.EntryId;
import almanac.google.GoogleCopies;
import almanac.message.Rejected;
import almanac.message.Rejection;
import almanac.user.UserId;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** A server without the sync side says that no provider is configured. */
@Configuration(proxyBeanMethods = false)
class NoProviders {

    private static final String NOT_CONFIGURED = "no calendar provider is configured";

    @Bean
    @ConditionalOnMissingBean
    Authorizations authorizations() {
        return new Closed();
    }

    @Bean
    @ConditionalOnMissingBean
    Synchronization synchronization() {
        return new Idle();
    }

    @Bean
    @ConditionalOnMissingBean
    GoogleCopies googleCopies() {
        return entries -> Map.of();
    }

    private static final class Closed implements Authorizations {

        @Override
        public Started begin(
                UserId user,
                ProviderKind provider,
                Purpose purpose,
                URI target,
                List<String> scopes) {
            throw Rejected.invalid("provider", NOT_CONFIGURED);
        }

        @Override
        public Outcome complete(
                ProviderKind provider,
                Optional<String> state,
                OptionalLong user,
                Optional<String> code,
                Optional<String> error) {
            return new Unknown(NOT_CONFIGURED);
        }

        @Override
        public Outcome completeWithPassword(String state, String username, String password) {
            return new Unknown(NOT_CONFIGURED);
        }

        @Override
        public boolean awaitsPassword(String state) {
            return false;
        }

        @Override
        public Optional<ProviderKind> awaited(String state) {
            return Optional.empty();
        }
    }

    private static final class Idle implements Synchronization {

        @Override
        public Report syncNow(
                UserId user, List<ConnectionId> connections, Mode mode, Duration atMost) {
            return new Report(0, 0, true, Optional.of(new Unavailable(NOT_CONFIGURED)));
        }

        @Override
        public void refreshCalendars(UserId user, ConnectionId connection) {
            throw absent(connection);
        }

        @Override
        public void disconnect(UserId user, ConnectionId connection) {
            throw absent(connection);
        }

        private static Rejected absent(ConnectionId connection) {
            return new Rejected(
                    new Rejection.NotFound("Connection", Long.toString(connection.value())));
        }

        @Override
        public Telemetry telemetry(ConnectionId connection) {
            return new Telemetry(
                    Optional.empty(), false, Optional.empty(), Optional.empty(), 0, List.of());
        }

        @Override
        public void resolve(UserId user, ConflictId conflict, Side side) {
            throw new Rejected(new Rejection.NotFound("Conflict", Long.toString(conflict.value())));
        }

        @Override
        public List<TraceLine> trace(EntryId entry, int limit) {
            return List.of();
        }

        @Override
        public Signal changed(ProviderKind provider, String channel, String secret) {
            return Signal.UNKNOWN_CHANNEL;
        }

        @Override
        public Signal lifecycle(String subscription, String secret, String event) {
            return Signal.UNKNOWN_CHANNEL;
        }
    }
}
