package almanac.app.web;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Remembers answers for the length of one batch on one thread, so that a thousand commands do not
 * ask the same thing a thousand times. Outside a batch nothing is remembered.
 */
public final class SameAnswers {

    private static final ScopedValue<Map<Object, Object>> BATCH = ScopedValue.newInstance();

    private SameAnswers() {}

    /** Carries out a batch. */
    public static <T> T during(Supplier<T> batch) {
        return ScopedValue.where(BATCH, new HashMap<>()).call(batch::get);
    }

    /** The answer to a question, which is a value; asked once in a batch. */
    @SuppressWarnings("unchecked")
    public static <T> T to(Record question, Supplier<T> answer) {
        if (!BATCH.isBound()) {
            return answer.get();
        }
        return (T) BATCH.get().computeIfAbsent(question, asked -> answer.get());
    }
}
