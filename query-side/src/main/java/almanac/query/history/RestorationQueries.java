package almanac.query.history;

import almanac.calendar.Permission;
import almanac.history.HistoryQuery;
import almanac.history.Restoration;
import almanac.message.Rejected;
import almanac.message.Rejection;
import almanac.query.calendar.Calendars;
import almanac.query.calendar.PastCalendars;
import almanac.query.comment.PastComments;
import almanac.query.past.FactLog;
import almanac.query.past.Moments;
import org.axonframework.queryhandling.QueryHandler;

/** Answers what {@link HistoryQuery} asks before something is brought back. */
final class RestorationQueries {

    private final FactLog facts;
    private final Calendars calendars;
    private final PastCalendars past;
    private final Restorations restorations;
    private final PastComments comments;

    RestorationQueries(
            FactLog facts,
            Calendars calendars,
            PastCalendars past,
            Restorations restorations,
            PastComments comments) {
        this.facts = facts;
        this.calendars = calendars;
        this.past = past;
        this.restorations = restorations;
        this.comments = comments;
    }

    @QueryHandler
    Restoration on(HistoryQuery.EntryRestore query) {
        facts.awaitProjected(facts.head());
        return restorations.entry(query);
    }

    @QueryHandler
    Restoration on(HistoryQuery.CalendarRestore query) {
        facts.awaitProjected(facts.head());
        var reach = new Reach(query.viewer(), calendars);
        if (past.deletedOf(query.viewer(), query.calendar())) {
            reach.comesBack(query.calendar());
        } else {
            requireAdmin(query);
        }
        var position = Moments.position(facts, query.calendar().toString(), query.moment());
        var back = past.restoring(query.viewer(), query.calendar(), position, query.seen());
        return restorations.calendar(query.calendar(), position, reach, query.seen()).after(back);
    }

    private void requireAdmin(HistoryQuery.CalendarRestore query) {
        var seen = calendars.seenBy(query.viewer(), query.calendar());
        if (!seen.permission().includes(Permission.ADMIN)) {
            throw new Rejected(
                    new Rejection.NotPermitted("Calendar", "Access denied to this calendar"));
        }
    }

    @QueryHandler
    Restoration on(HistoryQuery.RunUndo query) {
        facts.awaitProjected(facts.head());
        return restorations.run(query, new Reach(query.viewer(), calendars));
    }

    @QueryHandler
    Restoration.OfComment on(HistoryQuery.CommentRestore query) {
        return comments.restoring(query);
    }
}
