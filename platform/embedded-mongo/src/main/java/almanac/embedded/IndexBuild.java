package almanac.embedded;

import de.bwaldvogel.mongo.exception.IndexBuildFailedException;
import de.bwaldvogel.mongo.exception.MongoServerError;

/**
 * Adds an index to a collection. A new one is filled from the documents past the journal and only
 * named in the catalog when a checkpoint has it in the file; a crash before leaves a table that
 * nobody knows, which is removed at the next start.
 */
record IndexBuild(Store store, StoredCollection collection) {

    void add(StoredIndex index) {
        if (index instanceof OrderedIndex ordered && !isKnown(ordered)) {
            fill(ordered);
            catalog(ordered.getName(), new Catalog.Place(ordered.table().id(), ordered.arrays()));
        }
        collection.getIndexes().add(index);
    }

    void catalog(String name, Catalog.Place place) {
        store.catalog().put(Catalog.index(collection.getFullName(), name), place);
    }

    private boolean isKnown(OrderedIndex index) {
        return store.catalog()
                .find(Catalog.index(collection.getFullName(), index.getName()))
                .filter(place -> place.table() == index.table().id())
                .isPresent();
    }

    private void fill(OrderedIndex index) {
        Documents documents = collection.documents();
        try {
            documents.stream()
                    .forEach(one -> index.build(one.getDocument(), one.getPosition(), collection));
        } catch (MongoServerError e) {
            store.dropTable(index.table());
            throw new IndexBuildFailedException(e, collection);
        }
        if (documents.count() > 0) {
            store.checkpoint();
        }
    }
}
