package almanac.query.history;

import static com.mongodb.client.model.Indexes.ascending;

import almanac.query.rebuild.Making;
import almanac.query.rebuild.Place;
import almanac.query.rebuild.Stamped;
import almanac.query.rebuild.TakenKeys;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.client.model.InsertManyOptions;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.bson.Document;

/**
 * Lines of history in whichever generation. What a fact concerns depends on all that came before
 * it, so facts are needed in the order of their positions.
 */
final class HistoryMaking implements Making<Noted> {

    private final Place lines;
    private final Place places;

    HistoryMaking(Place lines, Place places) {
        this.lines = lines;
        this.places = places;
    }

    @Override
    public Class<Noted> facts() {
        return Noted.class;
    }

    @Override
    public Optional<Stamped<Noted>> taken(TrackedEventMessage<?> message) {
        return message instanceof DomainEventMessage<?> fact
                ? Optional.of(
                        Noted.of(fact, message.trackingToken().position().orElseThrow()).stamped())
                : Optional.empty();
    }

    @Override
    public List<Place> places() {
        return List.of(lines, places);
    }

    @Override
    public void ensureIndexes(int generation) {
        lines.in(generation).createIndex(ascending(HistoryLog.KEYS, "_id"));
    }

    /** What was noted before stays. */
    @Override
    public void write(int generation, List<Stamped<Noted>> facts) {
        var asked = facts.stream().flatMap(fact -> Concern.place(fact.fact().fact()).stream());
        var known = new Places(places.in(generation)).batch(asked.distinct().toList());
        var fresh = facts.stream().map(fact -> document(fact.fact(), known)).toList();
        try {
            lines.in(generation).insertMany(fresh, new InsertManyOptions().ordered(false));
        } catch (MongoBulkWriteException failure) {
            if (!TakenKeys.only(failure)) {
                throw failure;
            }
        }
        known.write();
    }

    private static Document document(Noted fact, Places.Batch known) {
        var concern = Concern.of(fact.fact(), known);
        var document =
                new Document("_id", fact.position())
                        .append(HistoryLog.STREAM, fact.stream())
                        .append(HistoryLog.TYPE, fact.type())
                        .append(HistoryLog.AT, Date.from(fact.at()))
                        .append(HistoryLog.KEYS, Keys.of(fact, concern));
        concern.entry().ifPresent(entry -> document.append(HistoryLog.ENTRY, entry.value()));
        concern.only().ifPresent(user -> document.append(HistoryLog.ONLY, user.value()));
        return document;
    }

    /** Forgets every document of what is read now; the indexes stay. */
    void clear() {
        places.live().deleteMany(new Document());
        lines.live().deleteMany(new Document());
    }
}
