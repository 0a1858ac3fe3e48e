package almanac.query;

import almanac.automation.RuleId;
import almanac.calendar.CalendarId;
import almanac.calendar.Permission;
import almanac.course.CourseId;
import almanac.entry.EntryId;
import almanac.query.automation.Rules;
import almanac.query.automation.Runs;
import almanac.query.calendar.Calendars;
import almanac.query.comment.Comments;
import almanac.query.connection.Conflicts;
import almanac.query.connection.Connections;
import almanac.query.course.Courses;
import almanac.query.entry.Entries;
import almanac.query.entry.EntryFolding;
import almanac.query.feed.Feed;
import almanac.query.history.HistoryLog;
import almanac.query.history.OwnHistory;
import almanac.query.operation.OperationFolding;
import almanac.query.past.FactLog;
import almanac.query.past.Fold;
import almanac.query.rebuild.History;
import almanac.query.rebuild.ReadModels;
import almanac.query.rebuild.Rebuildable;
import almanac.query.rebuild.Rebuilds;
import almanac.query.user.Users;
import almanac.query.webhook.Endpoints;
import almanac.user.UserId;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.mongodb.client.MongoDatabase;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Everything that answers, made from a database.
 *
 * <p>The processors "entries", "feed", "directory", "comments", "connections", "automation",
 * "endpoints" and "history" feed the projections; all must propagate errors of their handlers, and
 * keep the facts of one aggregate in one segment (Axon's default), "history" all facts. They write
 * a batch at once, so batches of about 200 pay.
 */
public final class QuerySide {

    /** How many occurrences an answer may hold. */
    public static final int MOST_OCCURRENCES = 5_000;

    private final Calendars calendars;
    private final Courses courses;
    private final Entries entries;
    private final Feed feed;
    private final Rules rules;
    private final ReadModels models;
    private final List<Rebuildable> projections;
    private final List<Object> queryHandlers;

    /**
     * @param mapper reads and writes the records of shared-api; must know Optional and java.time
     * @param log the stored facts, for what is told of the past
     * @param lone whether no other node can have this database
     */
    public QuerySide(MongoDatabase database, ObjectMapper mapper, FactLog log, boolean lone) {
        this(database, mapper, log, lone, MOST_OCCURRENCES);
    }

    QuerySide(
            MongoDatabase database,
            ObjectMapper mapper,
            FactLog log,
            boolean lone,
            int mostOccurrences) {
        this.models = new ReadModels(database, lone);
        var users = new Users(models, mapper);
        this.calendars = new Calendars(models, mapper, users);
        this.courses = new Courses(models, mapper);
        this.entries = new Entries(models, new EntryFolding(mapper));
        this.rules = new Rules(models, mapper);
        this.feed = new Feed(database, models);
        var runs = new Runs(models, mapper);
        var comments = new Comments(models, mapper);
        var connections = new Connections(models, mapper);
        var conflicts = new Conflicts(models, mapper);
        var endpoints = new Endpoints(models, mapper);
        var history = new HistoryLog(models);
        var pastUsers = users.past(log);
        var pastCalendars = calendars.past(log, pastUsers, history);
        var pastEntries = entries.past(log, pastCalendars);
        var pastComments = comments.past(log, pastEntries, pastUsers);
        var past = new HistoryLog.Past(log, pastCalendars, pastEntries);
        List<Fold<?, ?>> folds =
                List.of(
                        calendars.fold(),
                        comments.fold(),
                        connections.fold(),
                        conflicts.fold(),
                        courses.fold(),
                        endpoints.fold(),
                        OperationFolding.fold(mapper),
                        rules.fold(),
                        runs.fold(),
                        users.fold());
        this.projections =
                List.of(
                        history.projection(),
                        entries.projection(),
                        calendars.projection(),
                        comments.projection(),
                        connections.projection(),
                        conflicts.projection(),
                        courses.projection(),
                        feed.projection(),
                        endpoints.projection(),
                        rules.projection(),
                        runs.projection(),
                        users.projection());
        projections.forEach(projection -> models.add(projection.making()));
        this.queryHandlers =
                List.of(
                        entries.queries(calendars, users, mostOccurrences),
                        calendars.queries(),
                        comments.queries(entries, calendars, users),
                        connections.queries(),
                        conflicts.queries(),
                        courses.queries(),
                        courses.past(history, log),
                        feed.queries(calendars, entries, log),
                        feed.past(entries, pastEntries, pastCalendars, history, log),
                        endpoints.queries(),
                        rules.queries(runs),
                        users.queries(),
                        pastCalendars.queries(),
                        pastEntries.queries(history, pastUsers, mostOccurrences),
                        pastComments.queries(),
                        history.restorations(past, calendars, pastComments),
                        new OwnHistory(past, history, users, runs),
                        history.queries(past, calendars, users, folds, mapper));
    }

    /** Creates the indexes that are missing; to be called before anything else. */
    public void ensureIndexes() {
        projections.forEach(Rebuildable::ensureIndexes);
    }

    /** The event handlers, each with its processing group. */
    public List<Rebuildable> projections() {
        return projections;
    }

    /**
     * Makes read models again beside the live ones; to be asked for once.
     *
     * @param node names this node and no other that runs at the same time
     */
    public Rebuilds rebuilds(History history, Clock clock, String node) {
        return new Rebuilds(models, history, clock, node);
    }

    /** This node took over a segment of a processor from another: what it knew is worth nothing. */
    public void tookOver(String processor) {
        models.tookOver(processor);
    }

    /** The query handlers, for Axon's query bus. */
    public List<Object> queryHandlers() {
        return queryHandlers;
    }

    /** What the user may do on the calendar now; empty when nothing, or when it is not there. */
    public Optional<Permission> permission(UserId user, CalendarId calendar) {
        return calendars.permission(user, calendar);
    }

    /** Whether there is such a calendar, whoever may see it. */
    public boolean calendarExists(CalendarId calendar) {
        return calendars.exists(calendar);
    }

    /** The calendar on which a live entry is. */
    public Optional<CalendarId> calendarOf(EntryId entry) {
        return entries.calendarOf(entry);
    }

    /** Live entries of a calendar after a number, by number. */
    public List<EntryId> entriesOn(CalendarId calendar, long after, int limit) {
        return entries.idsOn(calendar, after, limit);
    }

    /**
     * Forgets what left a calendar before that time: whoever keeps a copy and has not asked since
     * is told to begin anew.
     */
    public void forgetLeft(Instant before) {
        feed.forget(before);
    }

    /** Whose course it is; empty when it is not there. */
    public Optional<UserId> ownerOf(CourseId course) {
        return courses.ownerOf(course);
    }

    /** Whose rule it is; empty when it is not there. */
    public Optional<UserId> ownerOf(RuleId rule) {
        return rules.ownerOf(rule);
    }
}
