package almanac.embedded;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.AbstractMongoCollection;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.DocumentWithPosition;
import de.bwaldvogel.mongo.backend.QueryResult;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the server asks of a collection about single documents, answered from their table; no locks
 * here.
 */
abstract class TableCollection extends AbstractMongoCollection<Key> {

    private final Documents documents;

    TableCollection(
            MongoDatabase database,
            String name,
            CollectionOptions options,
            CursorRegistry cursors,
            Table documents) {
        super(database, name, options, cursors);
        this.documents = new Documents(documents);
    }

    Documents documents() {
        return documents;
    }

    Optional<StoredIndex> index(String name) {
        return indexes().filter(index -> index.getName().equals(name)).findAny();
    }

    Stream<StoredIndex> indexes() {
        return getIndexes().stream().map(StoredIndex.class::cast);
    }

    @Override
    protected Document getDocument(Key position) {
        return documents.get(position);
    }

    @Override
    protected Key addDocumentInternal(Document document) {
        Key position =
                getIdField() == null
                        ? documents.next()
                        : new Key(KeyCodec.encode(document.get(getIdField())));
        documents.put(position, document);
        return position;
    }

    @Override
    protected void handleUpdate(Key position, Document oldDocument, Document newDocument) {
        try {
            documents.put(position, newDocument);
        } catch (MongoServerError tooLarge) {
            indexes()
                    .forEach(
                            index -> index.updateInPlace(newDocument, oldDocument, position, this));
            throw tooLarge;
        }
    }

    @Override
    protected void removeDocument(Key position) {
        documents.remove(position);
    }

    @Override
    protected Stream<DocumentWithPosition<Key>> streamAllDocumentsWithPosition() {
        return documents.stream();
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
        return (int) Math.min(Integer.MAX_VALUE, documents.bytes());
    }

    @Override
    protected QueryResult matchDocuments(
            Document query, Document orderBy, int skip, int limit, int batchSize, Document fields) {
        return queryDocuments(query, orderBy, skip, limit, batchSize, fields);
    }

    @Override
    public int count() {
        return (int) Math.min(Integer.MAX_VALUE, documents.count());
    }
}
