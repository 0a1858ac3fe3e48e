package almanac.sync.local;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;

/**
 * Answers that hold for one batch of facts: a processor that handles thousands does not ask the
 * same thing for each. Outside of a batch nothing is remembered.
 *
 * <p>All facts of a batch were stored before its first one is handled, so an answer is never older
 * than what a fact follows.
 */
public final class BatchAnswers {

    private static final String KEY = BatchAnswers.class.getName();

    private BatchAnswers() {}

    /** The answer to a question, which is a value. */
    @SuppressWarnings("unchecked")
    public static <T> T to(Record question, Supplier<T> answer) {
        if (!CurrentUnitOfWork.isStarted()) {
            return answer.get();
        }
        return (T) remembered().computeIfAbsent(question, asked -> answer.get());
    }

    /** What was answered holds no more. */
    public static void forget() {
        if (CurrentUnitOfWork.isStarted()) {
            remembered().clear();
        }
    }

    private static Map<Record, Object> remembered() {
        return CurrentUnitOfWork.get().root().getOrComputeResource(KEY, key -> new HashMap<>());
    }
}
