package almanac.embedded;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.AbstractMongoCollection;
import de.bwaldvogel.mongo.backend.ArrayFilters;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.DocumentWithPosition;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.IndexBuildFailedException;
import de.bwaldvogel.mongo.exception.MongoServerError;
import de.bwaldvogel.mongo.oplog.Oplog;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.h2.mvstore.Cursor;
import org.jspecify.annotations.Nullable;

/**
 * A collection: its documents in a table by _id, beside it its indexes. Many readers or one writer
 * at a time.
 */
final class StoredCollection extends AbstractMongoCollection<Key> {

    private static final int MAX_DOCUMENT_BYTES = 16 * 1024 * 1024;

    private final Table documents;
    private final Store store;
    private final StoredIndex byId;
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private boolean oneIsEnough;

    StoredCollection(
            MongoDatabase database,
            String name,
            CollectionOptions options,
            CursorRegistry cursors,
            Table documents,
            Store store) {
        super(database, name, options, cursors);
        this.documents = documents;
        this.store = store;
        this.byId = new IdIndex(documents);
        if ("_id".equals(options.getIdField())) {
            getIndexes().add(byId);
        }
    }

    Table documents() {
        return documents;
    }

    Optional<StoredIndex> index(String name) {
        return indexes().filter(index -> index.getName().equals(name)).findAny();
    }

    Stream<StoredIndex> indexes() {
        return getIndexes().stream().map(StoredIndex.class::cast);
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
        return write(() -> {
            List<Document> errors = new ArrayList<>();
            for (int i = 0; i < inserts.size() && (errors.isEmpty() || !isOrdered); i++) {
                try {
                    super.addDocument(inserts.get(i));
                } catch (MongoServerError e) {
                    errors.add(WriteErrors.describe(e, i));
                }
            }
            return errors;
        });
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
        return store.write(lock.writeLock(), operation);
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
            cursorRegistry.add(find);
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
        Plan plan = new Planner(query, orderBy).plan(usableIndexes());
        Rows rows =
                new Scan(
                        plan,
                        documents,
                        document -> documentMatchesQuery(document, query),
                        store.examined());
        Comparator<Document> order = plan.sorted() ? null : deriveComparator(orderBy);
        if (order != null) {
            rows = Rows.sorted(rows, order, limit == 0 ? 0 : (long) skip + limit);
        }
        long id = cursorRegistry.generateCursorId();
        return new Find(id, rows, lock.readLock(), projection(fields), skip, limit);
    }

    private List<StoredIndex> usableIndexes() {
        return getIndexes().isEmpty() ? List.of(byId) : indexes().toList();
    }

    private UnaryOperator<List<Document>> projection(@Nullable Document fields) {
        if (fields == null || fields.isEmpty()) {
            return UnaryOperator.identity();
        }
        return batch ->
                matchDocumentsFromStream(batch.stream(), new Document(), null, 0, 0, 0, fields)
                        .collectDocuments();
    }

    @Override
    protected QueryResult matchDocuments(
            Document query, Document orderBy, int skip, int limit, int batchSize, Document fields) {
        return queryDocuments(query, orderBy, skip, limit, batchSize, fields);
    }

    @Override
    public int count(@Nullable Document query, int skip, int limit) {
        if (query == null || query.isEmpty()) {
            return super.count(query, skip, limit);
        }
        return reading(() -> find(query, null, skip, Math.max(limit, 0), null).count());
    }

    @Override
    public int count() {
        return (int) Math.min(Integer.MAX_VALUE, documents.size());
    }

    /**
     * Adds an index and fills it from the documents that are there, unless it comes from the file.
     */
    @Override
    public void addIndex(Index<Key> added) {
        if (getIndexes().contains(added)) {
            return;
        }
        StoredIndex index = (StoredIndex) added;
        boolean known =
                store.catalog()
                        .find(Catalog.index(getFullName(), index.getName()))
                        .filter(place -> place.table() == index.table().id())
                        .isPresent();
        alone(() -> {
            if (!known && index instanceof OrderedIndex fresh) {
                build(fresh);
            }
            getIndexes().add(index);
        });
    }

    void catalogIndex(String name, Catalog.Place place) {
        store.catalog().put(Catalog.index(getFullName(), name), place);
    }

    private void build(OrderedIndex index) {
        try {
            streamAllDocumentsWithPosition()
                    .forEach(one -> index.build(one.getDocument(), one.getPosition(), this));
        } catch (MongoServerError e) {
            store.dropTable(index.table());
            throw new IndexBuildFailedException(e, this);
        }
        if (documents.size() > 0) {
            store.checkpoint();
        }
        catalogIndex(index.getName(), new Catalog.Place(index.table().id(), index.arrays()));
    }

    @Override
    protected Document getDocument(Key position) {
        byte[] stored = documents.get(position.bytes());
        if (stored == null) {
            throw new IllegalStateException("no document at " + position + " in " + this);
        }
        return Bson.decode(stored);
    }

    @Override
    protected Key addDocumentInternal(Document document) {
        Key position = position(document);
        documents.put(position.bytes(), encode(document));
        return position;
    }

    private Key position(Document document) {
        if (getIdField() != null) {
            return new Key(KeyCodec.encode(document.get(getIdField())));
        }
        byte[] last = documents.last();
        long next = last == null ? 1 : ByteBuffer.wrap(last).getLong() + 1;
        return new Key(new KeyWriter().putLong(next).toBytes());
    }

    private static byte[] encode(Document document) {
        byte[] bytes = Bson.encode(document);
        if (bytes.length > MAX_DOCUMENT_BYTES) {
            throw new MongoServerError(
                    10334, "BSONObjectTooLarge", "a document of " + bytes.length + " bytes");
        }
        return bytes;
    }

    @Override
    protected void handleUpdate(Key position, Document oldDocument, Document newDocument) {
        documents.put(position.bytes(), encode(newDocument));
    }

    @Override
    protected void removeDocument(Key position) {
        documents.remove(position.bytes());
    }

    @Override
    protected Stream<DocumentWithPosition<Key>> streamAllDocumentsWithPosition() {
        Cursor<byte[], byte[]> cursor = documents.cursor(null, false);
        return Stream.generate(() -> cursor)
                .takeWhile(Cursor::hasNext)
                .map(entries -> {
                    Key position = new Key(entries.next());
                    return new DocumentWithPosition<>(Bson.decode(entries.getValue()), position);
                });
    }

    @Override
    protected boolean tracksDataSize() {
        return false;
    }

    @Override
    protected void updateDataSize(int sizeDelta) {}

    /** Counted when somebody asks; keeping the sum would cost every write. */
    @Override
    protected int getDataSize() {
        long bytes = 0;
        Cursor<byte[], byte[]> cursor = documents.cursor(null, false);
        while (cursor.hasNext()) {
            cursor.next();
            bytes += cursor.getValue().length;
        }
        return (int) Math.min(Integer.MAX_VALUE, bytes);
    }

    @Override
    public void drop() {
        alone(() -> getIndexes().clear());
    }

    /** Compares each index with the documents. */
    @Override
    public Document validate() {
        return reading(() -> {
            List<String> errors = indexes().map(this::problem).flatMap(Optional::stream).toList();
            return super.validate().append("valid", errors.isEmpty()).append("errors", errors);
        });
    }

    private Optional<String> problem(StoredIndex candidate) {
        if (!(candidate instanceof OrderedIndex index)) {
            return Optional.empty();
        }
        List<Integer> counts =
                streamAllDocumentsWithPosition()
                        .map(one -> index.countEntries(one.getDocument()))
                        .toList();
        long missing = counts.stream().filter(count -> count < 0).count();
        long surplus =
                index.getCount()
                        - counts.stream()
                                .filter(count -> count > 0)
                                .mapToLong(Integer::longValue)
                                .sum();
        return missing == 0 && surplus == 0
                ? Optional.empty()
                : Optional.of(
                        index.getName()
                                + ": "
                                + missing
                                + " documents without their entries, "
                                + surplus
                                + " entries too many");
    }
}
