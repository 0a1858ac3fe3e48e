package almanac.query.entry;

import almanac.calendar.CalendarId;
import almanac.entry.EntryFact;
import almanac.entry.EntryState;
import almanac.entry.Series;
import almanac.entry.SingleEntry;
import almanac.query.rebuild.Folding;
import almanac.query.rebuild.JsonState;
import almanac.query.rebuild.Stamped;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.ZoneOffset;
import java.util.Optional;
import org.bson.Document;

/**
 * Entry facts to one document per entry. A deleted entry leaves a document without calendar and
 * cell, so that no search meets it and its revision stays known.
 */
public final class EntryFolding implements Folding<EntryFact, EntryState> {

    static final String CALENDAR = "calendar";
    static final String CELL = "cell";

    /** Bounds in epoch milliseconds: nothing of the entry is before or after them. */
    static final String FROM = "from";

    static final String TO = "to";

    /** The names of {@link Shelves}; absent where there is none. */
    static final String SHELVES = "shelves";

    /**
     * The order on a shelf: a start in epoch milliseconds, of an all-day entry its midnight in UTC;
     * of a series where its last occurrence can end.
     */
    static final String AT = "at";

    /** Where a single entry ends, as {@link #AT} counts. */
    static final String ENDS = "ends";

    private static final String FORMER_CALENDAR = "formerCalendar";

    private final JsonState<EntryState.Live> json;

    public EntryFolding(ObjectMapper mapper) {
        this.json = new JsonState<>(mapper, EntryState.Live.class);
    }

    @Override
    public long id(EntryFact fact) {
        return fact.entry().value();
    }

    @Override
    public boolean begins(EntryFact fact) {
        return fact instanceof EntryFact.EntryCreated;
    }

    @Override
    public EntryState next(Optional<EntryState> state, Stamped<EntryFact> fact) {
        return state.orElseGet(EntryState::initial).evolve(fact.fact());
    }

    @Override
    public Document write(EntryState state) {
        return switch (state) {
            case EntryState.Live live -> live(live);
            case EntryState.Deleted(var calendar) ->
                    new Document(FORMER_CALENDAR, calendar.value());
            case EntryState.Absent() -> throw new IllegalStateException("no fact makes an absence");
        };
    }

    private Document live(EntryState.Live entry) {
        var extent = entry.extent();
        var document =
                new Document(CALENDAR, entry.calendar().value())
                        .append(CELL, Cells.of(entry, extent))
                        .append(FROM, Cells.millis(extent.from()))
                        .append(TO, Cells.millis(extent.to()));
        return json.append(filed(document, entry), entry);
    }

    private static Document filed(Document document, EntryState.Live entry) {
        var shelves = Shelves.of(entry);
        if (shelves.isEmpty()) {
            return document;
        }
        return switch (entry) {
            case SingleEntry single ->
                    document.append(SHELVES, shelves)
                            .append(AT, single.span().startsAt(ZoneOffset.UTC).toEpochMilli())
                            .append(ENDS, single.span().endsAt(ZoneOffset.UTC).toEpochMilli());
            case Series series ->
                    document.append(SHELVES, shelves).append(AT, document.getLong(TO));
        };
    }

    /** Where the entry is, or was before its deletion. */
    static CalendarId calendar(Document document) {
        return new CalendarId(
                document.getLong(document.containsKey(CALENDAR) ? CALENDAR : FORMER_CALENDAR));
    }

    @Override
    public EntryState read(Document document) {
        return document.containsKey(CALENDAR)
                ? json.read(document)
                : new EntryState.Deleted(new CalendarId(document.getLong(FORMER_CALENDAR)));
    }
}
