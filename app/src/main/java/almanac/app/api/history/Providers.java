package almanac.app.api.history;

import almanac.app.web.Caller;
import almanac.app.web.Queries;
import almanac.calendar.CalendarId;
import almanac.connection.ConnectionQuery;
import almanac.connection.ConnectionView;
import almanac.connection.MappingTerms;
import almanac.connection.ProviderKind;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * To whom changes go out of the house, by the caller's own connections: how somebody else has tied
 * a shared calendar is told to nobody but them.
 */
record Providers(List<ConnectionView> connections) {

    static Providers of(Queries queries, Caller caller) {
        return new Providers(
                queries.list(
                        new ConnectionQuery.ConnectionsOf(caller.user(), Optional.empty()),
                        ConnectionView.class));
    }

    /** Whose calendars get what changes on these of ours, in the order of the alphabet. */
    List<String> hearing(Set<CalendarId> calendars) {
        return connections.stream()
                .filter(connection ->
                        connection.mappings().stream()
                                .map(ConnectionView.Mapping::terms)
                                .filter(MappingTerms::bidirectional)
                                .anyMatch(terms -> calendars.contains(terms.calendar())))
                .map(ConnectionView::provider)
                .map(ProviderKind::word)
                .distinct()
                .sorted()
                .toList();
    }
}
