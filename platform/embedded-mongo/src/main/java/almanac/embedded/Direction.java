package almanac.embedded;

import de.bwaldvogel.mongo.backend.IndexKey;
import de.bwaldvogel.mongo.bson.Document;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How the order of an index serves the order that was asked for. */
enum Direction {
    /** No order was asked for. */
    NONE,
    FORWARD,
    BACKWARD,
    /** The index does not give the order. */
    UNSORTED;

    /**
     * @param points a bit for each field of the index that has one value only in all entries read
     */
    static Direction of(Document order, List<IndexKey> keys, long points) {
        Direction direction = NONE;
        int position = 0;
        for (Map.Entry<String, Object> wanted : order.entrySet()) {
            while (position < keys.size()
                    && (points & 1L << position) != 0
                    && !keys.get(position).getKey().equals(wanted.getKey())) {
                position++;
            }
            if (isPoint(wanted.getKey(), keys, points)) {
                continue;
            }
            boolean ascending;
            if (position < keys.size()) {
                if (!keys.get(position).getKey().equals(wanted.getKey())) {
                    return UNSORTED;
                }
                ascending = keys.get(position).isAscending();
            } else if (wanted.getKey().equals("_id") && position == keys.size()) {
                ascending = true;
            } else {
                return position > keys.size() || endsWithId(keys) ? direction : UNSORTED;
            }
            position++;
            Direction needed = needed(wanted.getValue(), ascending);
            if (needed == UNSORTED || (direction != NONE && direction != needed)) {
                return UNSORTED;
            }
            direction = needed;
        }
        return direction == NONE ? FORWARD : direction;
    }

    /** The order of the table of documents counts as the natural one. */
    static Direction natural(Document order, boolean readsAllById) {
        return !readsAllById ? UNSORTED : needed(order.get("$natural"), true);
    }

    private static boolean isPoint(String field, List<IndexKey> keys, long points) {
        for (int i = 0; i < keys.size(); i++) {
            if ((points & 1L << i) != 0 && keys.get(i).getKey().equals(field)) {
                return true;
            }
        }
        return false;
    }

    private static boolean endsWithId(List<IndexKey> keys) {
        return keys.getLast().getKey().equals("_id");
    }

    private static Direction needed(@Nullable Object order, boolean ascending) {
        if (!(order instanceof Number number)) {
            return UNSORTED;
        }
        return number.intValue() > 0 == ascending ? FORWARD : BACKWARD;
    }
}
