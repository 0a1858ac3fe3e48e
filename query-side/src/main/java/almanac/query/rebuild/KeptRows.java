package almanac.query.rebuild;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.IntSupplier;

/**
 * The rows of what is read now that were asked for lately, for a process that writes all of them
 * itself. Who was told that a write is done sees it: a row is kept only if nothing was written and
 * no other generation taken while it was read, and forgotten before the write is done.
 */
final class KeptRows<S> {

    private record Kept<S>(int generation, Row<S> row) {}

    private final IntSupplier live;
    private final Cache<Long, Kept<S>> rows;
    private final AtomicLong writes = new AtomicLong();

    /**
     * @param live the generation that is read now
     * @param most how many are kept, those asked for least go first
     */
    KeptRows(IntSupplier live, int most) {
        this.live = live;
        this.rows = Caffeine.newBuilder().maximumSize(most).build();
    }

    /**
     * What is there under these numbers.
     *
     * @param read answers what is there of those that are not kept
     */
    Map<Long, Row<S>> all(
            Collection<Long> ids, Function<Collection<Long>, Map<Long, Row<S>>> read) {
        var generation = live.getAsInt();
        var found = new HashMap<Long, Row<S>>();
        var missing = new ArrayList<Long>();
        for (var id : ids) {
            var kept = rows.getIfPresent(id);
            if (kept != null && kept.generation() == generation) {
                found.put(id, kept.row());
            } else {
                missing.add(id);
            }
        }
        if (!missing.isEmpty()) {
            var before = writes.get();
            var fresh = read.apply(missing);
            if (live.getAsInt() == generation) {
                fresh.forEach((id, row) -> keep(id, new Kept<>(generation, row), before));
            }
            found.putAll(fresh);
        }
        return found;
    }

    /** A write counts first and forgets then, so that it is seen here or takes this away again. */
    private void keep(Long id, Kept<S> fresh, long before) {
        rows.asMap().compute(id, (same, old) -> writes.get() == before ? fresh : old);
    }

    /** These were written, or may have been. */
    void written(Collection<Long> ids) {
        writes.incrementAndGet();
        rows.invalidateAll(ids);
    }

    /** Anything may have been written. */
    void allWritten() {
        writes.incrementAndGet();
        rows.invalidateAll();
    }
}
