package almanac.embedded;

import de.bwaldvogel.mongo.MongoCollection;
import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.AbstractMongoDatabase;
import de.bwaldvogel.mongo.backend.CollectionOptions;
import de.bwaldvogel.mongo.backend.CursorRegistry;
import de.bwaldvogel.mongo.backend.DatabaseResolver;
import de.bwaldvogel.mongo.backend.Index;
import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.IndexKeySpecsConflictException;
import de.bwaldvogel.mongo.exception.MongoServerError;
import de.bwaldvogel.mongo.oplog.Oplog;
import io.netty.channel.Channel;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A database: says which table holds what, and adjusts the commands whose answer the server gets
 * wrong.
 */
final class StoredDatabase extends AbstractMongoDatabase<Key> {

    private static final Set<String> CATALOG_COMMANDS =
            Set.of("create", "createIndexes", "drop", "dropIndexes");
    private static final int INDEX_OPTIONS_CONFLICT = 85;

    private final Store store;
    private final boolean opened;

    StoredDatabase(String name, CursorRegistry cursors, Store store) {
        super(name, cursors);
        this.store = store;
        store.exclusively(() -> {
            initializeNamespacesAndIndexes();
            return name;
        });
        this.opened = true;
    }

    @Override
    public Document handleCommand(
            Channel channel,
            String command,
            Document query,
            DatabaseResolver databases,
            Oplog oplog) {
        Commands.Handler next =
                changed -> super.handleCommand(channel, command, changed, databases, oplog);
        if (CATALOG_COMMANDS.contains(command)) {
            return store.exclusively(() -> next.handle(query));
        }
        return switch (command) {
            case "find" -> Commands.find(query, next);
            case "insert" -> Commands.insert(query, next);
            case "update" -> Commands.update(query, next);
            case "aggregate" -> Commands.aggregate(query, next, this, databases, oplog);
            default -> next.handle(query);
        };
    }

    @Override
    protected MongoCollection<Key> resolveOrCreateCollection(String name) {
        MongoCollection<Key> known = resolveCollection(name, false);
        return known != null
                ? known
                : store.exclusively(() -> super.resolveOrCreateCollection(name));
    }

    @Override
    protected MongoCollection<Key> openOrCreateCollection(String name, CollectionOptions options) {
        Table documents = openOrCreateTable(getFullCollectionNamespace(name));
        return new StoredCollection(this, name, options, cursorRegistry, documents, store);
    }

    private Table openOrCreateTable(String name) {
        Optional<Catalog.Place> place = store.catalog().find(name);
        if (place.isPresent()) {
            return store.table(place.get().table());
        }
        Table created = store.newTable();
        store.catalog().put(name, new Catalog.Place(created.id(), 0));
        return created;
    }

    @Override
    protected Index<Key> openOrCreateUniqueIndex(
            String collection, String index, List<IndexKey> keys, boolean sparse) {
        return openOrCreateIndex(collection, index, keys, sparse, true);
    }

    @Override
    protected Index<Key> openOrCreateSecondaryIndex(
            String collection, String index, List<IndexKey> keys, boolean sparse) {
        return openOrCreateIndex(collection, index, keys, sparse, false);
    }

    private Index<Key> openOrCreateIndex(
            String collectionName,
            String name,
            List<IndexKey> keys,
            boolean sparse,
            boolean unique) {
        StoredCollection collection = collection(collectionName);
        Optional<StoredIndex> existing =
                existing(
                        collection,
                        new OrderedIndex(
                                name, keys, unique, sparse, collection.documents(), 0, seen -> {}));
        if (existing.isPresent()) {
            return existing.get();
        }
        String key = Catalog.index(collection.getFullName(), name);
        Optional<Catalog.Place> place = opened ? Optional.empty() : store.catalog().find(key);
        Table table = place.map(known -> store.table(known.table())).orElseGet(store::newTable);
        return new OrderedIndex(
                name,
                keys,
                unique,
                sparse,
                table,
                place.map(Catalog.Place::arrays).orElse(0L),
                arrays -> collection.catalogIndex(name, new Catalog.Place(table.id(), arrays)));
    }

    private static Optional<StoredIndex> existing(StoredCollection collection, StoredIndex index) {
        Optional<StoredIndex> sameName = collection.index(index.getName());
        if (index.getName().equals(IdIndex.NAME)) {
            return sameName;
        }
        sameName.filter(found -> !found.hasSameOptions(index))
                .ifPresent(found -> {
                    throw new IndexKeySpecsConflictException(index, found);
                });
        Object wanted = index.toIndexDescription().get("key");
        collection
                .indexes()
                .filter(found -> !found.getName().equals(index.getName()))
                .filter(found -> Objects.equals(wanted, found.toIndexDescription().get("key")))
                .findAny()
                .ifPresent(found -> {
                    throw new MongoServerError(
                            INDEX_OPTIONS_CONFLICT,
                            "IndexOptionsConflict",
                            "Index already exists with a different name: " + found.getName());
                });
        return sameName;
    }

    private StoredCollection collection(String name) {
        return (StoredCollection) resolveCollection(name, true);
    }

    @Nullable StoredCollection find(String name) {
        return (StoredCollection) resolveCollection(name, false);
    }

    @Override
    public void dropCollection(String name, Oplog oplog) {
        store.exclusively(() -> {
            StoredCollection collection = collection(name);
            String fullName = collection.getFullName();
            super.dropCollection(name, oplog);
            store.catalog().remove(fullName);
            store.dropTable(collection.documents());
            return name;
        });
    }

    @Override
    protected void dropIndex(MongoCollection<Key> collection, String name) {
        StoredCollection owner = (StoredCollection) collection;
        Optional<StoredIndex> index = owner.index(name);
        owner.alone(() -> super.dropIndex(collection, name));
        if (index.orElse(null) instanceof OrderedIndex dropped) {
            store.catalog().remove(Catalog.index(collection.getFullName(), name));
            store.dropTable(dropped.table());
        }
    }

    @Override
    public void moveCollection(
            MongoDatabase oldDatabase, MongoCollection<?> collection, String newName) {
        store.exclusively(() -> {
            String from = collection.getFullName();
            super.moveCollection(oldDatabase, collection, newName);
            store.catalog().rename(from, collection.getFullName());
            return newName;
        });
    }

    @Override
    public void drop(Oplog oplog) {
        store.exclusively(() -> {
            super.drop(oplog);
            return getDatabaseName();
        });
    }

    @Override
    protected long getFileSize() {
        return store.fileBytes();
    }

    @Override
    protected long getStorageSize() {
        return store.fileBytes();
    }

    /** Only the getLastError command of old drivers asks for this. */
    @Override
    protected void clearLastStatus(Channel channel) {}

    @Override
    protected void putLastResult(Channel channel, Document result) {}

    int collections() {
        return (int) userCollections().count();
    }

    long documents() {
        return userCollections().mapToLong(one -> one.documents().size()).sum();
    }

    private Stream<StoredCollection> userCollections() {
        return store.catalog().places().keySet().stream()
                .filter(name -> Catalog.isUserCollection(name, getDatabaseName()))
                .map(name -> find(name.substring(getDatabaseName().length() + 1)))
                .filter(Objects::nonNull);
    }
}
