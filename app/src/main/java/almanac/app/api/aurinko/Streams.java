package almanac.app.api.aurinko;

import almanac.app.web.FeedProgress;
import almanac.message.Rejected;
import almanac.message.Rejection;
import almanac.user.UserId;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.SmartLifecycle;

/** The open streams of this node: so many for each user, and all end before the server does. */
final class Streams implements SmartLifecycle {

    private static final Duration SOON = Duration.ofSeconds(5);

    private final FeedProgress progress;
    private final int most;
    private final Map<UserId, Integer> open = new ConcurrentHashMap<>();
    private volatile Bell bell;
    private volatile boolean running;

    /**
     * @param most how many one user may have open
     */
    Streams(FeedProgress progress, int most) {
        this.progress = progress;
        this.most = most;
        this.bell = new Bell(progress);
    }

    /** One stream's place among those of its user. */
    interface Place extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * Takes a place until it is closed.
     *
     * @throws Rejected with TooManyRequests when the user has none left
     */
    Place enter(UserId user) {
        if (open.merge(user, 1, Integer::sum) > most) {
            leave(user);
            throw new Rejected(new Rejection.TooManyRequests(SOON));
        }
        return () -> leave(user);
    }

    private void leave(UserId user) {
        if (open.merge(user, -1, Integer::sum) == 0) {
            open.remove(user, 0);
        }
    }

    Bell bell() {
        return bell;
    }

    @Override
    public void start() {
        bell = new Bell(progress);
        Thread.ofVirtual().name("streams").start(bell);
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        bell.silence();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** The server waits for open answers, so they must end first. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }
}
