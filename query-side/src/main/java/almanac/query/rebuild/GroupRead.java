package almanac.query.rebuild;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Lets questions by number that wait at the same time go to the store as one. Nothing is
 * remembered: whoever asks is answered by a read that begins afterwards, so it sees what was there
 * when it asked. The first to ask after a read has begun waits for its end and then reads for all
 * who asked meanwhile; where nobody reads, nobody waits.
 */
public final class GroupRead<V> {

    private final Function<Set<Long>, Map<Long, V>> read;
    private final ReentrantLock gate = new ReentrantLock();
    private CompletableFuture<?> last = CompletableFuture.completedFuture(Map.of());
    private @Nullable Turn<V> gathering;

    /**
     * @param read answers what is there of these numbers; what it answers is shared by threads, and
     *     where it fails it fails for all of them, so it had better not look into what it finds
     */
    public GroupRead(Function<Set<Long>, Map<Long, V>> read) {
        this.read = read;
    }

    /** What is there under this number. */
    public Optional<V> one(long number) {
        return Optional.ofNullable(answer(Set.of(number)).get(number));
    }

    /** What is there under these numbers. */
    public Map<Long, V> all(Collection<Long> numbers) {
        var asked = Set.copyOf(numbers);
        if (asked.isEmpty()) {
            return Map.of();
        }
        var found = new HashMap<>(answer(asked));
        found.keySet().retainAll(asked);
        return found;
    }

    /** What is there under these numbers, and perhaps under others. */
    private Map<Long, V> answer(Set<Long> numbers) {
        Turn<V> mine;
        var before = Optional.<CompletableFuture<?>>empty();
        gate.lock();
        try {
            if (gathering == null) {
                gathering = new Turn<>();
                before = Optional.of(last);
                last = gathering.answer;
            }
            mine = gathering;
            mine.numbers.addAll(numbers);
        } finally {
            gate.unlock();
        }
        before.ifPresent(turn -> lead(mine, turn));
        return mine.answered();
    }

    private void lead(Turn<V> mine, CompletableFuture<?> before) {
        before.handle((answer, failure) -> true).join();
        gate.lock();
        try {
            gathering = null;
        } finally {
            gate.unlock();
        }
        // here and now; whoever waits hears of a failure too
        mine.answer.completeAsync(() -> read.apply(mine.numbers), Runnable::run);
    }

    /** Those who wait for one read. */
    private static final class Turn<V> {

        private final Set<Long> numbers = new HashSet<>();
        private final CompletableFuture<Map<Long, V>> answer = new CompletableFuture<>();

        Map<Long, V> answered() {
            try {
                return answer.join();
            } catch (CompletionException failure) {
                if (failure.getCause() instanceof RuntimeException cause) {
                    throw cause;
                }
                throw failure;
            }
        }
    }
}
