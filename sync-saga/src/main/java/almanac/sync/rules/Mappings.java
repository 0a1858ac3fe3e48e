package almanac.sync.rules;

import almanac.calendar.CalendarId;
import almanac.connection.ConnectionId;
import almanac.connection.MappingTerms;
import almanac.user.UserId;
import java.util.Optional;

/** What users chose for the calendars that are tied to a provider's. */
public interface Mappings {

    /**
     * The terms of the mapping that feeds the calendar from the user's connection; empty when it is
     * none of this user's, or stands no more.
     */
    Optional<MappingTerms> terms(UserId user, ConnectionId connection, CalendarId calendar);
}
