package almanac.connection;

import almanac.calendar.CalendarId;
import almanac.user.UserId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.axonframework.modelling.command.TargetAggregateIdentifier;

/**
 * What can be asked of a connection. The sync side sends most of them as the connection's user; a
 * client's wishes come through {@link Synchronization}, which talks to the provider as well.
 */
public sealed interface ConnectionCommand {

    ConnectionId connection();

    /**
     * Records a consent. Sent again for the same connection it records a new consent of the same
     * account; another account is refused with Conflict.
     *
     * @param accountKey how the provider names the account for ever ({@code sub}, tenant and
     *     object, or the CalDAV user)
     * @param scopes as the provider granted them
     * @param readOnly whether nothing may be changed there: less was asked for, or granted
     */
    record Connect(
            @TargetAggregateIdentifier ConnectionId connection,
            UserId user,
            ProviderKind provider,
            String accountKey,
            String email,
            Set<String> scopes,
            boolean readOnly)
            implements ConnectionCommand {}

    /** Says that sync cannot go on; the same reason again changes nothing. */
    record ReportFailure(
            @TargetAggregateIdentifier ConnectionId connection,
            FailureReason reason,
            String message)
            implements ConnectionCommand {}

    /** Says that sync works again; without a failure before it changes nothing. */
    record ReportRecovery(@TargetAggregateIdentifier ConnectionId connection)
            implements ConnectionCommand {}

    /**
     * Records which calendars the account shows. A calendar that was known keeps its number; the
     * same list again changes nothing.
     */
    record ListCalendars(
            @TargetAggregateIdentifier ConnectionId connection, List<ExternalCalendar> calendars)
            implements ConnectionCommand {}

    /**
     * Ties a calendar, or changes the terms of a mapping that stands for the same external
     * calendar: then {@code mapping} is not used. Answers the {@link MappingId} that stands.
     */
    record MapCalendar(
            @TargetAggregateIdentifier ConnectionId connection,
            MappingId mapping,
            MappingTerms terms)
            implements ConnectionCommand {}

    /**
     * Unties a calendar; what was mirrored stays.
     *
     * @param from the local calendar that is meant: nothing ends where another is tied by now;
     *     empty where any is meant
     */
    record EndMapping(
            @TargetAggregateIdentifier ConnectionId connection,
            MappingId mapping,
            String reason,
            Optional<CalendarId> from)
            implements ConnectionCommand {

        public EndMapping(ConnectionId connection, MappingId mapping, String reason) {
            this(connection, mapping, reason, Optional.empty());
        }
    }

    /** Ends the connection and all its mappings; repeated it changes nothing. */
    record Disconnect(@TargetAggregateIdentifier ConnectionId connection)
            implements ConnectionCommand {}
}
