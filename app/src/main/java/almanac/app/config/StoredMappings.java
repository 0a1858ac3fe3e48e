package almanac.app.config;

import almanac.app.web.Queries;
import almanac.calendar.CalendarId;
import almanac.connection.ConnectionId;
import almanac.connection.ConnectionQuery;
import almanac.connection.ConnectionView;
import almanac.connection.MappingTerms;
import almanac.message.Rejected;
import almanac.message.Rejection;
import almanac.sync.rules.Mappings;
import almanac.user.UserId;
import java.util.Optional;

/** Mappings as the read model of connections has them. */
record StoredMappings(Queries queries) implements Mappings {

    @Override
    public Optional<MappingTerms> terms(UserId user, ConnectionId connection, CalendarId calendar) {
        try {
            return queries
                    .ask(new ConnectionQuery.ConnectionById(connection, user), ConnectionView.class)
                    .mappings()
                    .stream()
                    .map(ConnectionView.Mapping::terms)
                    .filter(terms -> terms.calendar().equals(calendar))
                    .findFirst();
        } catch (Rejected refused) {
            if (refused.rejection() instanceof Rejection.NotFound) {
                return Optional.empty();
            }
            throw refused;
        }
    }
}
