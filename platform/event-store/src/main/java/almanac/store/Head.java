package almanac.store;

import almanac.store.Commit.Placed;
import java.time.Instant;

/**
 * The end of the store: the position the next commit takes and the greatest timestamp before it. A
 * head is only ever made of a commit that is durably stored.
 */
record Head(long next, Instant latest) {

    static final Head EMPTY = new Head(0, Instant.MIN);

    Head after(Placed placed) {
        Instant own = placed.commit().latest();
        return new Head(placed.end(), own.isAfter(latest) ? own : latest);
    }

    static Head later(Head one, Head other) {
        return one.next() >= other.next() ? one : other;
    }
}
