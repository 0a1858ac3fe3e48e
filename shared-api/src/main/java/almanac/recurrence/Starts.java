package almanac.recurrence;

import java.time.LocalDateTime;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * An iterator that looks for the next start only when asked, so that a budget which ends behind a
 * start does not take that start away.
 */
final class Starts implements Iterator<LocalDateTime> {

    private final Supplier<Optional<LocalDateTime>> source;
    private Optional<LocalDateTime> next = Optional.empty();
    private boolean known;

    Starts(Supplier<Optional<LocalDateTime>> source) {
        this.source = source;
    }

    Optional<LocalDateTime> peek() {
        if (!known) {
            next = source.get();
            known = true;
        }
        return next;
    }

    @Override
    public boolean hasNext() {
        return peek().isPresent();
    }

    @Override
    public LocalDateTime next() {
        var start = peek().orElseThrow(NoSuchElementException::new);
        known = false;
        return start;
    }

    /** Both as one, ascending and without duplicates; both must ascend. */
    static Starts merge(Starts left, Starts right) {
        return new Starts(() -> {
            var first = earlier(left.peek(), right.peek());
            if (left.peek().equals(first)) {
                left.known = false;
            }
            if (right.peek().equals(first)) {
                right.known = false;
            }
            return first;
        });
    }

    private static Optional<LocalDateTime> earlier(
            Optional<LocalDateTime> left, Optional<LocalDateTime> right) {
        if (left.isEmpty() || right.isEmpty()) {
            return left.or(() -> right);
        }
        return left.get().isAfter(right.get()) ? right : left;
    }
}
