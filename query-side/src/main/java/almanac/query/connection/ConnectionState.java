package almanac.query.connection;

import almanac.connection.ConnectionFact;
import almanac.connection.ConnectionId;
import almanac.connection.ConnectionStatus;
import almanac.connection.ConnectionView;
import almanac.connection.ExternalCalendar;
import almanac.connection.MappingId;
import almanac.connection.MappingTerms;
import almanac.connection.ProviderKind;
import almanac.user.UserId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/**
 * What the facts say of a connection.
 *
 * @param scopes in the order of the alphabet
 * @param mappings in the order in which they were made
 * @param ended the last terms of each calendar that was tied and is not
 */
record ConnectionState(
        ConnectionId id,
        UserId user,
        ProviderKind provider,
        String accountKey,
        String email,
        List<String> scopes,
        boolean linked,
        Optional<ConnectionView.Failure> failure,
        List<ExternalCalendar> calendars,
        List<ConnectionView.Mapping> mappings,
        List<MappingTerms> ended) {

    static ConnectionState after(Optional<ConnectionState> before, ConnectionFact fact) {
        if (fact instanceof ConnectionFact.Connected first) {
            return new ConnectionState(
                    first.connection(),
                    first.user(),
                    first.provider(),
                    first.accountKey(),
                    first.email(),
                    sorted(first.scopes()),
                    true,
                    Optional.empty(),
                    List.of(),
                    List.of(),
                    List.of());
        }
        return before.orElseThrow(() -> new IllegalStateException("no connection yet: " + fact))
                .after(fact);
    }

    private ConnectionState after(ConnectionFact fact) {
        return switch (fact) {
            case ConnectionFact.Connected first -> after(Optional.empty(), first);
            case ConnectionFact.Reconnected(
                            var connection,
                            var address,
                            var granted,
                            var readOnly) ->
                    consented(address, sorted(granted));
            case ConnectionFact.ConnectionFailed(var connection, var reason, var message) ->
                    standing(true, Optional.of(new ConnectionView.Failure(reason, message)));
            case ConnectionFact.ConnectionRecovered recovered -> standing(true, Optional.empty());
            case ConnectionFact.CalendarsListed listed -> showing(listed.calendars());
            case ConnectionFact.CalendarMapped(var connection, var mapping, var terms) ->
                    tying(with(mapping, terms));
            case ConnectionFact.MappingChanged(var connection, var mapping, var terms) ->
                    tying(with(mapping, terms));
            case ConnectionFact.MappingEnded ended -> tying(without(ended.mapping()));
            case ConnectionFact.Disconnected ended ->
                    standing(false, Optional.empty()).tying(List.of());
        };
    }

    ConnectionStatus status() {
        if (!linked) {
            return ConnectionStatus.DISCONNECTED;
        }
        return failure.isPresent() ? ConnectionStatus.ERROR : ConnectionStatus.ACTIVE;
    }

    private List<ConnectionView.Mapping> with(MappingId mapping, MappingTerms terms) {
        var changed = new ConnectionView.Mapping(mapping, terms);
        var all = new ArrayList<>(mappings);
        all.replaceAll(known -> known.id().equals(mapping) ? changed : known);
        if (!all.contains(changed)) {
            all.add(changed);
        }
        return List.copyOf(all);
    }

    private List<ConnectionView.Mapping> without(MappingId mapping) {
        return mappings.stream().filter(known -> !known.id().equals(mapping)).toList();
    }

    private ConnectionState consented(String address, List<String> granted) {
        return new ConnectionState(
                id,
                user,
                provider,
                accountKey,
                address,
                granted,
                true,
                Optional.empty(),
                calendars,
                mappings,
                ended);
    }

    private ConnectionState standing(boolean linkedNow, Optional<ConnectionView.Failure> why) {
        return new ConnectionState(
                id,
                user,
                provider,
                accountKey,
                email,
                scopes,
                linkedNow,
                why,
                calendars,
                mappings,
                ended);
    }

    private ConnectionState showing(List<ExternalCalendar> listed) {
        return new ConnectionState(
                id,
                user,
                provider,
                accountKey,
                email,
                scopes,
                linked,
                failure,
                listed,
                mappings,
                ended);
    }

    private ConnectionState tying(List<ConnectionView.Mapping> tied) {
        return new ConnectionState(
                id,
                user,
                provider,
                accountKey,
                email,
                scopes,
                linked,
                failure,
                calendars,
                tied,
                endedBy(tied));
    }

    private List<MappingTerms> endedBy(List<ConnectionView.Mapping> tied) {
        var last = new LinkedHashMap<String, MappingTerms>();
        ended.forEach(terms -> last.put(terms.externalId(), terms));
        mappings.forEach(each -> last.put(each.terms().externalId(), each.terms()));
        tied.forEach(each -> last.remove(each.terms().externalId()));
        return List.copyOf(last.values());
    }

    private static List<String> sorted(Collection<String> scopes) {
        return scopes.stream().sorted().toList();
    }
}
