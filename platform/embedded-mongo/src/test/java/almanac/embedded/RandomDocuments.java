package almanac.embedded;

import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** Random documents, filters and updates over few fields and few values, so that they meet. */
final class RandomDocuments {

    private static final List<String> FIELDS = List.of("a", "b", "c.d", "tags", "list.x");

    private final Random random;
    private final long seed;

    RandomDocuments(long seed) {
        this.seed = seed;
        this.random = new Random(seed);
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    boolean chance(int oneOf) {
        return below(oneOf) == 0;
    }

    /** The same answer for everybody who asks in this run. */
    boolean seeded(int oneOf) {
        return seed % oneOf == 0;
    }

    List<Document> indexes() {
        List<Document> indexes = new ArrayList<>();
        indexes.add(new Document("a", 1).append("b", -1));
        indexes.add(new Document("b", 1));
        indexes.add(new Document("c.d", -1).append("a", 1));
        indexes.add(new Document("tags", 1).append("b", 1));
        indexes.add(new Document("list.x", chance(2) ? 1 : -1));
        return indexes;
    }

    Document document() {
        Document document = new Document("_id", id());
        for (String field : List.of("a", "b")) {
            if (!chance(6)) {
                document.append(field, value());
            }
        }
        if (!chance(4)) {
            document.append("c", chance(8) ? value() : new Document("d", value()));
        }
        if (!chance(3)) {
            document.append("tags", chance(4) ? value() : array());
        }
        if (!chance(3)) {
            document.append(
                    "list",
                    IntStream.range(0, below(3))
                            .mapToObj(i -> new Document("x", value()))
                            .toList());
        }
        return document;
    }

    Document byId() {
        return new Document("_id", id());
    }

    private Object id() {
        int number = below(150);
        return number % 3 == 0
                ? "id" + number
                : number % 3 == 1 ? (Object) number : (Object) (long) number;
    }

    private List<@Nullable Object> array() {
        List<@Nullable Object> array = new ArrayList<>();
        for (int i = below(4); i > 0; i--) {
            array.add(value());
        }
        return array;
    }

    @Nullable Object value() {
        return switch (below(12)) {
            case 0 -> null;
            case 1 -> "s" + below(4);
            case 2 -> below(5) + 0.5;
            case 3 -> (long) below(8);
            case 4 -> new Date(1_000L * below(5));
            case 5 -> chance(2);
            default -> below(8);
        };
    }

    Document update() {
        return update(6);
    }

    /**
     * An update that no document refuses: where one stops halfway, the order would decide about the
     * rest.
     */
    Document safeUpdate() {
        return update(4);
    }

    private Document update(int kinds) {
        return switch (below(kinds)) {
            case 0 -> new Document("$set", new Document("a", value()).append("b", value()));
            case 1 -> new Document("$set", new Document("tags", array()));
            case 2 -> new Document("$unset", new Document(chance(2) ? "a" : "c", ""));
            case 4 -> new Document("$push", new Document("tags", value()));
            case 5 -> new Document("$set", new Document("c.d", value()));
            default -> new Document("$inc", new Document("n", 1));
        };
    }

    Document filter() {
        Document filter = new Document();
        for (int i = below(3); i >= 0; i--) {
            filter.append(FIELDS.get(below(FIELDS.size())), condition());
        }
        if (chance(5)) {
            return new Document("$and", List.of(filter, new Document("b", condition())));
        }
        if (chance(6)) {
            return new Document("$or", List.of(filter, new Document("a", condition())));
        }
        return chance(6) ? filter.append("_id", idCondition()) : filter;
    }

    private @Nullable Object condition() {
        return switch (below(8)) {
            case 0 -> new Document("$gt", value());
            case 1 -> new Document("$gte", value()).append("$lt", value());
            case 2 -> new Document("$lte", value());
            case 3 -> new Document("$in", array());
            case 4 -> new Document("$ne", value());
            case 5 -> new Document("$exists", chance(2));
            default -> value();
        };
    }

    private Document idCondition() {
        return chance(2)
                ? new Document("$in", List.of(id(), id(), id()))
                : new Document(chance(2) ? "$gte" : "$lt", id());
    }

    /** Ends with the id, so that there is one right order. */
    Document order() {
        Document order = new Document();
        for (int i = below(3); i > 0; i--) {
            order.append(FIELDS.get(below(3)), chance(2) ? 1 : -1);
        }
        return order.append("_id", chance(2) ? 1 : -1);
    }
}
