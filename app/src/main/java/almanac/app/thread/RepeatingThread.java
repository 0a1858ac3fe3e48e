package almanac.app.thread;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Does something again and again on a thread of its own, with a pause after each time. Not for
 * concurrent starts and stops.
 */
public final class RepeatingThread {

    private static final long GRACE_SECONDS = 5;

    private final String name;
    private final Duration pause;
    private final Runnable work;
    private volatile @Nullable ScheduledExecutorService thread;

    /**
     * @param name of the thread
     * @param work ends the repetition by throwing
     */
    public RepeatingThread(String name, Duration pause, Runnable work) {
        this.name = name;
        this.pause = pause;
        this.work = work;
    }

    /** Begins at once. */
    public void start() {
        var service =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofPlatform().daemon().name(name).factory());
        var unused =
                service.scheduleWithFixedDelay(work, 0, pause.toMillis(), TimeUnit.MILLISECONDS);
        thread = service;
    }

    /**
     * Returns when the work has ended that was being done, so that it cannot undo what is done
     * next; breaks it off after five seconds.
     */
    public void stop() {
        end(false);
    }

    /** The same, but breaks the work off at once. */
    public void breakOff() {
        end(true);
    }

    private void end(boolean now) {
        var service = thread;
        thread = null;
        if (service == null) {
            return;
        }
        service.shutdown();
        if (now) {
            service.shutdownNow();
        }
        try {
            if (!service.awaitTermination(GRACE_SECONDS, TimeUnit.SECONDS)) {
                service.shutdownNow();
            }
        } catch (InterruptedException e) {
            service.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    /** Whether it was started and not stopped. */
    public boolean runs() {
        return thread != null;
    }
}
