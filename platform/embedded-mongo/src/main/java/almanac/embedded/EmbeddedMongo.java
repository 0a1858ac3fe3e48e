package almanac.embedded;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.connection.TransportSettings;
import de.bwaldvogel.mongo.MongoServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A store that any MongoDB driver can talk to: a driver in this process on its own threads, others
 * on a loopback port once that is asked for. For a laptop or one small server: no replication, no
 * transactions, no users. What it does not support (TTL, partial, text, geo and hashed indexes,
 * collation, sessions, update pipelines) it refuses with an error.
 */
public final class EmbeddedMongo implements AutoCloseable {

    /** What the driver calls the store; the name of no machine. */
    private static final String NAME = "embedded";

    /**
     * Connections take turns on the threads; a writer that waits for the disk blocks its thread
     * only.
     */
    private static final int THREADS = 32;

    private final Store store;
    private final StoreBackend backend;
    private final LocalServer local;
    private final @Nullable Checkpointer checkpointer;
    private @Nullable MongoServer server;
    private boolean closed;

    private EmbeddedMongo(Store store, Checkpointer.@Nullable Limits limits) {
        this.store = store;
        try {
            this.backend = new StoreBackend(store, Clock.systemUTC());
        } catch (RuntimeException e) {
            store.close();
            throw e;
        }
        this.local = new LocalServer(backend);
        this.checkpointer = limits == null ? null : new Checkpointer(store, limits);
    }

    /**
     * Opens or creates a store; acknowledged writes survive the death of the process. Its files and
     * their folder are for their owner alone, where the file system knows owners.
     *
     * @param file the data file; journals lie beside it under the same name
     * @throws RuntimeException when another process has the file open, or it has a format that is
     *     not known
     */
    public static EmbeddedMongo open(Path file) {
        return open(file, Durability.PROCESS_CRASH);
    }

    /** Opens or creates a store whose acknowledged writes survive what is said. */
    public static EmbeddedMongo open(Path file, Durability durability) {
        return open(file, durability, Checkpointer.Limits.DEFAULT);
    }

    static EmbeddedMongo open(Path file, Durability durability, Checkpointer.Limits limits) {
        return new EmbeddedMongo(Store.open(file, durability), limits);
    }

    /** A store that is gone when it is closed. */
    public static EmbeddedMongo inMemory() {
        return new EmbeddedMongo(Store.inMemory(), null);
    }

    /**
     * How a driver in this process connects: a command is answered on the thread that sends it,
     * without a socket. A command of an interrupted thread fails in the driver, whether or not the
     * store has carried it out. The driver's timeouts never come into play.
     */
    public MongoClientSettings.Builder settings() {
        return MongoClientSettings.builder()
                .applyConnectionString(new ConnectionString("mongodb://" + NAME))
                .inetAddressResolver(name -> List.of(InetAddress.getLoopbackAddress()))
                .transportSettings(
                        TransportSettings.nettyBuilder()
                                .eventLoopGroup(new CallingThread(local))
                                .socketChannelClass(LocalConnection.class)
                                .allocator(LocalServer.HEAP)
                                .build());
    }

    /**
     * The connection string for other drivers, without a database. From the first call on the store
     * listens on a loopback port that the operating system picks, to everybody on this machine.
     */
    public synchronized String uri() {
        if (closed) {
            throw new IllegalStateException("the store is closed");
        }
        MongoServer listening = server == null ? listen() : server;
        server = listening;
        InetSocketAddress address = listening.getLocalAddress();
        return "mongodb://" + address.getAddress().getHostAddress() + ":" + address.getPort();
    }

    private MongoServer listen() {
        MongoServer listening = new MongoServer(backend);
        listening.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1, THREADS);
        return listening;
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
     * Writes everything to the data file and ends; commands under way are answered before, open
     * connections are closed. Safe to call twice.
     */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        if (checkpointer != null) {
            checkpointer.close();
        }
        local.close();
        if (server != null) {
            server.shutdownNow();
        }
        store.close();
    }
}
