package almanac.app.web;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.axonframework.messaging.responsetypes.ResponseTypes;
import org.axonframework.queryhandling.QueryGateway;

/** Asks the read models, on the calling thread. A refusal is {@link almanac.message.Rejected}. */
public final class Queries {

    private final QueryGateway gateway;

    public Queries(QueryGateway gateway) {
        this.gateway = gateway;
    }

    /** For a query that has exactly one answer. */
    public <R> R ask(Object query, Class<R> type) {
        return answer(gateway.query(query, ResponseTypes.instanceOf(type)));
    }

    /** For a query that answers a list. */
    public <R> List<R> list(Object query, Class<R> type) {
        return answer(gateway.query(query, ResponseTypes.multipleInstancesOf(type)));
    }

    /** For a query that answers an Optional. */
    public <R> Optional<R> find(Object query, Class<R> type) {
        return answer(gateway.query(query, ResponseTypes.optionalInstanceOf(type)));
    }

    private static <R> R answer(CompletableFuture<R> pending) {
        try {
            return pending.join();
        } catch (CompletionException failure) {
            throw Causes.unwrapped(failure);
        }
    }
}
