package almanac.recurrence;

import java.time.LocalDateTime;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;

/** Two ascending iterators as one, without duplicates. */
final class MergedStarts implements Iterator<LocalDateTime> {

    private final Iterator<LocalDateTime> left;
    private final Iterator<LocalDateTime> right;
    private Optional<LocalDateTime> nextLeft;
    private Optional<LocalDateTime> nextRight;

    MergedStarts(Iterator<LocalDateTime> left, Iterator<LocalDateTime> right) {
        this.left = left;
        this.right = right;
        this.nextLeft = pull(left);
        this.nextRight = pull(right);
    }

    @Override
    public boolean hasNext() {
        return nextLeft.isPresent() || nextRight.isPresent();
    }

    @Override
    public LocalDateTime next() {
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        var smallest = nextLeft.orElse(LocalDateTime.MAX);
        if (nextRight.orElse(LocalDateTime.MAX).isBefore(smallest)) {
            smallest = nextRight.orElseThrow();
        }
        if (nextLeft.filter(smallest::equals).isPresent()) {
            nextLeft = pull(left);
        }
        if (nextRight.filter(smallest::equals).isPresent()) {
            nextRight = pull(right);
        }
        return smallest;
    }

    private static Optional<LocalDateTime> pull(Iterator<LocalDateTime> starts) {
        return starts.hasNext() ? Optional.of(starts.next()) : Optional.empty();
    }
}
