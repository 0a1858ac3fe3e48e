package almanac.command.connection;

import almanac.connection.ConnectionCommand;
import almanac.connection.ConnectionFact;
import almanac.connection.MappingId;
import almanac.message.Rejected;
import almanac.message.Rejection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tying calendars of an account to local ones: one mapping for each external calendar. */
final class Mapping {

    private Mapping() {}

    static List<ConnectionFact> map(ConnectionState state, ConnectionCommand.MapCalendar command) {
        var known = linked(state, command);
        var standing = standing(known, command);
        if (standing.isEmpty()) {
            requireFree(known, command.mapping());
            return List.of(
                    new ConnectionFact.CalendarMapped(
                            command.connection(), command.mapping(), command.terms()));
        }
        var before = known.mappings().get(standing.get());
        return command.terms().equals(before)
                ? List.of()
                : List.of(
                        new ConnectionFact.MappingChanged(
                                command.connection(), standing.get(), command.terms()));
    }

    /** The mapping that stands for the command's external calendar. */
    static Optional<MappingId> standing(
            ConnectionState state, ConnectionCommand.MapCalendar command) {
        var externalId = command.terms().externalId();
        return ConnectionState.known(state, command.connection()).mappings().entrySet().stream()
                .filter(mapping -> mapping.getValue().externalId().equals(externalId))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private static ConnectionState.Known linked(
            ConnectionState state, ConnectionCommand.MapCalendar command) {
        var known = ConnectionState.known(state, command.connection());
        if (!known.linked()) {
            throw new Rejected(
                    new Rejection.Conflict("connection", "the connection is disconnected"));
        }
        return known;
    }

    private static void requireFree(ConnectionState.Known known, MappingId mapping) {
        if (known.mappings().containsKey(mapping)) {
            throw new Rejected(
                    new Rejection.Conflict("mapping", "the mapping stands for another calendar"));
        }
    }

    static List<ConnectionFact> end(ConnectionState state, ConnectionCommand.EndMapping command) {
        var tied =
                Optional.ofNullable(
                        ConnectionState.known(state, command.connection())
                                .mappings()
                                .get(command.mapping()));
        return tied.filter(terms -> command.from().map(terms.calendar()::equals).orElse(true))
                .map(terms ->
                        List.<ConnectionFact>of(
                                new ConnectionFact.MappingEnded(
                                        command.connection(), command.mapping(), command.reason())))
                .orElse(List.of());
    }
}
