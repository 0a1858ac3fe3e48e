package almanac.embedded;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerError;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The documents of one insert command. Unordered ones, of which a crash may keep any, are stored in
 * parts, so that a big command does not keep other writers and checkpoints waiting until its end.
 */
record Inserts(List<Document> documents, boolean ordered) {

    static final int PART = 64;

    /**
     * Stores them and answers the errors.
     *
     * @param one stores a document
     * @param operation runs what is journaled as one
     */
    List<Document> store(
            Consumer<Document> one, Function<Supplier<List<Document>>, List<Document>> operation) {
        int part = ordered ? Math.max(1, documents.size()) : PART;
        List<Document> errors = new ArrayList<>();
        for (int from = 0; from < documents.size(); from += part) {
            int begin = from;
            int end = Math.min(documents.size(), begin + part);
            errors.addAll(operation.apply(() -> store(one, begin, end)));
        }
        return errors;
    }

    private List<Document> store(Consumer<Document> one, int from, int to) {
        List<Document> errors = new ArrayList<>();
        for (int i = from; i < to && (errors.isEmpty() || !ordered); i++) {
            try {
                one.accept(documents.get(i));
            } catch (MongoServerError e) {
                errors.add(WriteErrors.describe(e, i));
            }
        }
        return errors;
    }
}
