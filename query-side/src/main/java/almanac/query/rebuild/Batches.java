package almanac.query.rebuild;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.axonframework.messaging.unitofwork.BatchingUnitOfWork;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;

/**
 * Gathers the facts of a processor's batch and writes them with the last of them. Not when the unit
 * of work commits: by then Axon has stored the token, and a crash in between would lose the batch.
 * The processor must propagate errors of its handlers, else a failed write would be passed over.
 */
public final class Batches<F> {

    private final Class<F> type;
    private final Consumer<List<Stamped<F>>> writer;
    private final String key;

    public Batches(Class<F> type, String name, Consumer<List<Stamped<F>>> writer) {
        this.type = type;
        this.writer = writer;
        this.key = "almanac.batch." + name;
    }

    /** Takes one fact; outside of a unit of work it is written at once. */
    public void add(Stamped<F> fact) {
        if (!CurrentUnitOfWork.isStarted()) {
            writer.accept(List.of(fact));
            return;
        }
        var unit = CurrentUnitOfWork.get().root();
        List<Stamped<F>> waiting = unit.getOrComputeResource(key, name -> new ArrayList<>());
        waiting.add(fact);
        if (isLast(unit)) {
            unit.resources().remove(key);
            writer.accept(waiting);
        }
    }

    private boolean isLast(UnitOfWork<?> unit) {
        if (!(unit instanceof BatchingUnitOfWork<?> batch)) {
            return true;
        }
        return batch.getMessages().reversed().stream()
                .filter(message -> type.isAssignableFrom(message.getPayloadType()))
                .findFirst()
                .filter(last -> !last.getIdentifier().equals(unit.getMessage().getIdentifier()))
                .isEmpty();
    }
}
