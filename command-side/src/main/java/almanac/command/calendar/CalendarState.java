package almanac.command.calendar;

import almanac.calendar.CalendarDetails;
import almanac.calendar.CalendarFact;
import almanac.calendar.CalendarId;
import almanac.calendar.Permission;
import almanac.calendar.Share;
import almanac.message.Rejected;
import almanac.message.Rejection;
import almanac.user.UserId;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** A calendar as its facts left it. */
sealed interface CalendarState {

    CalendarState evolve(CalendarFact fact);

    /** The calendar as it stands; refuses what was never there or was deleted. */
    static Open open(CalendarState state, CalendarId id) {
        if (state instanceof Open open) {
            return open;
        }
        throw new Rejected(new Rejection.NotFound("Calendar", Long.toString(id.value())));
    }

    record Absent() implements CalendarState {
        @Override
        public CalendarState evolve(CalendarFact fact) {
            if (fact instanceof CalendarFact.CalendarCreated created) {
                return new Open(created.owner(), created.details(), created.primary(), Map.of(), 0);
            }
            throw new IllegalStateException("no calendar yet, so this cannot follow: " + fact);
        }
    }

    record Deleted(UserId owner, int feedGeneration) implements CalendarState {
        @Override
        public CalendarState evolve(CalendarFact fact) {
            if (fact instanceof CalendarFact.CalendarRestored(var id, var details, var shares)) {
                var given =
                        shares.stream().collect(Collectors.toMap(Share::user, Share::permission));
                return new Open(owner, details, false, given, feedGeneration);
            }
            throw new IllegalStateException("deleted, so this cannot follow: " + fact);
        }
    }

    record Open(
            UserId owner,
            CalendarDetails details,
            boolean primary,
            Map<UserId, Permission> shares,
            int feedGeneration)
            implements CalendarState {

        public Open {
            shares = Map.copyOf(shares);
        }

        @Override
        public CalendarState evolve(CalendarFact fact) {
            return switch (fact) {
                case CalendarFact.CalendarChanged(var id, var changed) ->
                        new Open(owner, changed, primary, shares, feedGeneration);
                case CalendarFact.CalendarDeleted(var id) -> new Deleted(owner, feedGeneration);
                case CalendarFact.CalendarShared(var id, var user, var permission) -> {
                    var more = new HashMap<>(shares);
                    more.put(user, permission);
                    yield new Open(owner, details, primary, more, feedGeneration);
                }
                case CalendarFact.CalendarUnshared(var id, var user) -> {
                    var fewer = new HashMap<>(shares);
                    fewer.remove(user);
                    yield new Open(owner, details, primary, fewer, feedGeneration);
                }
                case CalendarFact.FeedReset(var id, var generation) ->
                        new Open(owner, details, primary, shares, generation);
                case CalendarFact.CalendarCreated created ->
                        throw new IllegalStateException("open, so this cannot follow: " + fact);
                case CalendarFact.CalendarRestored restored ->
                        throw new IllegalStateException("open, so this cannot follow: " + fact);
            };
        }
    }
}
