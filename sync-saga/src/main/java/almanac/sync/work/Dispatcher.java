package almanac.sync.work;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The threads of this node that carry out jobs, several at once, but only so many of one group:
 * woken at once by what happens here, and looking around for what is due and for what happened on
 * other nodes.
 *
 * @param <G> what jobs are grouped by
 * @param <J> a job that this node has claimed
 */
public final class Dispatcher<G, J> {

    private static final Logger LOG = LoggerFactory.getLogger(Dispatcher.class);
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final String name;
    private final Jobs<G, J> jobs;
    private final Bell bell;
    private final Semaphore places;
    private final Map<G, Integer> underWay = new HashMap<>();
    private volatile @Nullable Thread dispatcher;
    private volatile @Nullable ExecutorService threads;

    /** What there is to do. */
    public interface Jobs<G, J> {

        /** Claims a job whose turn has come and that is of none of these groups. */
        Optional<J> claim(List<G> full);

        G group(J job);

        /** Names a job in the log. */
        String name(J job);

        /** How many jobs of a group may be under way. */
        int atOnce(G group);

        /** Carries out a job and gives it back; one that cannot be given back comes again. */
        void carryOut(J job);
    }

    /**
     * @param name of the thread that looks for jobs
     * @param most how many jobs this node has under way
     */
    public Dispatcher(String name, Jobs<G, J> jobs, Bell bell, int most) {
        this.name = name;
        this.jobs = jobs;
        this.bell = bell;
        this.places = new Semaphore(most);
    }

    public void start() {
        // not virtual ones: the store may work on the thread that asks, and those share the cores
        threads =
                Executors.newCachedThreadPool(
                        Thread.ofPlatform().daemon().name(name + "-", 0).factory());
        var thread = Thread.ofPlatform().daemon().name(name).unstarted(this::dispatch);
        dispatcher = thread;
        thread.start();
    }

    /** Lets running jobs end where they can, and interrupts the others. */
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
        var idling = new Idling(System.nanoTime());
        try {
            while (dispatcher == Thread.currentThread()) {
                places.acquire();
                if (startOne()) {
                    idling.busy(System.nanoTime());
                } else {
                    places.release();
                    bell.await(idling.pause(System.nanoTime()));
                }
            }
        } catch (InterruptedException stopped) {
            // stop() says so
        }
    }

    private boolean startOne() {
        var pool = threads;
        try {
            var job = jobs.claim(full());
            if (job.isEmpty() || pool == null) {
                return false;
            }
            count(jobs.group(job.get()), 1);
            pool.execute(() -> run(job.get()));
            return true;
        } catch (RuntimeException failed) {
            if (isRunning()) {
                LOG.warn("{} could not look for what is due", name, failed);
            }
            return false;
        }
    }

    private void run(J job) {
        try {
            jobs.carryOut(job);
        } catch (RuntimeException failed) {
            LOG.warn("{} could not be given back, comes again later", jobs.name(job), failed);
        } finally {
            count(jobs.group(job), -1);
            places.release();
            bell.ring();
        }
    }

    private void count(G group, int change) {
        synchronized (underWay) {
            underWay.merge(group, change, Integer::sum);
            underWay.remove(group, 0);
        }
    }

    private List<G> full() {
        synchronized (underWay) {
            var full = new ArrayList<G>();
            underWay.forEach((group, count) -> {
                if (count >= jobs.atOnce(group)) {
                    full.add(group);
                }
            });
            return full;
        }
    }
}
