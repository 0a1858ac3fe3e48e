package almanac.store.notary;

import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Looks at one after another and fetches the next page when it is needed.
 *
 * @param <T> what is looked at
 */
final class Paged<T> {

    private final Function<Optional<T>, List<T>> fetch;
    private Iterator<T> page = List.<T>of().iterator();
    private Optional<T> last = Optional.empty();
    private Optional<T> next = Optional.empty();

    /**
     * @param fetch the page behind one; an empty one is the end
     */
    Paged(Function<Optional<T>, List<T>> fetch) {
        this.fetch = fetch;
    }

    /** The next one, which stays the next. */
    Optional<T> peek() {
        if (next.isEmpty()) {
            if (!page.hasNext()) {
                page = fetch.apply(last).iterator();
            }
            if (page.hasNext()) {
                next = Optional.of(page.next());
                last = next;
            }
        }
        return next;
    }

    /** Goes on behind the one that was looked at. */
    void skip() {
        next = Optional.empty();
    }
}
