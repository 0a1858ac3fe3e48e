package almanac.query.entry;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.exists;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.lte;
import static com.mongodb.client.model.Filters.ne;
import static com.mongodb.client.model.Indexes.ascending;

import almanac.calendar.CalendarId;
import almanac.entry.EntryExport;
import almanac.entry.EntryFact;
import almanac.entry.EntryId;
import almanac.entry.EntryState;
import almanac.query.calendar.Calendars;
import almanac.query.calendar.PastCalendars;
import almanac.query.past.FactLog;
import almanac.query.past.Fold;
import almanac.query.rebuild.FoldedCollection;
import almanac.query.rebuild.Folding;
import almanac.query.rebuild.GroupRead;
import almanac.query.rebuild.Place;
import almanac.query.rebuild.ReadModel;
import almanac.query.rebuild.ReadModels;
import almanac.query.rebuild.Rebuildable;
import almanac.query.rebuild.Row;
import almanac.query.rebuild.Stamped;
import almanac.query.user.Users;
import almanac.time.Window;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Projections;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.bson.Document;
import org.bson.conversions.Bson;

/** The entries that are known here. */
public final class Entries {

    static final ReadModel MODEL = new ReadModel("entries", 2);

    /** What a store may look up for one search by calendars and cells together. */
    private static final int MOST_POINTS = 900;

    private static final int FETCHED_AT_ONCE = 1000;

    private final Place place;
    private final Tallies tallies;
    private final Folding<EntryFact, EntryState> folding;
    private final EntryMaking making;
    private final GroupRead<Document> reads;

    public Entries(ReadModels models, Folding<EntryFact, EntryState> folding) {
        this.place = models.place(MODEL, "entries");
        this.tallies = new Tallies(models.place(Tallies.MODEL, "entries"));
        this.folding = folding;
        this.making = new EntryMaking(place, tallies, folding);
        this.reads = new GroupRead<>(ids -> FoldedCollection.byId(documents(), ids));
    }

    /** Keeps this read model; for Axon's processor "entries". */
    public Rebuildable projection() {
        return new EntryProjection(this);
    }

    /**
     * Answers {@link almanac.entry.EntryQuery}; for Axon's query bus.
     *
     * @param most how many occurrences an answer may hold
     */
    public Object queries(Calendars calendars, Users users, int most) {
        return new EntryQueries(this, calendars, users, most);
    }

    /** Entries as they were. */
    public PastEntries past(FactLog log, PastCalendars calendars) {
        return new PastEntries(this, log, new Fold<>(EntryFact.class, folding), calendars);
    }

    /** The calendar of a live entry, or the one that a deleted one was on. */
    Optional<CalendarId> lastCalendarOf(EntryId entry) {
        return reads.one(entry.value()).map(EntryFolding::calendar);
    }

    /** The calendar of a live entry. */
    public Optional<CalendarId> calendarOf(EntryId entry) {
        return Optional.ofNullable(
                        documents()
                                .find(eq("_id", entry.value()))
                                .projection(Projections.include(EntryFolding.CALENDAR))
                                .first())
                .flatMap(found -> Optional.ofNullable(found.getLong(EntryFolding.CALENDAR)))
                .map(CalendarId::new);
    }

    /** A live entry as its facts left it. */
    public Optional<EntryState.Live> live(EntryId entry) {
        return byId(entry).map(LiveEntry::state);
    }

    /** Those of these that are live, in no order. */
    public List<EntryExport> exports(Set<EntryId> ids) {
        return byIds(ids).stream().map(LiveEntry::export).toList();
    }

    /** Everything on a calendar whose bounds touch the window, in no order. */
    public List<EntryExport> touching(CalendarId calendar, Window window) {
        var found = new ArrayList<EntryExport>();
        touching(List.of(calendar), window, entry -> found.add(entry.export()));
        return found;
    }

    /** A live entry. */
    Optional<LiveEntry> byId(EntryId entry) {
        return reads.one(entry.value())
                .map(this::row)
                .flatMap(row -> LiveEntry.of(row).findFirst());
    }

    /** Those of these that are live, in no order. */
    List<LiveEntry> byIds(Set<EntryId> ids) {
        var found = new ArrayList<LiveEntry>();
        take(in("_id", ids.stream().map(EntryId::value).toList()), found::add);
        return found;
    }

    /** Which of these are live, but on another calendar. */
    List<EntryId> elsewhere(CalendarId calendar, Set<EntryId> among) {
        var found = new ArrayList<EntryId>();
        documents()
                .find(
                        and(
                                in("_id", among.stream().map(EntryId::value).toList()),
                                exists(EntryFolding.CALENDAR),
                                ne(EntryFolding.CALENDAR, calendar.value())))
                .projection(Projections.include("_id"))
                .forEach(document -> found.add(new EntryId(document.getLong("_id"))));
        return found;
    }

    /** The numbers of live entries of a calendar after one, in order. */
    public List<EntryId> idsOn(CalendarId calendar, long after, int limit) {
        return documents()
                .find(and(eq(EntryFolding.CALENDAR, calendar.value()), gt("_id", after)))
                .projection(Projections.include("_id"))
                .sort(ascending("_id"))
                .limit(limit)
                .map(found -> new EntryId(found.getLong("_id")))
                .into(new ArrayList<>());
    }

    /** Live entries of a calendar after a number, by number. */
    List<LiveEntry> page(CalendarId calendar, long after, int limit) {
        var found = new ArrayList<LiveEntry>();
        documents()
                .find(and(eq(EntryFolding.CALENDAR, calendar.value()), gt("_id", after)))
                .sort(ascending("_id"))
                .limit(limit)
                .forEach(document -> LiveEntry.of(row(document)).forEach(found::add));
        return found;
    }

    /**
     * Hands over every entry on these calendars whose bounds touch the window, in no order, each
     * once, until the taker has had enough and answers false.
     */
    void touching(List<CalendarId> calendars, Window window, Predicate<LiveEntry> taker) {
        var search = Cells.touching(window);
        var group = Math.max(1, MOST_POINTS / search.cells().size());
        var numbers = calendars.stream().map(CalendarId::value).toList();
        for (var start = 0; start < numbers.size(); start += group) {
            var some = numbers.subList(start, Math.min(numbers.size(), start + group));
            if (!touching(some, window, search, taker)) {
                return;
            }
        }
    }

    private boolean touching(
            List<Long> calendars, Window window, Cells.Search search, Predicate<LiveEntry> taker) {
        var goOn = take(calendars, window, in(EntryFolding.CELL, search.cells()), taker);
        for (var run : search.runs()) {
            var cells =
                    and(gte(EntryFolding.CELL, run.first()), lte(EntryFolding.CELL, run.last()));
            goOn = goOn && take(calendars, window, cells, taker);
        }
        return goOn;
    }

    private boolean take(
            List<Long> calendars, Window window, Bson cells, Predicate<LiveEntry> taker) {
        var filter =
                and(
                        in(EntryFolding.CALENDAR, calendars),
                        cells,
                        lt(EntryFolding.FROM, Cells.millis(window.to())),
                        gte(EntryFolding.TO, Cells.millis(window.from())));
        return take(filter, taker);
    }

    /** Hands over every live entry that the filter finds, until the taker has had enough. */
    boolean take(Bson filter, Predicate<LiveEntry> taker) {
        try (var found = documents().find(filter).batchSize(FETCHED_AT_ONCE).iterator()) {
            while (found.hasNext()) {
                if (!LiveEntry.of(row(found.next())).allMatch(taker)) {
                    return false;
                }
            }
        }
        return true;
    }

    /** What is read now; to be asked for again at every question. */
    MongoCollection<Document> documents() {
        return place.live();
    }

    private Row<EntryState> row(Document document) {
        return FoldedCollection.row(folding, document);
    }

    Tallies tallies() {
        return tallies;
    }

    EntryMaking making() {
        return making;
    }

    /** Takes the next facts into every generation that is kept up. */
    void write(List<Stamped<EntryFact>> facts) {
        place.write(making, facts);
    }

    void ensureIndexes() {
        place.ensureIndexes(making);
    }

    void clear() {
        tallies.clear();
        documents().deleteMany(new Document());
    }
}
