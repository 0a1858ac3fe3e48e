package almanac.app.ids;

import almanac.automation.RuleId;
import almanac.calendar.CalendarId;
import almanac.comment.CommentId;
import almanac.connection.ConflictId;
import almanac.connection.ConnectionId;
import almanac.connection.MappingId;
import almanac.course.CourseId;
import almanac.entry.EntryId;
import almanac.operation.OperationId;
import almanac.user.ApiKeyId;
import almanac.user.UserId;
import almanac.webhook.EndpointId;
import java.util.Collection;
import java.util.Map;

/**
 * Hands out numbers that no one had before, on any node, starting at 1 for each kind. A number that
 * was handed out and not used is lost, so they ascend with gaps.
 */
public interface Ids {

    /** Below 2^31, so that an {@link almanac.entry.EntryNumber} can hold it. */
    EntryId entry();

    CalendarId calendar();

    /**
     * The same for who keeps the number under a name before it is used, so that whoever asks by
     * that name again has the same.
     */
    CalendarId reservedCalendar();

    CourseId course();

    UserId user();

    ApiKeyId apiKey();

    CommentId comment();

    /** The same for the plan of a rule's run, which keeps it. */
    CommentId plannedComment();

    ConnectionId connection();

    MappingId mapping();

    /** Names a provider's calendar; see {@link almanac.connection.ExternalCalendar}. */
    long externalCalendar();

    ConflictId conflict();

    RuleId rule();

    EndpointId endpoint();

    /** Names what a rule did once; its audit log. */
    long ruleRun();

    /** Names an owner's wish to run a rule now. */
    long ruleExecution();

    OperationId operation();

    /**
     * The entry of an iCalendar UID on a calendar: the same number for the same pair whoever asks
     * first, for ever. Says nothing about whether the entry exists.
     */
    EntryId forUid(CalendarId calendar, String uid);

    /** The same for many UIDs at once, in a few round trips; each of the UIDs has an answer. */
    Map<String, Reservation> forUids(CalendarId calendar, Collection<String> uids);

    /**
     * The entry of a UID.
     *
     * @param fresh whether nobody had asked before, so that most likely there is no such entry
     */
    record Reservation(EntryId entry, boolean fresh) {}
}
