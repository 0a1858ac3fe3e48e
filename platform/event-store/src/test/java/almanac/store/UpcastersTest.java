package almanac.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.serialization.SerializationException;
import org.axonframework.serialization.SimpleSerializedType;
import org.axonframework.serialization.upcasting.event.EventUpcasterChain;
import org.axonframework.serialization.upcasting.event.IntermediateEventRepresentation;
import org.axonframework.serialization.upcasting.event.SingleEventUpcaster;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UpcastersTest {

    /** The fact as it was written in the first release. */
    record FirstNoted(String title) {}

    /** Revision 1 had a title and no time. */
    private static final class RaiseNoted extends SingleEventUpcaster {

        @Override
        protected boolean canUpcast(IntermediateEventRepresentation stored) {
            return stored.getType().equals(new SimpleSerializedType("test.noted", "1"));
        }

        @Override
        protected IntermediateEventRepresentation doUpcast(IntermediateEventRepresentation stored) {
            return stored.upcastPayload(
                    new SimpleSerializedType("test.noted", "2"),
                    JsonNode.class,
                    json ->
                            ((ObjectNode) json)
                                    .put("text", ((ObjectNode) json).remove("title").asText())
                                    .put("at", Instant.EPOCH.toString()));
        }
    }

    private final StoreFixture store = new StoreFixture();
    private final FactSerializer now =
            new FactSerializer(FactNames.table().add("test.noted", "2", Noted.class).build());

    @BeforeEach
    void store_a_fact_of_the_first_release() {
        FactSerializer then =
                new FactSerializer(
                        FactNames.table().add("test.noted", "1", FirstNoted.class).build());
        store.engine(b -> b.eventSerializer(then).snapshotSerializer(then))
                .appendEvents(
                        new GenericDomainEventMessage<>("Note", "a", 0, new FirstNoted("old")));
    }

    @AfterEach
    void close() {
        store.close();
    }

    private SequencedEngine engine(EventUpcasterChain chain) {
        return store.engine(
                b -> b.eventSerializer(now).snapshotSerializer(now).upcasterChain(chain));
    }

    @Test
    void old_revisions_are_raised_for_readers_by_position_and_by_aggregate() {
        SequencedEngine engine = engine(new EventUpcasterChain(new RaiseNoted()));
        engine.appendEvents(Noted.message("a", 1));

        assertThat(Reading.texts(engine)).containsExactly("old", "a#1");
        assertThat(Reading.stream(engine, "a", 0)).containsExactly("old", "a#1");
    }

    @Test
    void a_fact_no_upcaster_knows_stops_the_reader() {
        SequencedEngine engine = engine(new EventUpcasterChain());
        assertThatThrownBy(() -> Reading.texts(engine)).isInstanceOf(SerializationException.class);
        assertThatThrownBy(() -> Reading.stream(engine, "a", 0))
                .isInstanceOf(SerializationException.class);
    }

    @Test
    void a_fact_of_an_unknown_name_stops_the_reader() {
        store.facts()
                .updateOne(
                        new Document("_id", 0L),
                        new Document("$set", new Document("facts.0.name", "test.forgotten")));
        SequencedEngine engine = engine(new EventUpcasterChain(new RaiseNoted()));
        assertThatThrownBy(() ->
                        engine.readEvents(null, false).forEach(message -> message.getPayloadType()))
                .isInstanceOf(SerializationException.class);
    }
}
