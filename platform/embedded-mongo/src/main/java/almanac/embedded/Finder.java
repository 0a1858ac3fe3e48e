package almanac.embedded;

import de.bwaldvogel.mongo.backend.DefaultQueryMatcher;
import de.bwaldvogel.mongo.backend.DocumentComparator;
import de.bwaldvogel.mongo.backend.QueryMatcher;
import de.bwaldvogel.mongo.bson.Document;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Answers queries on the documents of one collection, with what its indexes give; the caller holds
 * its lock.
 */
final class Finder {

    private final Documents documents;
    private final Supplier<List<StoredIndex>> indexes;
    private final LongAdder examined;
    private final QueryMatcher matcher = new DefaultQueryMatcher();

    Finder(Documents documents, Supplier<List<StoredIndex>> indexes, LongAdder examined) {
        this.documents = documents;
        this.indexes = indexes;
        this.examined = examined;
    }

    /**
     * The documents in order.
     *
     * @param needed how many of the first ones are needed at most, 0 for all
     */
    Rows find(Document filter, @Nullable Document orderBy, long needed) {
        Plan plan = new Planner(filter, orderBy).plan(indexes.get());
        Rows found =
                new Scan(
                        plan,
                        documents.table(),
                        plan.exact()
                                ? row -> true
                                : row -> matcher.matches(row.document(), plan.rest()),
                        examined);
        return orderBy == null || plan.sorted() || orderBy.containsKey("$natural")
                ? found
                : Rows.sorted(
                        found,
                        Comparator.comparing(Row::document, new DocumentComparator(orderBy)),
                        needed);
    }

    /** How many documents there are; empty where they have to be looked at to know. */
    OptionalLong count(Document filter) {
        Plan plan = new Planner(filter, null).plan(indexes.get());
        return plan.exact()
                ? OptionalLong.of(
                        plan.intervals().stream().mapToLong(plan.index().table()::count).sum())
                : OptionalLong.empty();
    }
}
