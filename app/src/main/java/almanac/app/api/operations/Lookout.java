package almanac.app.api.operations;

import almanac.app.web.StreamPlaces;
import almanac.user.UserId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * Looks at something once a second for all who listen, and not at all while nobody does. Those who
 * listen are told only when it changed.
 */
final class Lookout implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Lookout.class);
    private static final long PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Supplier<String> scene;
    private final StreamPlaces places;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition seen = lock.newCondition();
    private final Condition left = lock.newCondition();
    private Optional<Sight> latest = Optional.empty();
    private int listeners;
    private boolean looking;
    private boolean running;

    /**
     * @param scene what is looked at, as JSON in one line
     * @param places of those who listen
     */
    Lookout(Supplier<String> scene, StreamPlaces places) {
        this.scene = scene;
        this.places = places;
    }

    /**
     * What was seen.
     *
     * @param id the same for the same text, on every node and after a restart
     */
    record Sight(String id, String text) {
        static Sight of(String text) {
            try {
                var digest =
                        MessageDigest.getInstance("SHA-256")
                                .digest(text.getBytes(StandardCharsets.UTF_8));
                return new Sight(Base64.getUrlEncoder().encodeToString(digest), text);
            } catch (NoSuchAlgorithmException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    }

    /** Listens until it is closed. */
    StreamPlaces.Place enter(UserId user) {
        var place = places.enter(user);
        lock.lock();
        try {
            listeners++;
            if (!looking) {
                looking = true;
                Thread.ofVirtual().name("lookout").start(this::look);
            }
        } finally {
            lock.unlock();
        }
        return () -> {
            leave();
            place.close();
        };
    }

    private void leave() {
        lock.lock();
        try {
            listeners--;
            left.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void look() {
        try {
            while (goesOn()) {
                try {
                    tell(Sight.of(scene.get()));
                } catch (RuntimeException failed) {
                    LOG.warn("what operators follow is looked at again later", failed);
                }
                pause();
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    /** What was seen is forgotten with the last who listened: it will not be true any more. */
    private boolean goesOn() {
        lock.lock();
        try {
            looking = listeners > 0 && running;
            latest = looking ? latest : Optional.empty();
            return looking;
        } finally {
            lock.unlock();
        }
    }

    private void tell(Sight now) {
        lock.lock();
        try {
            latest = Optional.of(now);
            seen.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void pause() throws InterruptedException {
        lock.lock();
        try {
            var rest = PAUSE_NANOS;
            while (rest > 0 && listeners > 0 && running) {
                rest = left.awaitNanos(rest);
            }
        } finally {
            lock.unlock();
        }
    }

    /** The next sight that is not the one of that id; empty after the bound, or at the end. */
    Optional<Sight> await(String id, Duration bound) throws InterruptedException {
        lock.lock();
        try {
            var rest = bound.toNanos();
            while (running && rest > 0) {
                var news = latest.filter(it -> !it.id().equals(id));
                if (news.isPresent()) {
                    return news;
                }
                rest = seen.awaitNanos(rest);
            }
            return Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    /** Whether anybody is looking; for tests. */
    boolean isLooking() {
        lock.lock();
        try {
            return looking;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void start() {
        switchTo(true);
    }

    @Override
    public void stop() {
        switchTo(false);
    }

    private void switchTo(boolean on) {
        lock.lock();
        try {
            running = on;
            seen.signalAll();
            left.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public boolean isRunning() {
        lock.lock();
        try {
            return running;
        } finally {
            lock.unlock();
        }
    }

    /** The server waits for open answers, so they must end first. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}
