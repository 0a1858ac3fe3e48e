package almanac.embedded;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.bson.Document;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An index whose entries lie in a table, in the order of its keys. */
abstract class StoredIndex extends Index<Key> {

    private final boolean unique;

    StoredIndex(String name, List<IndexKey> keys, boolean unique, boolean sparse) {
        super(name, keys, sparse);
        this.unique = unique;
    }

    abstract Table table();

    /** The id that an entry of the table points to. */
    abstract byte[] idOf(byte[] key, byte[] value);

    /** A bit for each field that ever met an array. */
    abstract long arrays();

    boolean sparse() {
        return isSparse();
    }

    @Override
    public boolean isUnique() {
        return unique;
    }

    @Override
    public boolean hasSameOptions(Index<?> other) {
        return toIndexDescription().equals(other.toIndexDescription());
    }

    @Override
    public Key getPosition(Document document) {
        return idOf(document);
    }

    static Key idOf(Document document) {
        return new Key(KeyCodec.encode(document.get("_id")));
    }

    /** Queries are planned by {@link Planner}. */
    @Override
    public boolean canHandle(Document query) {
        return false;
    }

    @Override
    public Iterable<Key> getPositions(Document query) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long getCount() {
        return table().size();
    }

    @Override
    public long getDataSize() {
        return getCount();
    }

    @Override
    public void checkAdd(Document document, MongoCollection<Key> collection) {
        check(document, null, collection);
    }

    @Override
    public void checkUpdate(
            Document oldDocument, Document newDocument, MongoCollection<Key> collection) {
        check(newDocument, idOf(oldDocument), collection);
    }

    /** Throws when another document than the one with this id already has a key of the document. */
    abstract void check(Document document, @Nullable Key own, MongoCollection<Key> collection);
}
