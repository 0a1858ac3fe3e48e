package almanac.embedded;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.ArrayFilters;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import de.bwaldvogel.mongo.oplog.Oplog;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A collection: its documents in a table by _id, beside it its indexes. Many readers or one writer
 * at a time.
 */
final class StoredCollection extends TableCollection {

    private static final String SYSTEM = "system.";

    private final Store store;
    private final StoredIndex byId;
    private final Finder finder;
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private boolean oneIsEnough;
    private boolean dropped;

    StoredCollection(
            MongoDatabase database,
            String name,
            CollectionOptions options,
            CursorRegistry cursors,
            Table documents,
            Store store) {
        super(database, name, options, cursors, documents);
        this.store = store;
        this.byId = new IdIndex(documents);
        this.finder = new Finder(documents(), this::usableIndexes, store.examined());
        if ("_id".equals(options.getIdField())) {
            getIndexes().add(byId);
        }
    }

    @Override
    public void addDocument(Document document) {
        write(() -> {
            super.addDocument(document);
            return document;
        });
    }

    @Override
    public List<Document> insertDocuments(List<Document> inserts, boolean isOrdered) {
        return new Inserts(inserts, isOrdered).store(super::addDocument, this::write);
    }

    @Override
    public Document updateDocuments(
            Document selector,
            Document update,
            ArrayFilters arrayFilters,
            boolean isMulti,
            boolean isUpsert,
            Oplog oplog) {
        return write(() -> {
            oneIsEnough = !isMulti;
            try {
                return super.updateDocuments(
                        selector, update, arrayFilters, isMulti, isUpsert, oplog);
            } finally {
                oneIsEnough = false;
            }
        });
    }

    @Override
    public Document findAndModify(Document query) {
        return write(() -> super.findAndModify(query));
    }

    @Override
    public int deleteDocuments(Document selector, int limit, Oplog oplog) {
        return write(() -> {
            List<Document> found = find(selector, null, 0, Math.max(limit, 0), null).takeAll();
            found.forEach(this::removeDocument);
            return found.size();
        });
    }

    @Override
    public void removeDocument(Document document) {
        write(() -> {
            super.removeDocument(document);
            return document;
        });
    }

    private <T> T write(Supplier<T> operation) {
        return store.write(
                lock.writeLock(),
                () -> {
                    checkUsable();
                    return operation.get();
                });
    }

    @Override
    protected QueryResult queryDocuments(
            Document query,
            @Nullable Document orderBy,
            int skip,
            int limit,
            int batchSize,
            @Nullable Document fields) {
        return reading(() -> {
            Find find = find(query, orderBy, skip, oneIsEnough ? 1 : limit, fields);
            if (batchSize == 0) {
                return new QueryResult(find.takeAll());
            }
            List<Document> first = find.takeDocuments(batchSize);
            if (find.isEmpty()) {
                return new QueryResult(first);
            }
            store.cursors().add(find, cursorRegistry);
            return new QueryResult(first, find);
        });
    }

    /** All documents of a query; limit 0 for no limit. */
    Stream<Document> stream(Document filter, @Nullable Document orderBy, int limit) {
        return queryDocuments(filter, orderBy, 0, limit, 0, null).collectDocuments().stream();
    }

    private <T> T reading(Supplier<T> operation) {
        lock.readLock().lock();
        try {
            checkUsable();
            return operation.get();
        } finally {
            lock.readLock().unlock();
        }
    }

    /** Runs while nobody else reads or writes this collection. */
    void alone(Runnable change) {
        lock.writeLock().lock();
        try {
            change.run();
        } finally {
            lock.writeLock().unlock();
        }
    }

    private Find find(
            Document query,
            @Nullable Document orderBy,
            int skip,
            int limit,
            @Nullable Document fields) {
        Rows rows = finder.find(query, orderBy, limit == 0 ? 0 : (long) skip + limit);
        long id = cursorRegistry.generateCursorId();
        return new Find(id, rows, lock.readLock(), projection(fields), skip, limit);
    }

    private List<StoredIndex> usableIndexes() {
        return getIndexes().isEmpty() ? List.of(byId) : indexes().toList();
    }

    private Optional<UnaryOperator<List<Document>>> projection(@Nullable Document fields) {
        if (fields == null || fields.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(batch ->
                matchDocumentsFromStream(batch.stream(), new Document(), null, 0, 0, 0, fields)
                        .collectDocuments());
    }

    @Override
    public int count(@Nullable Document query, int skip, int limit) {
        if (query == null || query.isEmpty()) {
            return super.count(query, skip, limit);
        }
        return reading(() -> {
            OptionalLong known =
                    skip == 0 && limit <= 0 ? finder.count(query) : OptionalLong.empty();
            return known.isPresent()
                    ? Math.toIntExact(known.getAsLong())
                    : find(query, null, skip, Math.max(limit, 0), null).count();
        });
    }

    @Override
    public void addIndex(Index<Key> added) {
        if (!getIndexes().contains(added)) {
            alone(() -> indexBuild().add((StoredIndex) added));
        }
    }

    IndexBuild indexBuild() {
        return new IndexBuild(store, this);
    }

    @Override
    public void drop() {
        alone(() -> {
            getIndexes().clear();
            dropped = !getCollectionName().startsWith(SYSTEM);
        });
    }

    private void checkUsable() {
        if (dropped) {
            throw new MongoServerError(
                    26, "NamespaceNotFound", getFullName() + " was dropped meanwhile");
        }
    }

    /** Compares each index with the documents. */
    @Override
    public Document validate() {
        return reading(() -> {
            List<String> errors =
                    indexes()
                            .map(index -> index.problem(documents()))
                            .flatMap(Optional::stream)
                            .toList();
            return super.validate().append("valid", errors.isEmpty()).append("errors", errors);
        });
    }
}
