package almanac.embedded;

import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Picks the index for a query: equality on its first fields (also any-of), then one range, and the
 * sort where the order of the index gives it. Without a useful index the documents are read in the
 * order of _id.
 */
final class Planner {

    /** Of the choices of several fields; those of a single one are as many as the filter has. */
    private static final int MAX_COMBINATIONS = 1000;

    private final Criteria criteria;
    private final @Nullable Document orderBy;

    Planner(Document filter, @Nullable Document orderBy) {
        this.criteria = Criteria.of(filter);
        this.orderBy = orderBy == null || orderBy.isEmpty() ? null : orderBy;
    }

    Plan plan(List<StoredIndex> indexes) {
        Candidate best = new Candidate(indexes.getFirst());
        for (StoredIndex index : indexes.subList(1, indexes.size())) {
            Candidate candidate = new Candidate(index);
            if (candidate.isComplete() && candidate.score() > best.score()) {
                best = candidate;
            }
        }
        return best.toPlan();
    }

    /** What one index can do for the query. */
    private final class Candidate {
        private final StoredIndex index;
        private final List<IndexKey> keys;
        private List<byte[]> prefixes = List.of(new byte[0]);
        private int equal;
        private long points;
        private boolean excludesNull;
        private @Nullable Interval range;
        private final Direction direction;

        Candidate(StoredIndex index) {
            this.index = index;
            this.keys = index.getKeys();
            matchEqual();
            matchRange();
            this.direction = orderBy == null ? Direction.NONE : direction(orderBy);
        }

        private void matchEqual() {
            for (IndexKey key : keys) {
                Criteria.OfField field = criteria.field(key.getKey());
                List<@Nullable Object> values = field == null ? null : field.anyOf();
                if (values == null || areTooMany(values.size(), prefixes.size())) {
                    return;
                }
                extend(values, key.isAscending());
                points |= values.size() == 1 ? 1L << equal : 0;
                excludesNull |= values.stream().allMatch(Objects::nonNull);
                equal++;
            }
        }

        private static boolean areTooMany(int values, int prefixes) {
            return values > 1 && prefixes > 1 && (long) values * prefixes > MAX_COMBINATIONS;
        }

        private void extend(List<@Nullable Object> values, boolean ascending) {
            List<byte[]> extended = new ArrayList<>();
            for (byte[] prefix : prefixes) {
                for (Object value : values) {
                    KeyWriter out = new KeyWriter().put(prefix);
                    KeyCodec.write(value, ascending, out);
                    extended.add(out.toBytes());
                }
            }
            prefixes = extended;
        }

        private void matchRange() {
            Criteria.OfField field =
                    equal < keys.size() ? criteria.field(keys.get(equal).getKey()) : null;
            if (field != null && (field.lower() != null || field.upper() != null)) {
                boolean oneSided = (index.arrays() & 1L << equal) != 0;
                range = Ranges.of(field, keys.get(equal).isAscending(), oneSided);
                excludesNull = true;
            }
        }

        private Direction direction(Document order) {
            if (order.keySet().iterator().next().equals("$natural")) {
                return Direction.natural(order, index instanceof IdIndex && equal == 0);
            }
            long loose = index.arrays() & ~points;
            return loose != 0 ? Direction.UNSORTED : Direction.of(order, keys, points);
        }

        boolean isComplete() {
            return !index.sparse() || excludesNull;
        }

        int score() {
            int score = equal * 10 + (range == null ? 0 : 5);
            score += orderBy != null && direction != Direction.UNSORTED ? 3 : 0;
            return score + (index.isUnique() && equal == keys.size() ? 100 : 0);
        }

        Plan toPlan() {
            boolean reverse = direction == Direction.BACKWARD;
            TreeSet<Interval> intervals = new TreeSet<>();
            for (byte[] prefix : prefixes) {
                Interval interval =
                        range == null ? Interval.prefix(prefix) : Ranges.within(prefix, range);
                if (!interval.isEmpty()) {
                    intervals.add(interval);
                }
            }
            List<Interval> ordered = new ArrayList<>(intervals);
            if (reverse) {
                Collections.reverse(ordered);
            }
            return new Plan(
                    index,
                    ordered,
                    reverse,
                    direction != Direction.UNSORTED,
                    index.arrays() != 0,
                    criteria.without(index.arrays() == 0 ? used() : Set.of()));
        }

        /** The fields whose demands the intervals stand for. */
        private Set<String> used() {
            return keys.stream()
                    .limit(equal + (range == null ? 0 : 1))
                    .map(IndexKey::getKey)
                    .collect(Collectors.toSet());
        }
    }
}
