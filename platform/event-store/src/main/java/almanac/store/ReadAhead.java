package almanac.store;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;

/**
 * Fetches a batch while its reader is busy with the one before, and never more than that one: a
 * slow reader holds two batches at most. Begins with the first question. Not for several threads.
 */
final class ReadAhead<T> implements Supplier<List<T>> {

    private final Supplier<List<T>> fetch;
    private Optional<CompletableFuture<List<T>>> next = Optional.empty();

    ReadAhead(Supplier<List<T>> fetch) {
        this.fetch = fetch;
    }

    /** The next batch; throws what fetching it threw. */
    @Override
    public List<T> get() {
        var batch = joined(next.orElseGet(this::begun));
        next = batch.isEmpty() ? Optional.empty() : Optional.of(begun());
        return batch;
    }

    private CompletableFuture<List<T>> begun() {
        return CompletableFuture.supplyAsync(fetch, Thread::startVirtualThread);
    }

    private static <T> List<T> joined(CompletableFuture<List<T>> batch) {
        try {
            return batch.join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw failed;
        }
    }
}
