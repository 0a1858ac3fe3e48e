package almanac.calendar;

import almanac.user.UserId;
import almanac.user.UserSummary;
import java.time.Instant;
import java.util.List;

/**
 * A calendar as one viewer may see it.
 *
 * @param permission what the viewer may do
 * @param revision sequence number of its last fact
 */
public record CalendarView(
        CalendarId id,
        CalendarDetails details,
        boolean primary,
        UserSummary owner,
        List<Share> shares,
        Permission permission,
        int feedGeneration,
        Instant createdAt,
        Instant updatedAt,
        long revision) {

    /** Who else may see it. */
    public record Share(UserSummary user, Permission permission) {}

    public boolean ownedBy(UserId user) {
        return owner.id().equals(user);
    }
}
