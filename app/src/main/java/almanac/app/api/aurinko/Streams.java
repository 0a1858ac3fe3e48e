package almanac.app.api.aurinko;

import almanac.app.web.FeedProgress;
import almanac.app.web.StreamPlaces;
import almanac.user.UserId;
import org.springframework.context.SmartLifecycle;

/** The open streams of this node: so many for each user, and all end before the server does. */
final class Streams implements SmartLifecycle {

    private final FeedProgress progress;
    private final StreamPlaces places;
    private volatile Bell bell;
    private volatile boolean running;

    /**
     * @param most how many one user may have open
     */
    Streams(FeedProgress progress, int most) {
        this.progress = progress;
        this.places = new StreamPlaces(most);
        this.bell = new Bell(progress);
    }

    /** See {@link StreamPlaces#enter}. */
    StreamPlaces.Place enter(UserId user) {
        return places.enter(user);
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
