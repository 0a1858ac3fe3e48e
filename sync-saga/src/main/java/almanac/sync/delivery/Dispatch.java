package almanac.sync.delivery;

import almanac.sync.work.Backoff;
import almanac.sync.work.Bell;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
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
 * Carries parcels on the threads of this node, several of a group at once, and decides what becomes
 * of those that did not go: again after a pause that grows, or given up.
 */
public final class Dispatch<T> {

    private static final Logger LOG = LoggerFactory.getLogger(Dispatch.class);
    private static final Duration LOOK_AROUND = Duration.ofMillis(200);
    private static final Duration GRACE = Duration.ofSeconds(5);

    private final Setting<T> setting;
    private final Semaphore places;
    private final Map<String, Integer> underWay = new HashMap<>();
    private volatile @Nullable Thread dispatcher;
    private volatile @Nullable ExecutorService threads;

    /**
     * What the assembly supplies.
     *
     * @param name of the threads
     * @param node names this node and no other that runs at the same time
     * @param ofOneGroup how many parcels of a group may be under way
     * @param inAll how many this node has under way
     */
    public record Setting<T>(
            String name,
            Outbox<T> outbox,
            Carrier<T> carrier,
            Backoff backoff,
            Bell bell,
            Clock clock,
            String node,
            int ofOneGroup,
            int inAll) {}

    public Dispatch(Setting<T> setting) {
        this.setting = setting;
        this.places = new Semaphore(setting.inAll());
    }

    public void start() {
        threads = Executors.newVirtualThreadPerTaskExecutor();
        var thread = Thread.ofPlatform().daemon().name(setting.name()).unstarted(this::dispatch);
        dispatcher = thread;
        thread.start();
    }

    /** Lets attempts under way end where they can, and interrupts the others. */
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
            }
        } catch (InterruptedException e) {
            pool.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    public boolean isRunning() {
        return dispatcher != null;
    }

    /** Carries all whose turn has come on the calling thread; answers how many attempts it made. */
    public int runDue() {
        for (var count = 0; ; count++) {
            var claim = setting.outbox().turns().claim(setting.node(), List.of());
            if (claim.isEmpty()) {
                return count;
            }
            carry(claim.get());
        }
    }

    private void dispatch() {
        try {
            while (dispatcher == Thread.currentThread()) {
                places.acquire();
                if (!startOne()) {
                    places.release();
                    setting.bell().await(LOOK_AROUND);
                }
            }
        } catch (InterruptedException stopped) {
            // stop() says so
        }
    }

    private boolean startOne() {
        var pool = threads;
        try {
            var claim = setting.outbox().turns().claim(setting.node(), full());
            if (claim.isEmpty() || pool == null) {
                return false;
            }
            count(claim.get().parcel().group(), 1);
            pool.execute(() -> run(claim.get()));
            return true;
        } catch (RuntimeException failed) {
            LOG.warn("{} could not look for what has to go", setting.name(), failed);
            return false;
        }
    }

    private void run(Claim<T> claim) {
        try {
            carry(claim);
        } catch (RuntimeException failed) {
            LOG.warn("parcel={} could not be given back, goes later", claim.parcel().id(), failed);
        } finally {
            count(claim.parcel().group(), -1);
            places.release();
            setting.bell().ring();
        }
    }

    private void carry(Claim<T> claim) {
        settle(claim, attempted(claim));
    }

    private Carried attempted(Claim<T> claim) {
        try {
            return setting.carrier().carry(claim);
        } catch (RuntimeException failed) {
            LOG.warn("parcel={} attempt={}", claim.parcel().id(), claim.attempts() + 1, failed);
            return new Carried.Failed(failed.getClass().getSimpleName(), Optional.empty());
        }
    }

    private void settle(Claim<T> claim, Carried carried) {
        var turns = setting.outbox().turns();
        switch (carried) {
            case Carried.Gone(var note) -> turns.end(claim, Sent.State.GONE, note);
            case Carried.Dropped(var reason) -> turns.end(claim, Sent.State.DROPPED, reason);
            case Carried.Refused(var reason) -> giveUp(claim, reason);
            case Carried.Held(var until, var reason) -> turns.later(claim, until, reason, false);
            case Carried.Failed failed when setting.backoff().exhausted(claim.attempts()) ->
                    giveUp(claim, failed.reason());
            case Carried.Failed(var reason, var atLeast) -> {
                var pause = setting.backoff().pause(claim.attempts());
                var wanted = atLeast.filter(least -> least.compareTo(pause) > 0).orElse(pause);
                turns.later(claim, setting.clock().instant().plus(wanted), reason, true);
            }
        }
    }

    private void giveUp(Claim<T> claim, String reason) {
        if (setting.outbox().turns().end(claim, Sent.State.DEAD, reason)) {
            LOG.warn("parcel={} is given up: {}", claim.parcel().id(), reason);
        }
    }

    private void count(String group, int change) {
        synchronized (underWay) {
            underWay.merge(group, change, Integer::sum);
            underWay.remove(group, 0);
        }
    }

    private Collection<String> full() {
        synchronized (underWay) {
            var full = new ArrayList<String>();
            underWay.forEach((group, count) -> {
                if (count >= setting.ofOneGroup()) {
                    full.add(group);
                }
            });
            return full;
        }
    }
}
