package almanac.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.messaging.MetaData;

/** The fact of these tests. */
record Noted(String text, Instant at) {

    static final FactNames NAMES = FactNames.table().add("test.noted", "1", Noted.class).build();

    static final Instant NOON = Instant.parse("2026-03-01T12:00:00.123456Z");

    static DomainEventMessage<?> message(String aggregate, long sequence) {
        return message(aggregate, sequence, NOON);
    }

    static DomainEventMessage<?> message(String aggregate, long sequence, Instant timestamp) {
        String text = text(aggregate, sequence);
        return new GenericDomainEventMessage<>(
                "Note",
                aggregate,
                sequence,
                new Noted(text, timestamp),
                MetaData.with("actor", "ann"),
                "id-" + text,
                timestamp);
    }

    /** The facts first..last of an aggregate, both inclusive. */
    static List<DomainEventMessage<?>> messages(String aggregate, long first, long last) {
        List<DomainEventMessage<?>> messages = new ArrayList<>();
        for (long sequence = first; sequence <= last; sequence++) {
            messages.add(message(aggregate, sequence));
        }
        return messages;
    }

    /** Facts with these texts, from this sequence on. */
    static List<DomainEventMessage<?>> messages(String aggregate, long first, List<String> texts) {
        List<DomainEventMessage<?>> messages = new ArrayList<>();
        for (String text : texts) {
            messages.add(
                    new GenericDomainEventMessage<>(
                            "Note", aggregate, first + messages.size(), new Noted(text, NOON)));
        }
        return messages;
    }

    static String text(String aggregate, long sequence) {
        return aggregate + "#" + sequence;
    }
}
