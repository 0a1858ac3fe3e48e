package almanac.query.calendar;

import almanac.calendar.CalendarCommand;
import almanac.calendar.CalendarFact;
import almanac.calendar.CalendarId;
import almanac.calendar.CalendarView;
import almanac.calendar.Permission;
import almanac.calendar.Share;
import almanac.message.Rejected;
import almanac.message.Rejection;
import almanac.query.past.FactLog;
import almanac.query.past.Fold;
import almanac.query.rebuild.Row;
import almanac.query.user.PastUsers;
import almanac.user.UserId;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Calendars as they were, for whoever may see them now. */
public final class PastCalendars {

    private final Calendars now;
    private final FactLog log;
    private final Fold<CalendarFact, CalendarState> fold;
    private final PastUsers users;

    PastCalendars(
            Calendars now, FactLog log, Fold<CalendarFact, CalendarState> fold, PastUsers users) {
        this.now = now;
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
        return now.visibleTo(viewer).stream()
                .flatMap(seen -> at(seen, position))
                .sorted(Calendars.LISTED)
                .toList();
    }

    /**
     * One calendar as it was.
     *
     * @param missing the refusal when it is not there now, or was not there then
     * @param denied the refusal when the viewer may not see it now
     */
    public SeenCalendar seenBy(
            UserId viewer,
            CalendarId calendar,
            long position,
            Rejection missing,
            Rejection denied) {
        return at(now.seenBy(viewer, calendar, missing, denied), position)
                .findFirst()
                .orElseThrow(() -> new Rejected(missing));
    }

    /** What the viewer may do there now; refuses whoever may not see it. */
    public Permission requireSeen(
            UserId viewer, CalendarId calendar, Rejection missing, Rejection denied) {
        return now.seenBy(viewer, calendar, missing, denied).permission();
    }

    /** One calendar as it was; refusals are those of the live calendar. */
    public SeenCalendar seenBy(UserId viewer, CalendarId calendar, long position) {
        return at(now.seenBy(viewer, calendar), position)
                .findFirst()
                .orElseThrow(() -> new Rejected(Calendars.notFound(calendar)));
    }

    /** As {@link Calendars#views}, at a position. */
    public List<CalendarView> views(List<SeenCalendar> seen, long position) {
        var people =
                users.summaries(
                        seen.stream().flatMap(each -> each.people().stream()).toList(), position);
        return seen.stream().map(each -> each.view(people)).toList();
    }

    /**
     * What brings a deleted calendar of this user back as it was; empty where it is not deleted, or
     * somebody else's.
     *
     * @throws Rejected with NotFound where it was not there then
     */
    public Optional<CalendarCommand.RestoreCalendar> restoring(
            UserId owner, CalendarId calendar, long position) {
        if (!now.deletedBy(owner, calendar)) {
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

    private Stream<SeenCalendar> at(SeenCalendar seen, long position) {
        return row(seen.id(), position)
                .map(row -> new SeenCalendar(row, seen.permission()))
                .stream();
    }

    private Optional<Row<CalendarState>> row(CalendarId calendar, long position) {
        return Optional.ofNullable(
                        fold.upTo(position, log.of(calendar.toString())).get(calendar.value()))
                .filter(row -> !row.state().deleted());
    }
}
