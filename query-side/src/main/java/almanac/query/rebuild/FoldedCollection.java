package almanac.query.rebuild;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.WriteModel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.ConcurrentModificationException;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.bson.Document;

/**
 * One document per aggregate, folded from its facts. A whole batch costs at most one read and one
 * write; a fact that a document has already seen changes nothing.
 */
public final class FoldedCollection<F, S> {

    private final MongoCollection<Document> documents;
    private final Folding<F, S> folding;
    private final Consumer<List<Step<S>>> watcher;

    public FoldedCollection(MongoCollection<Document> documents, Folding<F, S> folding) {
        this(documents, folding, steps -> {});
    }

    /**
     * @param watcher is shown what facts do before a document that has seen them is written; after
     *     a crash, and where a first fact comes again, it is shown the same steps again
     */
    public FoldedCollection(
            MongoCollection<Document> documents,
            Folding<F, S> folding,
            Consumer<List<Step<S>>> watcher) {
        this.documents = documents;
        this.folding = folding;
        this.watcher = watcher;
    }

    /**
     * Brings the documents up to these facts, which are in order within each aggregate.
     *
     * @throws ConcurrentModificationException when someone else wrote the same documents; the batch
     *     can be written again
     */
    public void write(List<Stamped<F>> facts) {
        var byId = grouped(facts);
        var known =
                byId.entrySet().stream()
                        .filter(each -> !startsNew(each.getValue()))
                        .map(Map.Entry::getKey)
                        .toList();
        var alreadyThere = save(byId, load(known));
        if (!alreadyThere.isEmpty()) {
            byId.keySet().retainAll(alreadyThere);
            if (!save(byId, load(alreadyThere)).isEmpty()) {
                throw new ConcurrentModificationException("read model written by another node");
            }
        }
    }

    /**
     * Makes the documents of these facts again, whatever they hold now.
     *
     * @param facts all of each aggregate, in order
     */
    public void again(List<Stamped<F>> facts) {
        grouped(facts)
                .forEach((id, own) ->
                        fold(Optional.empty(), own, new ArrayList<>())
                                .ifPresent(row ->
                                        documents.replaceOne(
                                                eq("_id", id),
                                                document(id, row),
                                                new ReplaceOptions().upsert(true))));
    }

    private Map<Long, List<Stamped<F>>> grouped(List<Stamped<F>> facts) {
        var byId = new LinkedHashMap<Long, List<Stamped<F>>>();
        for (var fact : facts) {
            byId.computeIfAbsent(folding.id(fact.fact()), id -> new ArrayList<>()).add(fact);
        }
        return byId;
    }

    /** The row of a document. */
    public static <S> Row<S> row(Folding<?, S> folding, Document document) {
        return new Row<>(
                folding.read(document),
                document.getDate("created").toInstant(),
                document.getDate("updated").toInstant(),
                document.getLong("revision"));
    }

    /** Those of these documents that are there. */
    public static Map<Long, Document> byId(
            MongoCollection<Document> documents, Collection<Long> ids) {
        var found = new HashMap<Long, Document>();
        documents
                .find(in("_id", ids))
                .forEach(document -> found.put(document.getLong("_id"), document));
        return found;
    }

    /** A first fact needs no look at what is there: a repeated one shows when it is inserted. */
    private boolean startsNew(List<Stamped<F>> facts) {
        return facts.getFirst().sequence() == 0;
    }

    private Map<Long, Row<S>> load(Collection<Long> ids) {
        var rows = new HashMap<Long, Row<S>>();
        if (!ids.isEmpty()) {
            byId(documents, ids).forEach((id, document) -> rows.put(id, row(folding, document)));
        }
        return rows;
    }

    private List<Long> save(Map<Long, List<Stamped<F>>> facts, Map<Long, Row<S>> before) {
        var writes = new ArrayList<WriteModel<Document>>();
        var steps = new ArrayList<Step<S>>();
        var replaced = 0;
        for (var entry : facts.entrySet()) {
            var old = Optional.ofNullable(before.get(entry.getKey()));
            var folded = fold(old, entry.getValue(), steps);
            if (folded.equals(old)) {
                continue;
            }
            replaced += old.isPresent() ? 1 : 0;
            folded.ifPresent(row -> writes.add(writeOf(entry.getKey(), old, row)));
        }
        if (writes.isEmpty()) {
            return List.of();
        }
        watcher.accept(steps);
        return send(writes, replaced);
    }

    private Optional<Row<S>> fold(
            Optional<Row<S>> old, List<Stamped<F>> facts, List<Step<S>> steps) {
        var row = old;
        for (var fact : facts) {
            if (row.isEmpty() || row.get().revision() < fact.sequence()) {
                var next = Row.after(folding, row, fact);
                steps.add(new Step<>(fact.position(), row.map(Row::state), next.state()));
                row = Optional.of(next);
            }
        }
        return row;
    }

    private WriteModel<Document> writeOf(long id, Optional<Row<S>> old, Row<S> row) {
        var document = document(id, row);
        return old.<WriteModel<Document>>map(seen ->
                        new ReplaceOneModel<>(
                                and(eq("_id", id), eq("revision", seen.revision())), document))
                .orElseGet(() -> new InsertOneModel<>(document));
    }

    private Document document(long id, Row<S> row) {
        var document = new Document("_id", id);
        document.putAll(folding.write(row.state()));
        return document.append("created", date(row.createdAt()))
                .append("updated", date(row.updatedAt()))
                .append("revision", row.revision());
    }

    private static Date date(Instant instant) {
        return Date.from(instant);
    }

    /** Answers which documents were to be inserted but are there already. */
    private List<Long> send(List<WriteModel<Document>> writes, int replaced) {
        try {
            var result = documents.bulkWrite(writes, new BulkWriteOptions().ordered(false));
            requireMatched(result.getMatchedCount(), replaced);
            return List.of();
        } catch (MongoBulkWriteException failure) {
            if (!TakenKeys.only(failure)) {
                throw failure;
            }
            requireMatched(failure.getWriteResult().getMatchedCount(), replaced);
            return failure.getWriteErrors().stream()
                    .map(error -> idOf(writes.get(error.getIndex())))
                    .toList();
        }
    }

    private static Long idOf(WriteModel<Document> write) {
        if (write instanceof InsertOneModel<Document> insert) {
            return insert.getDocument().getLong("_id");
        }
        throw new ConcurrentModificationException("read model written by another node");
    }

    private static void requireMatched(int matched, int expected) {
        if (matched != expected) {
            throw new ConcurrentModificationException("read model written by another node");
        }
    }
}
