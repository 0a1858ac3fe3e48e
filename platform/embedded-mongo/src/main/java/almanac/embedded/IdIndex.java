package almanac.embedded;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.bson.Document;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The index on _id: the table of the documents itself. */
final class IdIndex extends StoredIndex {

    static final String NAME = "_id_";

    private final Table documents;

    IdIndex(Table documents) {
        super(NAME, List.of(new IndexKey("_id", true)), true, false);
        this.documents = documents;
    }

    @Override
    Table table() {
        return documents;
    }

    @Override
    byte[] idOf(byte[] key, byte[] value) {
        return key;
    }

    @Override
    long arrays() {
        return 0;
    }

    @Override
    void check(Document document, @Nullable Key own, MongoCollection<Key> collection) {
        Key id = idOf(document);
        if (!id.equals(own) && documents.get(id.bytes()) != null) {
            throw new IndexDuplicate(this, collection, List.of(document.get("_id")));
        }
    }

    @Override
    public void add(Document document, Key position, MongoCollection<Key> collection) {}

    @Override
    public Key remove(Document document) {
        return idOf(document);
    }

    @Override
    public void updateInPlace(
            Document oldDocument,
            Document newDocument,
            Key position,
            MongoCollection<Key> collection) {}

    @Override
    public void drop() {}
}
