package almanac.app.web;

import almanac.calendar.CalendarId;
import almanac.calendar.CalendarQuery;
import almanac.user.UserId;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Optional;

/**
 * The calendar that each user got at registration. It is the same for good and cannot be deleted,
 * so what was found once is not asked for again.
 */
public final class DefaultCalendars {

    private final Queries queries;
    private final Cache<UserId, CalendarId> known =
            Caffeine.newBuilder().maximumSize(50_000).build();

    public DefaultCalendars(Queries queries) {
        this.queries = queries;
    }

    /** Empty until it is opened, a moment after the registration. */
    public Optional<CalendarId> of(UserId user) {
        var kept = Optional.ofNullable(known.getIfPresent(user));
        return kept.isPresent() ? kept : found(user);
    }

    private Optional<CalendarId> found(UserId user) {
        var found = queries.find(new CalendarQuery.PrimaryCalendarOf(user), CalendarId.class);
        found.ifPresent(calendar -> known.put(user, calendar));
        return found;
    }
}
