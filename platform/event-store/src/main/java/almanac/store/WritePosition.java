package almanac.store;

import java.util.OptionalLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Tells the sender of a command where the facts of that command are stored, so that it can wait for
 * its projections ({@link ProjectionProgress#awaitPosition}).
 *
 * <p>Bound to the calling thread: it sees what {@link SequencedEngine} appends on this very thread
 * while the work runs. That holds for Axon's {@code SimpleCommandBus}, which runs the handler and
 * its commit on the thread that sends. What another thread appends is not seen.
 */
public final class WritePosition {

    private static final ScopedValue<WritePosition> OPEN = ScopedValue.newInstance();

    private OptionalLong last = OptionalLong.empty();

    private WritePosition() {}

    /**
     * What the work returned, and the global position of the last fact stored inside it, or none.
     *
     * @param <T> the type of the result
     */
    public record Written<T extends @Nullable Object>(T value, OptionalLong position) {}

    /** Runs the work on this thread. Inside another capture, both see the position. */
    public static <T extends @Nullable Object> Written<T> capture(Supplier<T> work) {
        WritePosition own = new WritePosition();
        T value = ScopedValue.where(OPEN, own).call(work::get);
        own.last.ifPresent(WritePosition::note);
        return new Written<>(value, own.last);
    }

    static void note(long position) {
        if (OPEN.isBound()) {
            WritePosition open = OPEN.get();
            open.last = OptionalLong.of(Math.max(position, open.last.orElse(position)));
        }
    }
}
