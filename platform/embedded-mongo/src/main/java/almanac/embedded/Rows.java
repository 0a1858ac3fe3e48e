package almanac.embedded;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Documents one after the other, with pauses in between. */
interface Rows {

    /** The next document, null at the end. */
    @Nullable Row next();

    /** Whether the end has been met. */
    boolean isAtEnd();

    /** Lets go of everything that is only valid under the lock of the collection. */
    void pause();

    /**
     * Reads all rows and sorts them.
     *
     * @param keep how many of the first ones are needed, 0 for all
     */
    static Rows sorted(Rows rows, Comparator<Row> order, long keep) {
        List<Row> sorted = new ArrayList<>();
        for (Row row = rows.next(); row != null; row = rows.next()) {
            sorted.add(row);
            if (keep > 0 && sorted.size() >= 2 * keep + 1000) {
                sorted.sort(order);
                sorted.subList((int) keep, sorted.size()).clear();
            }
        }
        sorted.sort(order);
        return of(sorted.iterator());
    }

    private static Rows of(Iterator<Row> rows) {
        return new Rows() {
            @Override
            public @Nullable Row next() {
                return rows.hasNext() ? rows.next() : null;
            }

            @Override
            public boolean isAtEnd() {
                return !rows.hasNext();
            }

            @Override
            public void pause() {}
        };
    }
}
