package almanac.command.connection;

import almanac.connection.ConnectionFact;
import almanac.connection.ConnectionId;
import almanac.connection.ExternalCalendar;
import almanac.connection.FailureReason;
import almanac.connection.MappingId;
import almanac.connection.MappingTerms;
import almanac.connection.ProviderKind;
import almanac.message.Rejected;
import almanac.message.Rejection;
import almanac.user.UserId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A connection as its facts left it. */
sealed interface ConnectionState {

    ConnectionState evolve(ConnectionFact fact);

    /** A connection that was there once; refuses what never was. */
    static Known known(ConnectionState state, ConnectionId id) {
        return switch (state) {
            case Known known -> known;
            case Absent() ->
                    throw new Rejected(
                            new Rejection.NotFound("Connection", Long.toString(id.value())));
        };
    }

    record Absent() implements ConnectionState {
        @Override
        public ConnectionState evolve(ConnectionFact fact) {
            if (fact instanceof ConnectionFact.Connected connected) {
                var account =
                        new Account(connected.user(), connected.provider(), connected.accountKey());
                return new Known(account, true, Optional.empty(), List.of(), Map.of(), Map.of());
            }
            throw new IllegalStateException("no connection yet, so this cannot follow: " + fact);
        }
    }

    /** Whose account it is; the same for ever. */
    record Account(UserId user, ProviderKind provider, String key) {}

    /**
     * @param linked false once it was disconnected
     * @param calendars that the account shows
     * @param numbers of all calendars that it ever showed, by their external id
     */
    record Known(
            Account account,
            boolean linked,
            Optional<FailureReason> failure,
            List<ExternalCalendar> calendars,
            Map<String, Long> numbers,
            Map<MappingId, MappingTerms> mappings)
            implements ConnectionState {

        public Known {
            calendars = List.copyOf(calendars);
            numbers = Map.copyOf(numbers);
            mappings = Map.copyOf(mappings);
        }

        @Override
        public ConnectionState evolve(ConnectionFact fact) {
            return switch (fact) {
                case ConnectionFact.Reconnected again ->
                        new Known(account, true, Optional.empty(), calendars, numbers, mappings);
                case ConnectionFact.ConnectionFailed failed ->
                        failing(Optional.of(failed.reason()));
                case ConnectionFact.ConnectionRecovered recovered -> failing(Optional.empty());
                case ConnectionFact.CalendarsListed listed -> showing(listed.calendars());
                case ConnectionFact.CalendarMapped(var id, var mapping, var terms) ->
                        tied(mapping, Optional.of(terms));
                case ConnectionFact.MappingChanged(var id, var mapping, var terms) ->
                        tied(mapping, Optional.of(terms));
                case ConnectionFact.MappingEnded ended -> tied(ended.mapping(), Optional.empty());
                case ConnectionFact.Disconnected ended ->
                        new Known(account, false, Optional.empty(), calendars, numbers, Map.of());
                case ConnectionFact.Connected connected ->
                        throw new IllegalStateException(
                                "connected, so this cannot follow: " + fact);
            };
        }

        private Known failing(Optional<FailureReason> reason) {
            return new Known(account, linked, reason, calendars, numbers, mappings);
        }

        private Known showing(List<ExternalCalendar> listed) {
            var all = new HashMap<>(numbers);
            listed.forEach(calendar -> all.put(calendar.externalId(), calendar.number()));
            return new Known(account, linked, failure, listed, all, mappings);
        }

        private Known tied(MappingId mapping, Optional<MappingTerms> terms) {
            var all = new HashMap<>(mappings);
            all.remove(mapping);
            terms.ifPresent(given -> all.put(mapping, given));
            return new Known(account, linked, failure, calendars, numbers, all);
        }
    }
}
