package almanac.query.calendar;

import almanac.calendar.CalendarCommand;
import almanac.calendar.CalendarFact;
import almanac.calendar.CalendarId;
import almanac.calendar.CalendarView;
import almanac.calendar.Permission;
import almanac.calendar.Share;
import almanac.message.Rejected;
import almanac.message.Rejection;
import almanac.query.past.DeletedCalendars;
import almanac.query.past.FactLog;
import almanac.query.past.Fold;
import almanac.query.rebuild.Row;
import almanac.query.user.PastUsers;
import almanac.user.UserId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Calendars as they were, for whoever may see them now. A deleted one, which nobody may, still has
 * a past for whoever owned it, as it can still come back to them.
 */
public final class PastCalendars {

    private final Calendars now;
    private final DeletedCalendars deleted;
    private final FactLog log;
    private final Fold<CalendarFact, CalendarState> fold;
    private final PastUsers users;

    PastCalendars(
            Calendars now,
            DeletedCalendars deleted,
            FactLog log,
            Fold<CalendarFact, CalendarState> fold,
            PastUsers users) {
        this.now = now;
        this.deleted = deleted;
        this.log = log;
        this.fold = fold;
        this.users = users;
    }

    /** Answers {@link almanac.calendar.CalendarQuery} about the past; for Axon's query bus. */
    public Object queries() {
        return new PastCalendarQueries(this, log);
    }

    /** Everything that was there of what the viewer may see now, listed as it was. */
    public List<SeenCalendar> visibleTo(UserId viewer, long position) {
        return visible(viewer)
                .flatMap(seen -> at(seen, position))
                .sorted(Calendars.LISTED)
                .toList();
    }

    /** Everything of which a viewer may see the past. */
    public Set<CalendarId> withPastFor(UserId viewer) {
        return visible(viewer).map(SeenCalendar::id).collect(Collectors.toSet());
    }

    /** Everything that a user owns, or owned when it was deleted. */
    public Set<CalendarId> ownedBy(UserId user) {
        return visible(user)
                .filter(seen -> seen.permission() == Permission.OWNER)
                .map(SeenCalendar::id)
                .collect(Collectors.toSet());
    }

    /** Whether a deletion is noted is waited for, since only the note leads to what is gone. */
    private Stream<SeenCalendar> visible(UserId viewer) {
        log.awaitProjected(log.head());
        var gone =
                deleted.deletedBy(viewer).stream()
                        .distinct()
                        .flatMap(id -> now.deletedOf(viewer, id).stream());
        return Stream.concat(now.visibleTo(viewer).stream(), gone);
    }

    /**
     * One calendar as it was.
     *
     * @param missing the refusal when it is not there now for others than its owner, or was not
     *     there then
     * @param denied the refusal when the viewer may not see it now
     */
    public SeenCalendar seenBy(
            UserId viewer,
            CalendarId calendar,
            long position,
            Rejection missing,
            Rejection denied) {
        return at(requireSeen(viewer, calendar, missing, denied), position)
                .findFirst()
                .orElseThrow(() -> new Rejected(missing));
    }

    /** One calendar as it was; refusals are those of the live calendar. */
    public SeenCalendar seenBy(UserId viewer, CalendarId calendar, long position) {
        return seenBy(viewer, calendar, position, Calendars.notFound(calendar), Calendars.denied());
    }

    /** Refuses whoever may not see the past of a calendar. */
    public void requireSeen(UserId viewer, CalendarId calendar) {
        requireSeen(viewer, calendar, Calendars.notFound(calendar), Calendars.denied());
    }

    /** The same, for a question about something on it; answers the calendar as it is now. */
    public SeenCalendar requireSeen(
            UserId viewer, CalendarId calendar, Rejection missing, Rejection denied) {
        return now.deletedOf(viewer, calendar)
                .orElseGet(() -> now.seenBy(viewer, calendar, missing, denied));
    }

    /** What the viewer may do there now; refuses whoever may not see it, or where it is gone. */
    public Permission permission(
            UserId viewer, CalendarId calendar, Rejection missing, Rejection denied) {
        return now.seenBy(viewer, calendar, missing, denied).permission();
    }

    /** As {@link Calendars#views}, at a position. */
    public List<CalendarView> views(List<SeenCalendar> seen, long position) {
        var people =
                users.summaries(
                        seen.stream().flatMap(each -> each.people().stream()).toList(), position);
        return seen.stream().map(each -> each.view(people)).toList();
    }

    /** Whether this user owned the calendar when it was deleted. */
    public boolean deletedOf(UserId owner, CalendarId calendar) {
        return now.deletedOf(owner, calendar).isPresent();
    }

    /**
     * What brings a deleted calendar of this user back as it was; empty where it is not deleted, or
     * somebody else's.
     *
     * @param seen the position at which it is deleted or not; the last when empty
     * @throws Rejected with NotFound where it was not there then
     */
    public Optional<CalendarCommand.RestoreCalendar> restoring(
            UserId owner, CalendarId calendar, long position, OptionalLong seen) {
        if (!deletedOf(owner, calendar, seen)) {
            return Optional.empty();
        }
        var then =
                row(calendar, position)
                        .orElseThrow(() -> new Rejected(Calendars.notFound(calendar)))
                        .state();
        var shares =
                then.grants().stream()
                        .map(grant -> new Share(grant.user(), grant.permission()))
                        .toList();
        return Optional.of(
                new CalendarCommand.RestoreCalendar(calendar, owner, then.details(), shares));
    }

    private boolean deletedOf(UserId owner, CalendarId calendar, OptionalLong seen) {
        return seen.isEmpty()
                ? deletedOf(owner, calendar)
                : folded(calendar, seen.getAsLong())
                        .map(Row::state)
                        .filter(CalendarState::deleted)
                        .filter(state -> state.owner().equals(owner))
                        .isPresent();
    }

    private Stream<SeenCalendar> at(SeenCalendar seen, long position) {
        return row(seen.id(), position)
                .map(row -> new SeenCalendar(row, seen.permission()))
                .stream();
    }

    private Optional<Row<CalendarState>> row(CalendarId calendar, long position) {
        return folded(calendar, position).filter(row -> !row.state().deleted());
    }

    private Optional<Row<CalendarState>> folded(CalendarId calendar, long position) {
        return Optional.ofNullable(
                fold.upTo(position, log.of(calendar.toString())).get(calendar.value()));
    }
}
