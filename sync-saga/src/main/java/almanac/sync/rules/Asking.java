package almanac.sync.rules;

import almanac.message.Rejected;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.QueryGateway;
import org.jspecify.annotations.Nullable;

/** Asks the read models. A refusal is {@link Rejected}. */
final class Asking {

    private final QueryGateway queries;

    Asking(QueryGateway queries) {
        this.queries = queries;
    }

    <R> R one(Object query, Class<R> type) {
        return answer(queries.query(query, ResponseTypes.instanceOf(type)));
    }

    <R> List<R> list(Object query, Class<R> type) {
        return answer(queries.query(query, ResponseTypes.multipleInstancesOf(type)));
    }

    <R> Optional<R> find(Object query, Class<R> type) {
        return answer(queries.query(query, ResponseTypes.optionalInstanceOf(type)));
    }

    private static <R> R answer(CompletableFuture<R> pending) {
        try {
            return pending.join();
        } catch (CompletionException failure) {
            for (@Nullable Throwable at = failure; at != null; at = at.getCause()) {
                if (at instanceof Rejected refused) {
                    throw refused;
                }
            }
            throw failure;
        }
    }
}
