package almanac.embedded;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What this store cannot honour is an error when it is asked for, never ignored. */
final class Refusals {

    private static final int NOT_IMPLEMENTED = 238;
    private static final Set<String> INDEX_OPTIONS =
            Set.of("v", "key", "name", "ns", "unique", "sparse", "background");
    private static final Set<String> TRANSACTION_FIELDS =
            Set.of("txnNumber", "startTransaction", "autocommit");
    private static final Set<String> CREATE_OPTIONS =
            Set.of("validator", "timeseries", "viewOn", "expireAfterSeconds", "clusteredIndex");

    private Refusals() {}

    static MongoServerError refused(String what) {
        return new MongoServerError(
                NOT_IMPLEMENTED, "NotImplemented", "The embedded store does not support " + what);
    }

    /** Looks at one command as it comes in, before anything is done. */
    static void check(String command, Document query) {
        checkFields(query);
        switch (command) {
            case "createIndexes" -> documents(query, "indexes").forEach(Refusals::checkIndex);
            case "update" -> documents(query, "updates").forEach(Refusals::checkUpdate);
            case "findAndModify" -> checkPipeline(query.get("update"));
            case "delete" -> documents(query, "deletes").forEach(Refusals::checkFields);
            case "find" -> refuseIfTrue(query, "tailable");
            case "create" -> CREATE_OPTIONS.forEach(option -> refuseIfPresent(query, option));
            case "dropIndexes" -> checkDropIndexes(query.get("index"));
            case "renameCollection" -> checkRename(query);
            case "startSession", "commitTransaction", "abortTransaction" -> throw refused(command);
            default -> {}
        }
    }

    private static void checkFields(Document query) {
        refuseIfPresent(query, "collation");
        refuseIfPresent(query, "hint");
        TRANSACTION_FIELDS.forEach(field -> refuseIfPresent(query, field));
    }

    private static void checkUpdate(Document update) {
        checkFields(update);
        checkPipeline(update.get("u"));
    }

    private static void checkPipeline(@Nullable Object update) {
        if (update instanceof Collection) {
            throw refused("an update given as a pipeline");
        }
    }

    private static void checkIndex(Document index) {
        for (String option : index.keySet()) {
            if (!INDEX_OPTIONS.contains(option)) {
                throw refused("the index option " + option + " (index " + index.get("name") + ")");
            }
        }
        if (!(index.get("key") instanceof Document key) || key.isEmpty()) {
            throw refused("an index without keys");
        }
        key.forEach(Refusals::checkIndexKey);
    }

    private static void checkIndexKey(String path, Object direction) {
        boolean ordered = direction instanceof Number number && Math.abs(number.doubleValue()) == 1;
        if (!ordered || path.contains("$")) {
            throw refused("the index key " + path + ": " + direction + "; only 1 and -1");
        }
        if (List.of(path.split("\\.", -1)).stream().anyMatch(part -> part.matches("\\d*"))) {
            throw refused("the index path " + path + " with an array position or an empty part");
        }
    }

    private static void checkDropIndexes(@Nullable Object index) {
        if (IdIndex.NAME.equals(index) || new Document("_id", 1).equals(index)) {
            throw new MongoServerError(72, "InvalidOptions", "cannot drop _id index");
        }
    }

    private static void checkRename(Document query) {
        String from = String.valueOf(query.get("renameCollection"));
        String to = String.valueOf(query.get("to"));
        if (!from.split("\\.", 2)[0].equals(to.split("\\.", 2)[0])) {
            throw refused("renameCollection from one database to another");
        }
    }

    private static void refuseIfPresent(Document query, String field) {
        if (query.get(field) != null) {
            throw refused(field);
        }
    }

    private static void refuseIfTrue(Document query, String field) {
        if (Boolean.TRUE.equals(query.get(field))) {
            throw refused(field);
        }
    }

    private static List<Document> documents(Document query, String field) {
        return query.get(field) instanceof Collection<?> values
                ? values.stream().map(Document.class::cast).toList()
                : List.of();
    }
}
