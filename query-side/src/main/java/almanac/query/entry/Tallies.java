package almanac.query.entry;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;
import static com.mongodb.client.model.Updates.combine;
import static com.mongodb.client.model.Updates.inc;
import static com.mongodb.client.model.Updates.set;
import static com.mongodb.client.model.Updates.setOnInsert;

import almanac.entry.EntryState;
import almanac.query.rebuild.Place;
import almanac.query.rebuild.ReadModel;
import almanac.query.rebuild.Step;
import almanac.query.rebuild.TakenKeys;
import com.mongodb.MongoBulkWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.WriteModel;
import java.util.ArrayList;
import java.util.Collection;
import java.util.ConcurrentModificationException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bson.Document;

/**
 * How many entries lie on each of the {@link Shelves}.
 *
 * <p>Exact however often and in whatever batches facts come: each tally knows the position of the
 * last fact that it counted, and is written before the entries whose change it counts. So a fact
 * that an entry has seen is counted, and a fact that is counted is never counted again. Needs all
 * facts in the order of their positions, hence a processor of one segment.
 */
final class Tallies {

    static final ReadModel MODEL = new ReadModel("tallies", 1);

    private static final String COUNT = "count";
    private static final String STAMP = "stamp";

    /** How many shelves are counted in memory before they are added to what is stored. */
    private static final int AT_ONCE = 50_000;

    private static final int FETCHED_AT_ONCE = 1_000;

    private final Place place;

    Tallies(Place place) {
        this.place = place;
    }

    Place place() {
        return place;
    }

    /** How many lie on these shelves together. */
    long sum(Collection<String> shelves) {
        return load(place.live(), shelves).values().stream()
                .mapToLong(tally -> tally.getLong(COUNT))
                .sum();
    }

    /**
     * Counts what facts did to entries of a generation.
     *
     * @throws ConcurrentModificationException when someone else counts; nothing is counted twice
     *     when the same facts come again
     */
    void count(int generation, List<Step<EntryState>> steps) {
        var documents = place.in(generation);
        var moves = moves(steps);
        var known = load(documents, moves.keySet());
        var writes = new ArrayList<WriteModel<Document>>();
        moves.forEach((shelf, all) ->
                counted(shelf, all, Optional.ofNullable(known.get(shelf))).ifPresent(writes::add));
        if (!writes.isEmpty()) {
            write(documents, writes);
        }
    }

    /**
     * Counts all entries of a generation anew, as they are when it has every fact up to a position
     * and none after it.
     */
    void countAll(int generation, MongoCollection<Document> entries, long position) {
        var documents = place.in(generation);
        documents.deleteMany(new Document());
        var counts = new HashMap<String, Long>();
        for (var entry :
                entries.find()
                        .projection(Projections.include(EntryFolding.SHELVES))
                        .batchSize(FETCHED_AT_ONCE)) {
            Shelves.named(entry).forEach(shelf -> counts.merge(shelf, 1L, Long::sum));
            if (counts.size() >= AT_ONCE) {
                add(documents, counts, position);
            }
        }
        add(documents, counts, position);
    }

    private static void add(
            MongoCollection<Document> documents, Map<String, Long> counts, long position) {
        if (!counts.isEmpty()) {
            documents.bulkWrite(
                    counts.entrySet().stream()
                            .map(each ->
                                    new UpdateOneModel<Document>(
                                            eq("_id", each.getKey()),
                                            combine(
                                                    inc(COUNT, each.getValue()),
                                                    set(STAMP, position)),
                                            new UpdateOptions().upsert(true)))
                            .toList(),
                    new BulkWriteOptions().ordered(false));
            counts.clear();
        }
    }

    /** Counts what lies on these shelves of a generation, which nobody else writes meanwhile. */
    void countAgain(int generation, MongoCollection<Document> entries, Set<String> shelves) {
        for (var shelf : shelves) {
            var count = entries.countDocuments(eq(EntryFolding.SHELVES, shelf));
            place.in(generation)
                    .updateOne(
                            eq("_id", shelf),
                            combine(set(COUNT, count), setOnInsert(STAMP, -1L)),
                            new UpdateOptions().upsert(true));
        }
    }

    /** Nothing where nothing lies, and not up to where it was counted. */
    static Optional<Document> said(Document tally) {
        var count = tally.getLong(COUNT);
        return count == 0
                ? Optional.empty()
                : Optional.of(new Document("_id", tally.get("_id")).append(COUNT, count));
    }

    /** One more or one less on a shelf. */
    private record Move(long position, int by) {}

    private static Map<String, List<Move>> moves(List<Step<EntryState>> steps) {
        var moves = new HashMap<String, List<Move>>();
        for (var step : steps) {
            var before = step.before().map(Shelves::of).orElse(List.of());
            var after = Shelves.of(step.after());
            move(before, after, new Move(step.position(), -1), moves);
            move(after, before, new Move(step.position(), 1), moves);
        }
        return moves;
    }

    private static void move(
            List<String> shelves, List<String> except, Move move, Map<String, List<Move>> moves) {
        for (var shelf : shelves) {
            if (!except.contains(shelf)) {
                moves.computeIfAbsent(shelf, name -> new ArrayList<>()).add(move);
            }
        }
    }

    private static Optional<WriteModel<Document>> counted(
            String shelf, List<Move> moves, Optional<Document> tally) {
        var seen = tally.map(it -> it.getLong(STAMP)).orElse(-1L);
        var fresh = moves.stream().filter(move -> move.position() > seen).toList();
        if (fresh.isEmpty()) {
            return Optional.empty();
        }
        var count =
                tally.map(it -> it.getLong(COUNT)).orElse(0L)
                        + fresh.stream().mapToLong(Move::by).sum();
        var stamp = fresh.stream().mapToLong(Move::position).max().orElseThrow();
        var document = new Document("_id", shelf).append(COUNT, count).append(STAMP, stamp);
        return Optional.of(
                tally.isPresent()
                        ? new ReplaceOneModel<>(and(eq("_id", shelf), eq(STAMP, seen)), document)
                        : new InsertOneModel<>(document));
    }

    private static void write(
            MongoCollection<Document> documents, List<WriteModel<Document>> writes) {
        try {
            var result = documents.bulkWrite(writes, new BulkWriteOptions().ordered(false));
            if (result.getMatchedCount() + result.getInsertedCount() == writes.size()) {
                return;
            }
        } catch (MongoBulkWriteException failure) {
            if (!TakenKeys.only(failure)) {
                throw failure;
            }
        }
        throw new ConcurrentModificationException("tallies written by another node");
    }

    private static Map<String, Document> load(
            MongoCollection<Document> documents, Collection<String> shelves) {
        var found = new HashMap<String, Document>();
        if (!shelves.isEmpty()) {
            for (var document : documents.find(in("_id", shelves))) {
                found.put(document.getString("_id"), document);
            }
        }
        return found;
    }

    void clear() {
        place.live().deleteMany(new Document());
    }
}
