package almanac.embedded;

import java.util.List;

/**
 * How a query is answered.
 *
 * @param intervals apart from each other, in the order in which they are read
 * @param reverse whether entries are read backwards
 * @param sorted whether that order is the one that was asked for
 * @param repeats whether a document can be met more than once
 * @param exact whether they hold one entry for each document of the query, and no other
 */
record Plan(
        StoredIndex index,
        List<Interval> intervals,
        boolean reverse,
        boolean sorted,
        boolean repeats,
        boolean exact) {}
