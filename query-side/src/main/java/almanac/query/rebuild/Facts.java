package almanac.query.rebuild;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;

/** Picks out of messages what a making takes. */
final class Facts {

    private Facts() {}

    static <F> List<Stamped<F>> of(
            Making<F> making, List<? extends TrackedEventMessage<?>> messages) {
        var facts = new ArrayList<Stamped<F>>();
        for (var message : messages) {
            making.taken(message).ifPresent(facts::add);
        }
        return facts;
    }

    static <F> Optional<Stamped<F>> stamped(Class<F> type, TrackedEventMessage<?> message) {
        return message instanceof DomainEventMessage<?> fact
                        && type.isAssignableFrom(fact.getPayloadType())
                ? Optional.of(
                        new Stamped<>(
                                type.cast(fact.getPayload()),
                                fact.getSequenceNumber(),
                                fact.getTimestamp(),
                                position(message)))
                : Optional.empty();
    }

    static long position(TrackedEventMessage<?> message) {
        return message.trackingToken().position().orElseThrow();
    }
}
