package almanac.connection;

import almanac.message.Personal;
import almanac.user.UserId;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Set;

/** What happened to a connection. Tokens and passwords are in no fact. */
public sealed interface ConnectionFact {

    ConnectionId connection();

    record Connected(
            ConnectionId connection,
            UserId user,
            ProviderKind provider,
            @Personal String accountKey,
            @Personal(erased = Personal.NO_ADDRESS) String email,
            Set<String> scopes,
            @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean readOnly)
            implements ConnectionFact {}

    /** The same account consented again. */
    record Reconnected(
            ConnectionId connection,
            @Personal(erased = Personal.NO_ADDRESS) String email,
            Set<String> scopes,
            @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean readOnly)
            implements ConnectionFact {}

    record ConnectionFailed(ConnectionId connection, FailureReason reason, @Personal String message)
            implements ConnectionFact {}

    record ConnectionRecovered(ConnectionId connection) implements ConnectionFact {}

    record CalendarsListed(ConnectionId connection, List<ExternalCalendar> calendars)
            implements ConnectionFact {}

    record CalendarMapped(ConnectionId connection, MappingId mapping, MappingTerms terms)
            implements ConnectionFact {}

    record MappingChanged(ConnectionId connection, MappingId mapping, MappingTerms terms)
            implements ConnectionFact {}

    record MappingEnded(ConnectionId connection, MappingId mapping, String reason)
            implements ConnectionFact {}

    record Disconnected(ConnectionId connection) implements ConnectionFact {}
}
