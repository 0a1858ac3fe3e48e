package almanac.store;

import java.util.List;
import java.util.stream.Stream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;

/** Short ways to read in a test. */
final class Reading {

    private Reading() {}

    static GlobalSequenceTrackingToken token(long position) {
        return new GlobalSequenceTrackingToken(position);
    }

    static long position(TrackedEventMessage<?> message) {
        return message.trackingToken().position().orElseThrow();
    }

    static List<String> textsAfter(EventStorageEngine engine, long position) {
        return engine.readEvents(token(position), false).map(Reading::text).toList();
    }

    static List<String> texts(EventStorageEngine engine) {
        return engine.readEvents(null, false).map(Reading::text).toList();
    }

    static List<Long> positions(EventStorageEngine engine) {
        try (Stream<? extends TrackedEventMessage<?>> all = engine.readEvents(null, false)) {
            return all.<Long>map(Reading::position).toList();
        }
    }

    static List<String> stream(EventStorageEngine engine, String aggregate, long first) {
        return engine.readEvents(aggregate, first).asStream().map(Reading::text).toList();
    }

    static String text(TrackedEventMessage<?> message) {
        return ((Noted) message.getPayload()).text();
    }

    static String text(DomainEventMessage<?> message) {
        return ((Noted) message.getPayload()).text();
    }
}
