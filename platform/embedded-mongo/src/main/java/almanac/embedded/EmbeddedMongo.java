package almanac.embedded;

import de.bwaldvogel.mongo.MongoServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * A store that any MongoDB driver can talk to, on a loopback port of this process. For a laptop or
 * one small server: no replication, no transactions, no users. What it does not support (TTL,
 * partial, text, geo and hashed indexes, collation, sessions, update pipelines) it refuses with an
 * error.
 */
public final class EmbeddedMongo implements AutoCloseable {

    /** A port that the operating system picks. */
    public static final int ANY_PORT = 0;

    /**
     * Connections take turns on the threads; a writer that waits for the disk blocks its thread
     * only.
     */
    private static final int THREADS = 32;

    private final Store store;
    private final StoreBackend backend;
    private final MongoServer server;
    private final @Nullable Checkpointer checkpointer;

    private EmbeddedMongo(Store store, int port, Checkpointer.@Nullable Limits limits) {
        this.store = store;
        try {
            this.backend = new StoreBackend(store, Clock.systemUTC());
            this.server = new MongoServer(backend);
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1, THREADS);
        } catch (RuntimeException e) {
            store.close();
            throw e;
        }
        this.checkpointer = limits == null ? null : new Checkpointer(store, limits);
    }

    /**
     * Opens or creates a store; acknowledged writes survive the death of the process.
     *
     * @param file the data file; journals lie beside it under the same name
     * @throws RuntimeException when another process has the file open, or it has a format that is
     *     not known
     */
    public static EmbeddedMongo open(Path file) {
        return open(file, Durability.PROCESS_CRASH, ANY_PORT);
    }

    /** Opens or creates a store on a given port, or {@link #ANY_PORT}. */
    public static EmbeddedMongo open(Path file, Durability durability, int port) {
        return open(file, durability, port, Checkpointer.Limits.DEFAULT);
    }

    static EmbeddedMongo open(
            Path file, Durability durability, int port, Checkpointer.Limits limits) {
        return new EmbeddedMongo(Store.open(file, durability), port, limits);
    }

    /** A store that is gone when it is closed. */
    public static EmbeddedMongo inMemory() {
        return new EmbeddedMongo(Store.inMemory(), ANY_PORT, null);
    }

    /** The connection string for a driver, without a database. */
    public String uri() {
        InetSocketAddress address = server.getLocalAddress();
        return "mongodb://" + address.getAddress().getHostAddress() + ":" + address.getPort();
    }

    /** The size now; costs a walk over the names of the collections. */
    public StoreStats stats() {
        return new StoreStats(store.fileBytes(), backend.collections(), backend.documents());
    }

    /** Index and table entries that queries have looked at so far. */
    long entriesExamined() {
        return store.examined().sum();
    }

    /**
     * Writes everything to the data file and ends; open connections are closed. Safe to call twice.
     */
    @Override
    public void close() {
        if (checkpointer != null) {
            checkpointer.close();
        }
        server.shutdownNow();
        store.close();
    }
}
