package almanac.query.calendar;

import almanac.calendar.CalendarDetails;
import almanac.calendar.CalendarFact;
import almanac.calendar.CalendarId;
import almanac.calendar.Permission;
import almanac.user.UserId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What the facts say of a calendar. */
record CalendarState(
        CalendarId id,
        UserId owner,
        CalendarDetails details,
        boolean primary,
        List<Grant> grants,
        int feedGeneration,
        boolean deleted) {

    /** A share, at most one for a user. */
    record Grant(UserId user, Permission permission) {}

    static CalendarState after(Optional<CalendarState> before, CalendarFact fact) {
        if (fact instanceof CalendarFact.CalendarCreated created) {
            return begun(created);
        }
        return before.orElseThrow(() -> new IllegalStateException("no calendar yet: " + fact))
                .after(fact);
    }

    private CalendarState after(CalendarFact fact) {
        return switch (fact) {
            case CalendarFact.CalendarCreated created -> begun(created);
            case CalendarFact.CalendarChanged(var calendar, var to) ->
                    new CalendarState(id, owner, to, primary, grants, feedGeneration, deleted);
            case CalendarFact.CalendarDeleted(var calendar) ->
                    new CalendarState(id, owner, details, primary, grants, feedGeneration, true);
            case CalendarFact.CalendarRestored(var calendar, var to, var shares) ->
                    new CalendarState(
                            id,
                            owner,
                            to,
                            primary,
                            shares.stream()
                                    .map(share -> new Grant(share.user(), share.permission()))
                                    .toList(),
                            feedGeneration,
                            false);
            case CalendarFact.CalendarShared(var calendar, var user, var permission) ->
                    granting(Stream.concat(others(user), Stream.of(new Grant(user, permission))));
            case CalendarFact.CalendarUnshared(var calendar, var user) -> granting(others(user));
            case CalendarFact.FeedReset(var calendar, var generation) ->
                    new CalendarState(id, owner, details, primary, grants, generation, deleted);
        };
    }

    private static CalendarState begun(CalendarFact.CalendarCreated fact) {
        return new CalendarState(
                fact.calendar(), fact.owner(), fact.details(), fact.primary(), List.of(), 0, false);
    }

    private Stream<Grant> others(UserId user) {
        return grants.stream().filter(grant -> !grant.user().equals(user));
    }

    private CalendarState granting(Stream<Grant> to) {
        return new CalendarState(id, owner, details, primary, to.toList(), feedGeneration, deleted);
    }

    /** What the user may do here; empty for a stranger, and for everyone once it is deleted. */
    Optional<Permission> permission(UserId user) {
        if (deleted) {
            return Optional.empty();
        }
        if (owner.equals(user)) {
            return Optional.of(Permission.OWNER);
        }
        return grants.stream()
                .filter(grant -> grant.user().equals(user))
                .map(Grant::permission)
                .findFirst();
    }

    /** Everyone who may see it. */
    Stream<UserId> members() {
        return deleted
                ? Stream.of()
                : Stream.concat(Stream.of(owner), grants.stream().map(Grant::user)).distinct();
    }
}
