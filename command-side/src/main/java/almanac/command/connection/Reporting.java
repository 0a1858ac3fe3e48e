package almanac.command.connection;

import almanac.connection.ConnectionCommand;
import almanac.connection.ConnectionFact;
import almanac.connection.ExternalCalendar;
import almanac.message.Rejected;
import almanac.message.Rejection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What sync found out about an account. A report that comes after the connection was ended says
 * nothing.
 */
final class Reporting {

    private Reporting() {}

    static List<ConnectionFact> failure(
            ConnectionState state, ConnectionCommand.ReportFailure command) {
        var known = ConnectionState.known(state, command.connection());
        return known.linked() && !known.failure().equals(Optional.of(command.reason()))
                ? List.of(
                        new ConnectionFact.ConnectionFailed(
                                command.connection(), command.reason(), command.message()))
                : List.of();
    }

    static List<ConnectionFact> recovery(
            ConnectionState state, ConnectionCommand.ReportRecovery command) {
        var known = ConnectionState.known(state, command.connection());
        return known.linked() && known.failure().isPresent()
                ? List.of(new ConnectionFact.ConnectionRecovered(command.connection()))
                : List.of();
    }

    static List<ConnectionFact> calendars(
            ConnectionState state, ConnectionCommand.ListCalendars command) {
        var known = ConnectionState.known(state, command.connection());
        var listed = numbered(known.numbers(), command.calendars());
        return known.linked() && !listed.equals(known.calendars())
                ? List.of(new ConnectionFact.CalendarsListed(command.connection(), listed))
                : List.of();
    }

    /** Each calendar once, under the number that it had before. */
    private static List<ExternalCalendar> numbered(
            Map<String, Long> numbers, List<ExternalCalendar> calendars) {
        var listed = new LinkedHashMap<String, ExternalCalendar>();
        var owners = new HashMap<Long, String>();
        numbers.forEach((externalId, number) -> owners.put(number, externalId));
        for (var calendar : calendars) {
            var id = calendar.externalId();
            var number = numbers.getOrDefault(id, calendar.number());
            if (!owners.computeIfAbsent(number, free -> id).equals(id)) {
                throw new Rejected(
                        new Rejection.Conflict(
                                "number", "number " + number + " names another calendar"));
            }
            listed.putIfAbsent(id, under(number, calendar));
        }
        return List.copyOf(listed.values());
    }

    private static ExternalCalendar under(long number, ExternalCalendar calendar) {
        return new ExternalCalendar(
                number,
                calendar.externalId(),
                calendar.name(),
                calendar.description(),
                calendar.color(),
                calendar.zone(),
                calendar.rights(),
                calendar.primary());
    }
}
