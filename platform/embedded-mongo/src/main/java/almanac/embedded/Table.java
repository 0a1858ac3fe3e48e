package almanac.embedded;

import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVMap;
import org.jspecify.annotations.Nullable;

/** One ordered map of the store; changes are recorded in the batch of the calling thread. */
final class Table {

    private final int id;
    private final MVMap<byte[], byte[]> map;
    private final Store store;

    Table(int id, MVMap<byte[], byte[]> map, Store store) {
        this.id = id;
        this.map = map;
        this.store = store;
    }

    int id() {
        return id;
    }

    MVMap<byte[], byte[]> map() {
        return map;
    }

    byte @Nullable [] get(byte[] key) {
        return map.get(key);
    }

    void put(byte[] key, byte[] value) {
        store.record(id, key, value);
        map.put(key, value);
    }

    /**
     * For filling a table that nobody knows yet; it must be checkpointed before it is named in the
     * catalog.
     */
    void putUnrecorded(byte[] key, byte[] value) {
        map.put(key, value);
    }

    void remove(byte[] key) {
        store.record(id, key, null);
        map.remove(key);
    }

    byte @Nullable [] ceiling(byte[] key) {
        return map.ceilingKey(key);
    }

    byte @Nullable [] last() {
        return map.lastKey();
    }

    long size() {
        return map.sizeAsLong();
    }

    /** How many keys are in the interval; takes no longer for many than for few. */
    long count(Interval keys) {
        return (keys.isOpen() ? size() : before(keys.to())) - before(keys.from());
    }

    private long before(Key key) {
        long index = map.getKeyIndex(key.bytes());
        return index < 0 ? -index - 1 : index;
    }

    /** From the key on (or from the first or last one), backwards if asked for. */
    Cursor<byte[], byte[]> cursor(byte @Nullable [] from, boolean reverse) {
        return map.cursor(from, null, reverse);
    }
}
