package almanac.embedded;

import de.bwaldvogel.mongo.bson.Document;
import java.util.List;

/**
 * How a query is answered.
 *
 * @param intervals apart from each other, in the order in which they are read
 * @param reverse whether entries are read backwards
 * @param sorted whether that order is the one that was asked for
 * @param repeats whether a document can be met more than once
 * @param rest what is left of the filter: documents of the intervals have to match it still
 */
record Plan(
        StoredIndex index,
        List<Interval> intervals,
        boolean reverse,
        boolean sorted,
        boolean repeats,
        Document rest) {

    /** Whether the intervals hold one entry for each document of the query, and no other. */
    boolean exact() {
        return rest.isEmpty();
    }
}
