package almanac.app.ids;

import almanac.app.web.Attempt;
import almanac.automation.RuleId;
import almanac.calendar.CalendarId;
import almanac.comment.CommentId;
import almanac.connection.ConflictId;
import almanac.connection.ConnectionId;
import almanac.connection.MappingId;
import almanac.course.CourseId;
import almanac.entry.EntryId;
import almanac.entry.EntryNumber;
import almanac.operation.OperationId;
import almanac.user.ApiKeyId;
import almanac.user.UserId;
import almanac.webhook.EndpointId;
import com.mongodb.client.MongoDatabase;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Numbers from blocks that the store counts. What a request with an idempotency key creates gets
 * the same number in each attempt; so a request takes such numbers in the same order each time, and
 * what it may find done already takes none of them.
 */
public final class StoredIds implements Ids {

    /** The largest number that JavaScript holds exactly. */
    private static final long MOST_EXACT = (1L << 53) - 1;

    private final HiLo entries;
    private final HiLo calendars;
    private final HiLo courses;
    private final HiLo users;
    private final HiLo apiKeys;
    private final HiLo comments;
    private final HiLo connections;
    private final HiLo mappings;
    private final HiLo externalCalendars;
    private final HiLo conflicts;
    private final HiLo rules;
    private final HiLo endpoints;
    private final HiLo ruleRuns;
    private final HiLo ruleExecutions;
    private final HiLo operations;
    private final UidReservations uids;

    public StoredIds(MongoDatabase database) {
        var counters = database.getCollection("edge_counters");
        entries = new HiLo(counters, "entry", 100, EntryNumber.MAX_ENTRY);
        calendars = new HiLo(counters, "calendar", 20, Long.MAX_VALUE);
        courses = new HiLo(counters, "course", 20, Long.MAX_VALUE);
        users = new HiLo(counters, "user", 20, Long.MAX_VALUE);
        apiKeys = new HiLo(counters, "api-key", 20, Long.MAX_VALUE);
        comments = new HiLo(counters, "comment", 100, MOST_EXACT);
        connections = new HiLo(counters, "connection", 20, MOST_EXACT);
        mappings = new HiLo(counters, "mapping", 20, MOST_EXACT);
        externalCalendars = new HiLo(counters, "external-calendar", 20, MOST_EXACT);
        conflicts = new HiLo(counters, "conflict", 20, MOST_EXACT);
        rules = new HiLo(counters, "rule", 20, MOST_EXACT);
        endpoints = new HiLo(counters, "webhook-endpoint", 20, MOST_EXACT);
        ruleRuns = new HiLo(counters, "rule-run", 100, MOST_EXACT);
        ruleExecutions = new HiLo(counters, "rule-execution", 20, MOST_EXACT);
        operations = new HiLo(counters, "operation", 20, MOST_EXACT);
        uids =
                new UidReservations(
                        database.getCollection("edge_uids"), () -> new EntryId(entries.next()));
    }

    @Override
    public EntryId entry() {
        return new EntryId(Attempt.number(entries::next));
    }

    @Override
    public CalendarId calendar() {
        return new CalendarId(Attempt.number(calendars::next));
    }

    @Override
    public CalendarId reservedCalendar() {
        return new CalendarId(calendars.next());
    }

    @Override
    public CourseId course() {
        return new CourseId(Attempt.number(courses::next));
    }

    @Override
    public UserId user() {
        return new UserId(users.next());
    }

    @Override
    public ApiKeyId apiKey() {
        return new ApiKeyId(apiKeys.next());
    }

    @Override
    public CommentId comment() {
        return new CommentId(Attempt.number(comments::next));
    }

    @Override
    public CommentId plannedComment() {
        return new CommentId(comments.next());
    }

    @Override
    public ConnectionId connection() {
        return new ConnectionId(Attempt.number(connections::next));
    }

    @Override
    public MappingId mapping() {
        return new MappingId(mappings.next());
    }

    @Override
    public long externalCalendar() {
        return externalCalendars.next();
    }

    @Override
    public ConflictId conflict() {
        return new ConflictId(conflicts.next());
    }

    @Override
    public RuleId rule() {
        return new RuleId(Attempt.number(rules::next));
    }

    @Override
    public EndpointId endpoint() {
        return new EndpointId(endpoints.next());
    }

    @Override
    public OperationId operation() {
        return new OperationId(operations.next());
    }

    @Override
    public long ruleRun() {
        return ruleRuns.next();
    }

    @Override
    public long ruleExecution() {
        return Attempt.number(ruleExecutions::next);
    }

    @Override
    public EntryId forUid(CalendarId calendar, String uid) {
        return uids.reserve(calendar, List.of(uid)).values().iterator().next().entry();
    }

    @Override
    public Map<String, Reservation> forUids(CalendarId calendar, Collection<String> all) {
        return uids.reserve(calendar, all);
    }
}
