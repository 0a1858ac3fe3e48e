package almanac.query.history;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Projections.include;
import static com.mongodb.client.model.Sorts.ascending;
import static com.mongodb.client.model.Sorts.descending;

import almanac.calendar.CalendarId;
import almanac.entry.EntryId;
import almanac.history.HistoryItem;
import almanac.query.calendar.Calendars;
import almanac.query.calendar.PastCalendars;
import almanac.query.comment.PastComments;
import almanac.query.entry.PastEntries;
import almanac.query.past.BegunStreams;
import almanac.query.past.ChangedEntries;
import almanac.query.past.DeletedCalendars;
import almanac.query.past.FactLog;
import almanac.query.past.Fold;
import almanac.query.rebuild.Place;
import almanac.query.rebuild.ReadModel;
import almanac.query.rebuild.ReadModels;
import almanac.query.rebuild.Rebuildable;
import almanac.query.rebuild.Stamped;
import almanac.query.user.Users;
import almanac.user.UserId;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.mongodb.client.MongoCollection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * One small document for each fact, by position: where it is stored and what it concerns, never
 * what it says. Facts are told from the store itself.
 */
public final class HistoryLog implements ChangedEntries, BegunStreams, DeletedCalendars {

    static final ReadModel MODEL = new ReadModel("history", 1);

    private static final String GROUP = "history";

    private static final int MOST_CAUSES = 20;
    private static final String DELETED = "calendar.deleted";
    static final String KEYS = "keys";
    static final String STREAM = "stream";
    static final String TYPE = "type";
    static final String AT = "at";
    static final String ENTRY = "entry";
    static final String ONLY = "only";

    private final Place lines;
    private final HistoryMaking making;

    /** Where a fact is stored. */
    record Line(long position, String stream) {}

    public HistoryLog(ReadModels models) {
        this.lines = models.place(MODEL, GROUP);
        this.making = new HistoryMaking(lines, models.place(Places.MODEL, GROUP));
    }

    /** Keeps this read model; for Axon's processor "history". */
    public Rebuildable projection() {
        return new HistoryProjection(this);
    }

    /**
     * Answers {@link almanac.history.HistoryQuery}; for Axon's query bus.
     *
     * @param folds how the facts of each kind add up, entries aside
     */
    public Object queries(
            Past past,
            Calendars calendars,
            Users users,
            List<Fold<?, ?>> folds,
            ObjectMapper json) {
        var words = new Words(json);
        var telling = new Telling(past.log(), this, folds, users, words);
        var differences = new Differences(past, this, calendars.fold(), words);
        return new HistoryQueries(
                past.log(), this, telling, differences, past.calendars(), past.entries());
    }

    /** Answers what is asked before something is brought back; for Axon's query bus. */
    public Object restorations(Past past, Calendars calendars, PastComments comments) {
        var restorations = new Restorations(past.log(), this, past.entries());
        return new RestorationQueries(
                past.log(), calendars, past.calendars(), restorations, comments);
    }

    /** Everything as it was. */
    public record Past(FactLog log, PastCalendars calendars, PastEntries entries) {}

    HistoryMaking making() {
        return making;
    }

    /** Notes facts, which come in the order of positions; what was noted before stays. */
    void write(List<Stamped<Noted>> facts) {
        lines.write(making, facts);
    }

    void ensureIndexes() {
        lines.ensureIndexes(making);
    }

    MongoCollection<Document> documents() {
        return lines.live();
    }

    /** What a viewer finds under one name, as far as it is for them. */
    static Bson visible(String key, UserId viewer) {
        return and(eq(KEYS, key), in(ONLY, Arrays.asList(null, viewer.value())));
    }

    /** Facts that have one of these names too. */
    static Bson oneOf(Collection<String> keys) {
        return in(KEYS, keys);
    }

    long count(Bson filter) {
        return documents().countDocuments(filter);
    }

    List<Line> oldest(Bson filter, long offset, int limit) {
        return documents()
                .find(filter)
                .sort(ascending("_id"))
                .skip(Math.toIntExact(Math.min(offset, Integer.MAX_VALUE)))
                .limit(limit)
                .map(HistoryLog::line)
                .into(new ArrayList<>());
    }

    /** The newest facts that have all of these names, between two positions, both excluded. */
    List<Line> newest(List<String> keys, long after, long before, int limit) {
        return documents()
                .find(all(keys, after, before))
                .sort(descending("_id"))
                .limit(limit)
                .map(HistoryLog::line)
                .into(new ArrayList<>());
    }

    /** Where they lie, oldest first. */
    List<Long> positions(List<String> keys, long after, long before, int limit) {
        return documents()
                .find(all(keys, after, before))
                .projection(include("_id"))
                .sort(ascending("_id"))
                .limit(limit)
                .map(found -> found.getLong("_id"))
                .into(new ArrayList<>());
    }

    private static Bson all(List<String> keys, long after, long before) {
        var parts = new ArrayList<Bson>();
        keys.forEach(key -> parts.add(eq(KEYS, key)));
        parts.add(gt("_id", after));
        parts.add(lt("_id", before));
        return and(parts);
    }

    /** Every fact of a sync run that acted for a user, in order. */
    List<Line> ofRun(String run, UserId user) {
        return documents()
                .find(and(eq(KEYS, Keys.run(run)), eq(KEYS, Keys.actor(user.value()))))
                .sort(ascending("_id"))
                .map(HistoryLog::line)
                .into(new ArrayList<>());
    }

    /** What came of the same beginning, before a position, oldest first. */
    List<HistoryItem.Cause> causes(String trace, long before) {
        return documents()
                .find(and(eq(KEYS, Keys.trace(trace)), lt("_id", before)))
                .sort(ascending("_id"))
                .limit(MOST_CAUSES)
                .map(found ->
                        new HistoryItem.Cause(
                                found.getLong("_id"),
                                found.getString(STREAM),
                                found.getString(TYPE),
                                found.getDate(AT).toInstant()))
                .into(new ArrayList<>());
    }

    @Override
    public Set<EntryId> on(Collection<CalendarId> calendars, long after, long upTo) {
        var found = new HashSet<EntryId>();
        for (var calendar : calendars) {
            documents()
                    .find(
                            and(
                                    eq(KEYS, Keys.calendar(calendar)),
                                    gt("_id", after),
                                    lte("_id", upTo)))
                    .forEach(line ->
                            Optional.ofNullable(line.getLong(ENTRY))
                                    .map(EntryId::new)
                                    .filter(id -> id.toString().equals(line.getString(STREAM)))
                                    .ifPresent(found::add));
        }
        return found;
    }

    @Override
    public List<String> begunBy(UserId user, String type, long upTo) {
        return documents()
                .find(
                        and(
                                eq(KEYS, Keys.actor(user.value())),
                                eq(KEYS, Keys.type(type)),
                                lte("_id", upTo)))
                .sort(ascending("_id"))
                .map(found -> found.getString(STREAM))
                .into(new ArrayList<>());
    }

    /** Few calendars are ever deleted, so they are looked up by that. */
    @Override
    public List<CalendarId> deletedBy(UserId user) {
        return documents()
                .find(and(eq(KEYS, Keys.type(DELETED)), eq(KEYS, Keys.actor(user.value()))))
                .sort(ascending("_id"))
                .map(found -> found.getString(STREAM).substring("calendar-".length()))
                .map(number -> new CalendarId(Long.parseLong(number)))
                .into(new ArrayList<>());
    }

    private static Line line(Document found) {
        return new Line(found.getLong("_id"), found.getString(STREAM));
    }
}
