package almanac.embedded;

import de.bwaldvogel.mongo.backend.DatabaseResolver;
import de.bwaldvogel.mongo.backend.Utils;
import de.bwaldvogel.mongo.backend.aggregation.Aggregation;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.oplog.Oplog;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Commands where the server's own handling is wrong or reads too much. */
final class Commands {

    private static final int FIRST_BATCH = 101;

    /** How drivers count: the documents of a filter are not gathered for it. */
    private static final Document COUNT =
            new Document("_id", 1).append("n", new Document("$sum", 1));

    private Commands() {}

    /** The server's own handling. */
    interface Handler {
        Document handle(Document query);
    }

    /** Gives the first batch a size: the server would read everything into it. */
    static Document find(Document query, Handler next) {
        int limit = query.get("limit") instanceof Number number ? number.intValue() : 0;
        if (Utils.isTrue(query.get("singleBatch"))) {
            Object size = limit > 0 ? limit : query.getOrDefault("batchSize", FIRST_BATCH);
            query.put("limit", size);
            query.put("batchSize", size);
        } else if (!(query.get("batchSize") instanceof Number)) {
            query.put("batchSize", FIRST_BATCH);
        }
        return next.handle(query);
    }

    /** Counts only what was inserted. */
    static Document insert(Document query, Handler next) {
        Document answer = next.handle(query);
        List<Document> errors = list(answer, "writeErrors");
        if (!errors.isEmpty()) {
            boolean ordered = Utils.isTrue(query.getOrDefault("ordered", true));
            int sent = list(query, "documents").size();
            int inserted = ordered ? number(errors.getFirst(), "index") : sent - errors.size();
            answer.put("n", inserted);
        }
        return answer;
    }

    /** Stops at the first error when ordered. */
    static Document update(Document query, Handler next) {
        List<Document> updates = list(query, "updates");
        boolean ordered = Utils.isTrue(query.getOrDefault("ordered", true));
        if (updates.size() < 2 || !ordered) {
            return next.handle(query);
        }
        Document sum = new Document("n", 0).append("nModified", 0);
        for (int i = 0; i < updates.size() && list(sum, "writeErrors").isEmpty(); i++) {
            Document one = query.clone();
            one.put("updates", List.of(updates.get(i)));
            add(next.handle(one), i, sum);
        }
        Utils.markOkay(sum);
        return sum;
    }

    private static void add(Document answer, int index, Document sum) {
        for (String count : List.of("n", "nModified")) {
            sum.put(count, number(sum, count) + number(answer, count));
        }
        for (String part : List.of("upserted", "writeErrors")) {
            for (Document found : list(answer, part)) {
                found.put("index", index);
                List<Document> all = new ArrayList<>(list(sum, part));
                all.add(found);
                sum.put(part, all);
            }
        }
    }

    /** Lets a leading $match, and a $sort and $limit behind it, be answered by the indexes. */
    static Document aggregate(
            Document query,
            Handler next,
            StoredDatabase database,
            DatabaseResolver databases,
            Oplog oplog) {
        List<Document> stages = Aggregation.parse(query.get("pipeline"));
        StoredCollection collection = database.find(String.valueOf(query.get("aggregate")));
        Optional<Head> head = Head.of(stages);
        if (collection == null || head.isEmpty()) {
            return next.handle(query);
        }
        if (stages.size() == 2 && COUNT.equals(stages.getLast().get("$group"))) {
            return answer(collection, counted(collection, head.get().filter()));
        }
        Aggregation rest =
                Aggregation.fromPipeline(
                        stages.subList(head.get().length(), stages.size()),
                        databases,
                        database,
                        collection,
                        oplog);
        rest.validate(query);
        Stream<Document> found =
                collection.stream(head.get().filter(), head.get().sort(), head.get().limit());
        return answer(collection, rest.runStages(found));
    }

    private static List<Document> counted(StoredCollection collection, Document filter) {
        int count = collection.count(filter, 0, 0);
        return count == 0 ? List.of() : List.of(new Document("_id", 1).append("n", count));
    }

    private static Document answer(StoredCollection collection, Object found) {
        Document cursor =
                new Document("id", 0L)
                        .append("ns", collection.getFullName())
                        .append("firstBatch", found);
        Document answer = new Document("cursor", cursor);
        Utils.markOkay(answer);
        return answer;
    }

    /**
     * The stages at the beginning of a pipeline that are a query.
     *
     * @param limit 0 for none
     */
    private record Head(Document filter, @Nullable Document sort, int limit, int length) {

        static Optional<Head> of(List<Document> stages) {
            Document filter = stage(stages, 0, "$match") instanceof Document match ? match : null;
            if (filter == null) {
                return Optional.empty();
            }
            Document sort = stage(stages, 1, "$sort") instanceof Document order ? order : null;
            int length = sort == null ? 1 : 2;
            Number limit = stage(stages, length, "$limit") instanceof Number number ? number : null;
            return limit == null || limit.intValue() <= 0
                    ? Optional.of(new Head(filter, sort, 0, length))
                    : Optional.of(new Head(filter, sort, limit.intValue(), length + 1));
        }

        private static @Nullable Object stage(List<Document> stages, int index, String name) {
            return index < stages.size() ? stages.get(index).get(name) : null;
        }
    }

    @SuppressWarnings("unchecked")
    private static List<Document> list(Document document, String field) {
        return (List<Document>) document.getOrDefault(field, List.of());
    }

    private static int number(Document document, String field) {
        return document.get(field) instanceof Number number ? number.intValue() : 0;
    }
}
