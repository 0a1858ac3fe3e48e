package almanac.store;

import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Hands out batch after batch as one stream, and fetches the next only when it is asked for it. */
final class FactCursor<T> implements Iterator<T> {

    private final Supplier<List<T>> fetch;
    private Iterator<T> batch = List.<T>of().iterator();
    private boolean ended;

    private FactCursor(Supplier<List<T>> fetch) {
        this.fetch = fetch;
    }

    /** A stream of all batches up to the first empty one. */
    static <T> Stream<T> stream(Supplier<List<T>> fetch) {
        return StreamSupport.stream(
                Spliterators.spliteratorUnknownSize(
                        new FactCursor<>(fetch), Spliterator.ORDERED | Spliterator.NONNULL),
                false);
    }

    @Override
    public boolean hasNext() {
        if (!batch.hasNext() && !ended) {
            List<T> next = fetch.get();
            ended = next.isEmpty();
            batch = next.iterator();
        }
        return batch.hasNext();
    }

    @Override
    public T next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        return batch.next();
    }
}
