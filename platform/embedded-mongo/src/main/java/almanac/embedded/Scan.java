package almanac.embedded;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;
import org.h2.mvstore.Cursor;
import org.jspecify.annotations.Nullable;

/**
 * Walks over the entries of a plan. Between two batches it only remembers the last key, so it holds
 * nothing of the store and goes on behind that key whatever has happened meanwhile.
 */
final class Scan implements Rows {

    private final Plan plan;
    private final Table documents;
    private final Predicate<Row> filter;
    private final LongAdder examined;
    private final Set<Key> seen = new HashSet<>();
    private int interval;
    private byte @Nullable [] last;
    private @Nullable Cursor<byte[], byte[]> cursor;

    Scan(Plan plan, Table documents, Predicate<Row> filter, LongAdder examined) {
        this.plan = plan;
        this.documents = documents;
        this.filter = filter;
        this.examined = examined;
    }

    @Override
    public @Nullable Row next() {
        while (interval < plan.intervals().size()) {
            Row found = nextIn(plan.intervals().get(interval));
            if (found != null) {
                return found;
            }
            interval++;
            pause();
            last = null;
        }
        return null;
    }

    @Override
    public boolean isAtEnd() {
        return interval >= plan.intervals().size();
    }

    @Override
    public void pause() {
        cursor = null;
    }

    private @Nullable Row nextIn(Interval range) {
        Cursor<byte[], byte[]> entries = cursor == null ? open(range) : cursor;
        cursor = entries;
        while (entries.hasNext()) {
            byte[] key = entries.next();
            if (isPast(range, key)) {
                return null;
            }
            if (isBefore(range, key)) {
                continue;
            }
            last = key;
            examined.increment();
            Row row = load(key, entries.getValue());
            if (row != null && filter.test(row)) {
                return row;
            }
        }
        return null;
    }

    private Cursor<byte[], byte[]> open(Interval range) {
        if (last != null) {
            return plan.index().table().cursor(last, plan.reverse());
        }
        byte[] first =
                !plan.reverse() ? range.from().bytes() : range.isOpen() ? null : range.to().bytes();
        return plan.index().table().cursor(first, plan.reverse());
    }

    private boolean isPast(Interval range, byte[] key) {
        return plan.reverse()
                ? new Key(key).compareTo(range.from()) < 0
                : !range.isOpen() && new Key(key).compareTo(range.to()) >= 0;
    }

    /** The key where the last batch ended, or the upper end, which is not part of the interval. */
    private boolean isBefore(Interval range, byte[] key) {
        return (last != null && Arrays.equals(key, last)) || !range.contains(key);
    }

    private @Nullable Row load(byte[] key, byte[] value) {
        if (plan.index() instanceof IdIndex) {
            return new Row(value);
        }
        byte[] id = plan.index().idOf(key, value);
        if (plan.repeats() && !seen.add(new Key(id))) {
            return null;
        }
        byte[] document = documents.get(id);
        return document == null ? null : new Row(document);
    }
}
