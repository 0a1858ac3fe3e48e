package almanac.sync.link;

import almanac.calendar.CalendarId;
import almanac.connection.ConnectionId;
import almanac.connection.MappingId;
import almanac.connection.MappingTerms;
import almanac.connection.Pause;
import almanac.connection.ProviderKind;
import almanac.user.UserId;
import java.time.Instant;
import java.util.Optional;

/**
 * A mapping as the steps need it.
 *
 * @param since position of the fact that tied it, or made it go both ways: what was there before is
 *     found by looking, what came later by its fact
 * @param pausedFor why nothing moves; empty while it runs
 * @param mayVanish how many events a person said may be gone at the provider
 * @param linked whether a first round has come to its end
 * @param moved whether it tied the provider's calendar to another one here before
 * @param stale whether what it knows is of that one, and to be forgotten before anything is done
 */
public record LinkedMapping(
        MappingId id,
        ConnectionId connection,
        UserId user,
        ProviderKind provider,
        MappingTerms terms,
        long since,
        boolean ended,
        Optional<Pause> pausedFor,
        int mayVanish,
        boolean linked,
        boolean moved,
        boolean stale) {

    public CalendarId calendar() {
        return terms.calendar();
    }

    /**
     * Since when its calendar is out of reach; empty where it is not, or that is not why it rests.
     */
    public Optional<Instant> goneSince() {
        return pausedFor
                .filter(Pause.CalendarGone.class::isInstance)
                .map(Pause.CalendarGone.class::cast)
                .map(Pause.CalendarGone::since);
    }

    /** Whether its steps may do anything. */
    public boolean runs() {
        return !ended && pausedFor.isEmpty();
    }
}
