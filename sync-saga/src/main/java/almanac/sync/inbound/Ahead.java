package almanac.sync.inbound;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;

/** Something that is got ready while other work goes on, and taken once. */
final class Ahead<T> implements AutoCloseable {

    private final FutureTask<T> task;

    private Ahead(FutureTask<T> task) {
        this.task = task;
    }

    /** Begins at once, on a thread of its own. */
    static <T> Ahead<T> begun(Supplier<T> work) {
        var task = new FutureTask<>(work::get);
        Thread.ofVirtual().name("page-ahead").start(task);
        return new Ahead<>(task);
    }

    /** Does the work when it is asked for, on that thread. */
    static <T> Ahead<T> onDemand(Supplier<T> work) {
        return new Ahead<>(new FutureTask<>(work::get));
    }

    /** What came of it, or what it failed with. */
    T take() {
        task.run();
        try {
            return task.get();
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof RuntimeException cause
                    ? cause
                    : new IllegalStateException(failed.getCause());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("stopped while waiting for a page", stopped);
        }
    }

    /** Nobody wants it any more. */
    @Override
    public void close() {
        task.cancel(true);
    }
}
