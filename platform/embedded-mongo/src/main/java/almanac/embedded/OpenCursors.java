package almanac.embedded;

import de.bwaldvogel.mongo.backend.CursorRegistry;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Forgets cursors whose client went away without closing them; like a real server, after ten
 * minutes.
 */
final class OpenCursors {

    private static final long MAX_IDLE_NANOS = Duration.ofMinutes(10).toNanos();

    private final Queue<Find> cursors = new ConcurrentLinkedQueue<>();

    void add(Find cursor, CursorRegistry registry) {
        add(cursor, registry, System.nanoTime());
    }

    void add(Find cursor, CursorRegistry registry, long now) {
        cursors.removeIf(open -> open.isEmpty() || isExpired(open, registry, now));
        registry.add(cursor);
        cursors.add(cursor);
    }

    private static boolean isExpired(Find open, CursorRegistry registry, long now) {
        boolean expired = now - open.lastUsed() > MAX_IDLE_NANOS;
        if (expired) {
            registry.remove(open);
        }
        return expired;
    }
}
