package almanac.sync.link;

import almanac.connection.ConnectionId;
import almanac.connection.ExternalCalendar;
import almanac.connection.ProviderKind;
import almanac.user.UserId;
import java.util.List;
import java.util.Optional;

/**
 * A connection as the steps need it.
 *
 * @param state whether steps may run at all
 * @param readOnly whether nothing may be changed at the provider
 * @param calendars as they were last listed
 */
public record LinkedAccount(
        ConnectionId id,
        UserId user,
        ProviderKind provider,
        String email,
        State state,
        boolean readOnly,
        List<ExternalCalendar> calendars) {

    /** Whether its steps run. */
    public enum State {
        /** They do. */
        ACTIVE,
        /** They do, and the provider has been failing for long. */
        FAILING,
        /** Nothing is lost, everything waits until the user has connected again. */
        WAITING,
        /** Never again. */
        ENDED
    }

    public LinkedAccount {
        calendars = List.copyOf(calendars);
    }

    public boolean runs() {
        return state == State.ACTIVE || state == State.FAILING;
    }

    /** One that was listed, as it may be used now. */
    public Optional<ExternalCalendar> calendar(String externalId) {
        return calendars.stream()
                .filter(each -> each.externalId().equals(externalId))
                .findFirst()
                .map(this::granted);
    }

    /** As it may be used: no further than its user let us, whatever the account may do. */
    public ExternalCalendar granted(ExternalCalendar calendar) {
        return readOnly ? calendar.readOnly() : calendar;
    }
}
