package almanac.query.history;

import almanac.message.Actor;
import almanac.message.FactNames;
import almanac.message.Origin;
import almanac.query.rebuild.Stamped;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.axonframework.eventhandling.DomainEventMessage;

/** A fact as it arrives here. */
record Noted(
        long position,
        String stream,
        long sequence,
        Instant at,
        Map<String, ?> metaData,
        Object fact) {

    /** Sync names its runs so in the metadata of facts. */
    static final String RUN = "syncRun";

    /** What set it all going, as Axon's message origins name it. */
    static final String TRACE = "traceId";

    /** The message that this fact comes of. */
    static final String CORRELATION = "correlationId";

    static Noted of(DomainEventMessage<?> message, long position) {
        return new Noted(
                position,
                message.getAggregateIdentifier(),
                message.getSequenceNumber(),
                message.getTimestamp(),
                message.getMetaData(),
                message.getPayload());
    }

    Stamped<Noted> stamped() {
        return new Stamped<>(this, sequence, at, position);
    }

    String type() {
        return FactNames.of(fact);
    }

    Optional<Actor> actor() {
        return Actor.from(metaData);
    }

    /** Only what a connection wrote belongs to the run; what rules did because of it does not. */
    Optional<String> run() {
        return actor().filter(who -> who.origin().kind() == Origin.Kind.CONNECTION)
                .flatMap(who -> meta(RUN));
    }

    Optional<String> meta(String name) {
        return Optional.ofNullable(metaData.get(name)).map(Object::toString);
    }
}
