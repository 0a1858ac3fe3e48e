package almanac.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.type.ByteArrayDataType;

/**
 * The numbered maps of one MVStore. It commits only when told to: its own commits, by time or by
 * memory, would write changes to the file whose record is not in the journal yet.
 */
final class Maps {

    /**
     * Pages are read and written whole. Large ones are for scans; small ones are for a store of
     * which most pages change between two checkpoints: each is in the file once for every state
     * that may still be needed.
     */
    private static final int SMALL_PAGE = 4 * 1024;

    private static final int LARGE_PAGE = 16 * 1024;
    private static final long LARGE_FILE = 64L << 20;

    /**
     * With a delay of its own commits, which never comes, the store has threads that write; what
     * they would do by themselves every few days, compacting, is off.
     */
    private static final int NEVER_MILLIS = Integer.MAX_VALUE;

    private static final int MIN_CACHE_MEGABYTES = 8;
    private static final int MAX_CACHE_MEGABYTES = 16;

    private final MVStore maps;
    private final AtomicInteger next = new AtomicInteger(Catalog.TABLE + 1);

    private Maps(MVStore.Builder builder) {
        this.maps = builder.autoCommitDisabled().autoCommitBufferSize(0).open();
        maps.setRetentionTime(0);
        maps.setVersionsToKeep(0);
    }

    static Maps inMemory() {
        return new Maps(new MVStore.Builder());
    }

    static Maps on(Path file) throws IOException {
        OwnerOnly.folderOf(file);
        OwnerOnly.file(file);
        Maps opened =
                new Maps(
                        new MVStore.Builder()
                                .fileName(SteadyFiles.name(file))
                                .cacheSize(cacheMegabytes())
                                .pageSplitSize(pageBytes(file))
                                .autoCompactFillRate(0)
                                .compress());
        opened.maps.setAutoCommitDelay(NEVER_MILLIS);
        return opened;
    }

    private static int pageBytes(Path file) throws IOException {
        return Files.exists(file) && Files.size(file) >= LARGE_FILE ? LARGE_PAGE : SMALL_PAGE;
    }

    /**
     * A 128th of the heap, for what is above the leaves. The operating system has the file in
     * memory anyway, and whatever is read into this cache is copied by the collector again and
     * again while requests wait.
     */
    private static int cacheMegabytes() {
        long share = Runtime.getRuntime().maxMemory() >> 27;
        return (int) Math.clamp(share, MIN_CACHE_MEGABYTES, MAX_CACHE_MEGABYTES);
    }

    int newId() {
        return next.getAndIncrement();
    }

    MVMap<byte[], byte[]> map(int id) {
        return maps.openMap(
                String.valueOf(id),
                new MVMap.Builder<byte[], byte[]>()
                        .keyType(ByteArrayDataType.INSTANCE)
                        .valueType(ByteArrayDataType.INSTANCE));
    }

    void remove(MVMap<byte[], byte[]> map) {
        maps.removeMap(map);
    }

    /**
     * Removes what was left behind halfway; new maps get numbers above all that are there, and
     * above those that are known and have nothing in them yet, of which the file need not have a
     * map.
     */
    void keepOnly(Set<Integer> known) {
        known.forEach(id -> next.accumulateAndGet(id + 1, Math::max));
        for (String name : Set.copyOf(maps.getMapNames())) {
            int id = Integer.parseInt(name);
            next.accumulateAndGet(id + 1, Math::max);
            if (!known.contains(id)) {
                maps.removeMap(name);
            }
        }
    }

    /** Applies the records of the journals; doing that twice makes no difference. */
    void replay(JournalFiles files) throws IOException {
        Batch.Changes changes =
                new Batch.Changes() {
                    @Override
                    public void put(int table, byte[] key, byte[] value) {
                        map(table).put(key, value);
                    }

                    @Override
                    public void remove(int table, byte[] key) {
                        map(table).remove(key);
                    }
                };
        files.replay(payload -> Batch.replay(payload, changes));
    }

    void commit() {
        maps.commit();
    }

    /**
     * Takes what the maps hold now as what {@link #save} brings to the file; changes may follow at
     * once. Nobody may change anything during the call.
     */
    void mark() {
        if (maps.tryCommit() < 0 && maps.hasUnsavedChanges()) {
            maps.commit();
        }
    }

    /** Returns when what was marked last is on the disk. */
    void save() {
        maps.executeFilestoreOperation(() -> {});
        maps.sync();
    }

    void sync() {
        maps.sync();
    }

    /**
     * Marks the living pages of some chunks that are mostly dead as changed, so that the next save
     * writes them elsewhere; true when there was something to do. Others may read and write
     * meanwhile.
     */
    boolean compact(int minimumFillPercent, int bytes) {
        return maps.compact(minimumFillPercent, bytes);
    }

    int unsavedBytes() {
        return maps.getUnsavedMemory();
    }

    /** Without moving chunks, which trips over an assertion of H2 2.4.240. */
    void close() {
        maps.close(0);
    }

    void closeImmediately() {
        maps.closeImmediately();
    }
}
