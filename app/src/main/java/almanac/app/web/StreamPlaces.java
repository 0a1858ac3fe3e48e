package almanac.app.web;

import almanac.message.Rejected;
import almanac.message.Rejection;
import almanac.user.UserId;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** How many answers that go on for long each user may have open. */
public final class StreamPlaces {

    private static final Duration SOON = Duration.ofSeconds(5);

    private final int most;
    private final Map<UserId, Integer> open = new ConcurrentHashMap<>();

    /**
     * @param most how many one user may have open
     */
    public StreamPlaces(int most) {
        this.most = most;
    }

    /** One answer's place among those of its user. */
    public interface Place extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * Takes a place until it is closed.
     *
     * @throws Rejected with TooManyRequests when the user has none left
     */
    public Place enter(UserId user) {
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
}
