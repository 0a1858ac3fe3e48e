package almanac.query.calendar;

import static com.mongodb.client.model.Filters.eq;
import static java.util.Comparator.comparing;
import static java.util.Comparator.comparingInt;
import static java.util.Comparator.comparingLong;

import almanac.calendar.CalendarFact;
import almanac.calendar.CalendarId;
import almanac.calendar.CalendarView;
import almanac.calendar.Permission;
import almanac.message.Rejected;
import almanac.message.Rejection;
import almanac.query.past.DeletedCalendars;
import almanac.query.past.FactLog;
import almanac.query.past.Fold;
import almanac.query.rebuild.FoldedModel;
import almanac.query.rebuild.ReadModel;
import almanac.query.rebuild.ReadModels;
import almanac.query.rebuild.Rebuildable;
import almanac.query.rebuild.Row;
import almanac.query.user.PastUsers;
import almanac.query.user.Users;
import almanac.user.UserId;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Indexes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.bson.Document;

/**
 * The calendars that are known here. Read from the store at every question, so that a share that
 * was taken back counts from the next request on, on every node.
 */
public final class Calendars {

    static final ReadModel MODEL = new ReadModel("calendars", 1);

    static final Comparator<SeenCalendar> LISTED =
            comparingInt(SeenCalendar::rank)
                    .reversed()
                    .thenComparing(comparing(SeenCalendar::name))
                    .thenComparing(comparingLong(seen -> seen.id().value()));

    /** Each request asks what its user may do on a calendar. */
    private static final int MOST_KEPT = 5_000;

    private final FoldedModel<CalendarFact, CalendarState> rows;
    private final Users users;

    public Calendars(ReadModels models, ObjectMapper mapper, Users users) {
        this.rows =
                new FoldedModel<>(
                        models.place(MODEL, "directory"),
                        CalendarFact.class,
                        "calendar-",
                        new CalendarFolding(mapper),
                        Calendars::createIndexes,
                        MOST_KEPT);
        this.users = users;
    }

    /** Calendars as they were. */
    public PastCalendars past(FactLog log, PastUsers pastUsers, DeletedCalendars deleted) {
        return new PastCalendars(
                this, deleted, log, new Fold<>(CalendarFact.class, rows.folding()), pastUsers);
    }

    /** How the facts of this read model add up. */
    public Fold<CalendarFact, ?> fold() {
        return new Fold<>(CalendarFact.class, rows.folding());
    }

    /** Keeps this read model; for Axon's processor "directory". */
    public Rebuildable projection() {
        return new CalendarProjection(this);
    }

    /** Answers {@link almanac.calendar.CalendarQuery}; for Axon's query bus. */
    public Object queries() {
        return new CalendarQueries(this);
    }

    /** What the user may do on the calendar; empty when nothing, or when it is not there. */
    public Optional<Permission> permission(UserId user, CalendarId calendar) {
        return row(calendar).flatMap(row -> row.state().permission(user));
    }

    /** Whether the calendar is there and not deleted. */
    public boolean exists(CalendarId calendar) {
        return row(calendar).isPresent();
    }

    /** All that the viewer owns or was given: rank first, then name, then number. */
    public List<SeenCalendar> visibleTo(UserId viewer) {
        var seen = new ArrayList<SeenCalendar>();
        for (var document : rows.documents().find(eq(CalendarFolding.MEMBERS, viewer.value()))) {
            var row = rows.row(document);
            row.state().permission(viewer).ifPresent(may -> seen.add(new SeenCalendar(row, may)));
        }
        seen.sort(LISTED);
        return seen;
    }

    /**
     * One calendar.
     *
     * @throws Rejected with NotFound, or NotPermitted when the viewer may not see it
     */
    public SeenCalendar seenBy(UserId viewer, CalendarId calendar) {
        return seenBy(viewer, calendar, notFound(calendar), denied());
    }

    /**
     * One calendar, for a question about something on it.
     *
     * @param missing the refusal when it is not there
     * @param denied the refusal when the viewer may not see it
     */
    public SeenCalendar seenBy(
            UserId viewer, CalendarId calendar, Rejection missing, Rejection denied) {
        var row = row(calendar).orElseThrow(() -> new Rejected(missing));
        var may = row.state().permission(viewer).orElseThrow(() -> new Rejected(denied));
        return new SeenCalendar(row, may);
    }

    /** One calendar for the holder of its feed address, who may read. */
    public Optional<SeenCalendar> forFeed(CalendarId calendar) {
        return row(calendar).map(row -> new SeenCalendar(row, Permission.READ));
    }

    /** One calendar for whatever acts in its owner's name. */
    Optional<SeenCalendar> asOwned(CalendarId calendar) {
        return row(calendar).map(row -> new SeenCalendar(row, Permission.OWNER));
    }

    /** The views of these calendars, in their order, with one read for all their people. */
    public List<CalendarView> views(List<SeenCalendar> seen) {
        var summaries =
                users.summaries(seen.stream().flatMap(each -> each.people().stream()).toList());
        return seen.stream().map(each -> each.view(summaries)).toList();
    }

    /** That there is no such calendar. */
    public static Rejection notFound(CalendarId calendar) {
        return new Rejection.NotFound("Calendar", Long.toString(calendar.value()));
    }

    static Rejection denied() {
        return new Rejection.NotPermitted("Calendar", "Access denied to this calendar");
    }

    private Optional<Row<CalendarState>> row(CalendarId calendar) {
        return rows.row(calendar.value()).filter(row -> !row.state().deleted());
    }

    /** A deleted calendar, for whoever owned it when that happened. */
    Optional<SeenCalendar> deletedOf(UserId owner, CalendarId calendar) {
        return rows.row(calendar.value())
                .filter(row -> row.state().deleted())
                .filter(row -> row.state().owner().equals(owner))
                .map(row -> new SeenCalendar(row, Permission.OWNER));
    }

    FoldedModel<CalendarFact, CalendarState> rows() {
        return rows;
    }

    private static void createIndexes(MongoCollection<Document> documents) {
        documents.createIndex(Indexes.ascending(CalendarFolding.MEMBERS));
    }
}
