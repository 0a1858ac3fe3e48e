package almanac.sync.work;

import almanac.connection.ConnectionId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads of this node that run what is due: woken at once by what happens here, and looking
 * around for what happened on other nodes.
 */
public final class Workers {

    private static final Logger LOG = LoggerFactory.getLogger(Workers.class);
    private static final Duration LOOK_AROUND = Duration.ofMillis(200);
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final Runner runner;
    private final Bell bell;
    private final ToIntFunction<ConnectionId> atOnce;
    private final Semaphore places;
    private final Map<ConnectionId, Integer> running = new HashMap<>();
    private volatile @Nullable Thread dispatcher;
    private volatile @Nullable ExecutorService threads;

    /**
     * @param atOnce how many steps an account may have under way
     * @param most how many steps this node has under way
     */
    public Workers(Runner runner, Bell bell, ToIntFunction<ConnectionId> atOnce, int most) {
        this.runner = runner;
        this.bell = bell;
        this.atOnce = atOnce;
        this.places = new Semaphore(most);
    }

    public void start() {
        threads = Executors.newVirtualThreadPerTaskExecutor();
        var thread = Thread.ofPlatform().daemon().name("sync-dispatcher").unstarted(this::dispatch);
        dispatcher = thread;
        thread.start();
    }

    /** Lets running steps end where they can, and interrupts the others. */
    public void stop() {
        var thread = dispatcher;
        var pool = threads;
        dispatcher = null;
        threads = null;
        if (thread == null || pool == null) {
            return;
        }
        thread.interrupt();
        pool.shutdown();
        try {
            thread.join(GRACE);
            if (!pool.awaitTermination(GRACE.toMillis(), TimeUnit.MILLISECONDS)) {
                pool.shutdownNow();
                pool.awaitTermination(GRACE.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            pool.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    public boolean isRunning() {
        return dispatcher != null;
    }

    private void dispatch() {
        try {
            while (dispatcher == Thread.currentThread()) {
                places.acquire();
                if (!startOne()) {
                    places.release();
                    bell.await(LOOK_AROUND);
                }
            }
        } catch (InterruptedException stopped) {
            // stop() says so
        }
    }

    private boolean startOne() {
        var pool = threads;
        try {
            var lease = runner.claim(busy());
            if (lease.isEmpty() || pool == null) {
                return false;
            }
            count(lease.get().account(), 1);
            pool.execute(() -> run(lease.get()));
            return true;
        } catch (RuntimeException failed) {
            LOG.warn("looking for due work failed", failed);
            return false;
        }
    }

    private void run(Lease lease) {
        try {
            runner.run(lease);
        } catch (RuntimeException failed) {
            LOG.warn("unit={} could not be given back and runs again later", lease.unit(), failed);
        } finally {
            count(lease.account(), -1);
            places.release();
            bell.ring();
        }
    }

    private void count(ConnectionId account, int change) {
        synchronized (running) {
            running.merge(account, change, Integer::sum);
            running.remove(account, 0);
        }
    }

    private List<ConnectionId> busy() {
        synchronized (running) {
            var full = new ArrayList<ConnectionId>();
            running.forEach((account, steps) -> {
                if (steps >= atOnce.applyAsInt(account)) {
                    full.add(account);
                }
            });
            return full;
        }
    }
}
