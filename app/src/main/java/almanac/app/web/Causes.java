package almanac.app.web;

import almanac.message.Rejected;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.queryhandling.QueryExecutionException;
import org.jspecify.annotations.Nullable;

/** Finds the exception that matters inside the wrappers of the buses. */
final class Causes {

    private Causes() {}

    static <T extends Throwable> Optional<T> find(Throwable failure, Class<T> type) {
        for (@Nullable Throwable at = failure; at != null; at = at.getCause()) {
            if (type.isInstance(at)) {
                return Optional.of(type.cast(at));
            }
        }
        return Optional.empty();
    }

    static RuntimeException unwrapped(Throwable failure) {
        var refused = find(failure, Rejected.class);
        if (refused.isPresent()) {
            return refused.get();
        }
        var inner = failure;
        while (isWrapper(inner) && inner.getCause() != null) {
            inner = inner.getCause();
        }
        return inner instanceof RuntimeException runtime
                ? runtime
                : new IllegalStateException(inner.getMessage(), inner);
    }

    private static boolean isWrapper(Throwable failure) {
        return failure instanceof CompletionException
                || failure instanceof ExecutionException
                || failure instanceof CommandExecutionException
                || failure instanceof QueryExecutionException;
    }
}
