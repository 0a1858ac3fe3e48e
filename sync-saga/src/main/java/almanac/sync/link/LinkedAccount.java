package almanac.sync.link;

import almanac.connection.ConnectionId;
import almanac.connection.ExternalCalendar;
import almanac.connection.ProviderKind;
import almanac.user.UserId;

import java.util.List;

/**
 * A connection as the steps need it.
 *
 * @param state whether steps may run at all
 * @param calendars as they were last listed
 */
public record LinkedAccount(
        ConnectionId id,
        UserId user,
        ProviderKind provider,
        String email,
        State state,
        List<ExternalCalendar> calendars) {

    /** Whether its steps run. */
    public enum State {
        /** They do. */
        ACTIVE,
        /** Nothing is lost, everything waits until the user has connected again. */
        WAITING,
        /** Never again. */
        ENDED
    }

    public LinkedAccount {
        calendars = List.copyOf(calendars);
    }
}
