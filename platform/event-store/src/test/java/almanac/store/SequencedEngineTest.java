package almanac.store;

import static almanac.store.Noted.message;
import static almanac.store.Noted.messages;
import static almanac.store.Reading.positions;
import static almanac.store.Reading.stream;
import static almanac.store.Reading.texts;
import static almanac.store.Reading.textsAfter;
import static almanac.store.Reading.token;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SequencedEngineTest {

    private final StoreFixture store = new StoreFixture();
    private final SequencedEngine engine = store.engine(b -> b.batchSize(3).recentCharacters(0));

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void positions_count_facts_from_zero_without_gaps() {
        engine.appendEvents(messages("a", 0, 2));
        engine.appendEvents(messages("b", 0, 0));
        engine.appendEvents(messages("a", 3, 4));

        assertThat(texts(engine)).containsExactly("a#0", "a#1", "a#2", "b#0", "a#3", "a#4");
        assertThat(positions(engine)).containsExactly(0L, 1L, 2L, 3L, 4L, 5L);
    }

    @Test
    void a_fact_comes_back_as_it_was_stored() {
        engine.appendEvents(message("a", 0));

        TrackedEventMessage<?> read = engine.readEvents(null, false).findFirst().orElseThrow();
        assertThat(read).isInstanceOf(DomainEventMessage.class);
        DomainEventMessage<?> fact = (DomainEventMessage<?>) read;
        assertThat(fact.getAggregateIdentifier()).isEqualTo("a");
        assertThat(fact.getType()).isEqualTo("Note");
        assertThat(fact.getSequenceNumber()).isZero();
        assertThat(fact.getIdentifier()).isEqualTo("id-a#0");
        assertThat(fact.getTimestamp()).isEqualTo(Noted.NOON);
        assertThat(fact.getPayload()).isEqualTo(new Noted("a#0", Noted.NOON));
        assertThat(fact.getMetaData()).containsEntry("actor", "ann");
        assertThat(store.facts().find().map(Document::toJson).first())
                .contains("test.noted")
                .contains("2026-03-01T12:00:00.123456Z")
                .doesNotContain(Noted.class.getName());
    }

    @Test
    void a_reader_resumes_at_any_position_also_within_a_commit() {
        for (int i = 0; i < 10; i++) {
            engine.appendEvents(messages("a" + i, 0, 2));
        }
        List<String> all = texts(engine);
        assertThat(all).hasSize(30);
        for (int position = -1; position < 31; position++) {
            assertThat(textsAfter(engine, position))
                    .as("after position %d", position)
                    .isEqualTo(all.subList(Math.min(position + 1, 30), 30));
        }
    }

    @Test
    void nothing_behind_a_gap_is_handed_out() {
        engine.appendEvents(messages("a", 0, 1));
        store.facts()
                .insertOne(
                        CommitCodec.document(
                                CommitFactory.commit(
                                        messages("b", 0, 0),
                                        new FactSerializer(Noted.NAMES),
                                        Sealing.NONE),
                                3,
                                Noted.NOON));

        assertThat(texts(engine)).containsExactly("a#0", "a#1");
        assertThat(textsAfter(engine, 1)).isEmpty();
    }

    @Test
    void an_aggregate_is_read_from_any_sequence_also_within_a_commit() {
        engine.appendEvents(messages("a", 0, 2));
        engine.appendEvents(messages("b", 0, 9));
        engine.appendEvents(messages("a", 3, 3));
        for (int i = 4; i < 12; i += 2) {
            engine.appendEvents(messages("a", i, i + 1));
        }
        List<String> all = stream(engine, "a", 0);
        assertThat(all).hasSize(12).startsWith("a#0").endsWith("a#11");
        for (int sequence = 0; sequence < 13; sequence++) {
            assertThat(stream(engine, "a", sequence))
                    .isEqualTo(all.subList(Math.min(sequence, 12), 12));
        }
        assertThat(stream(engine, "nobody", 0)).isEmpty();
    }

    @Test
    void the_last_sequence_number_is_that_of_the_last_fact() {
        engine.appendEvents(messages("a", 0, 2));
        engine.appendEvents(messages("b", 0, 0));
        engine.appendEvents(messages("a", 3, 6));

        assertThat(engine.lastSequenceNumberFor("a")).contains(6L);
        assertThat(engine.lastSequenceNumberFor("b")).contains(0L);
        assertThat(engine.lastSequenceNumberFor("nobody")).isEmpty();
    }

    @Test
    void an_aggregate_is_created_once() {
        engine.appendEvents(message("a", 0));

        assertThatThrownBy(() -> store.engine().appendEvents(message("a", 0)))
                .isInstanceOf(AggregateStreamCreationException.class);
        assertThat(texts(engine)).containsExactly("a#0");
    }

    @Test
    void a_sequence_number_is_taken_once_and_leaves_no_gap_behind() {
        engine.appendEvents(messages("a", 0, 1));
        engine.appendEvents(message("a", 2));

        assertThatThrownBy(() -> store.engine().appendEvents(message("a", 2)))
                .isExactlyInstanceOf(ConcurrencyException.class);
        engine.appendEvents(message("a", 3));
        assertThat(positions(engine)).containsExactly(0L, 1L, 2L, 3L);
    }

    @Test
    void a_commit_that_overlaps_another_is_refused() {
        SequencedEngine other = store.engine();
        engine.appendEvents(messages("a", 0, 4));
        engine.appendEvents(messages("a", 5, 7));

        assertThatThrownBy(() -> other.appendEvents(message("a", 6)))
                .isInstanceOf(ConcurrencyException.class);
        assertThatThrownBy(() -> other.appendEvents(messages("a", 7, 9)))
                .isInstanceOf(ConcurrencyException.class);
        assertThatThrownBy(() -> other.appendEvents(messages("a", 4, 8)))
                .isInstanceOf(ConcurrencyException.class);
        assertThatThrownBy(() -> other.appendEvents(message("a", 9)))
                .isInstanceOf(ConcurrencyException.class);
        assertThat(stream(engine, "a", 0)).hasSize(8);
        other.appendEvents(message("a", 8));
    }

    @Test
    void a_commit_over_two_aggregates_is_refused_whole() {
        assertThatThrownBy(() -> engine.appendEvents(message("a", 0), message("b", 0)))
                .isInstanceOf(UnsupportedCommit.class)
                .hasMessageContaining("to a and to b");
        assertThatThrownBy(() -> engine.appendEvents(message("a", 0), message("a", 2)))
                .isInstanceOf(UnsupportedCommit.class);
        assertThat(texts(engine)).isEmpty();
        assertThat(store.facts().countDocuments()).isZero();
    }

    @Test
    void a_fact_without_an_aggregate_is_stored_in_its_place() {
        engine.appendEvents(
                message("a", 0), GenericEventMessage.asEventMessage(new Noted("free", Noted.NOON)));
        engine.appendEvents(GenericEventMessage.asEventMessage(new Noted("alone", Noted.NOON)));
        engine.appendEvents(message("a", 1));

        assertThat(texts(engine)).containsExactly("a#0", "free", "alone", "a#1");
        assertThat(stream(engine, "a", 0)).containsExactly("a#0", "a#1");
        assertThat(engine.readEvents(token(0), false).findFirst().orElseThrow())
                .isNotInstanceOf(DomainEventMessage.class);
    }

    @Test
    void a_commit_too_large_for_one_document_is_refused() {
        String large = "x".repeat(CommitFactory.MOST_BYTES);
        assertThatThrownBy(() ->
                        engine.appendEvents(
                                GenericEventMessage.asEventMessage(
                                        new Noted(large, Instant.EPOCH))))
                .isInstanceOf(UnsupportedCommit.class);
        assertThat(texts(engine)).isEmpty();
    }

    @Test
    void an_empty_append_stores_nothing() {
        engine.appendEvents(List.of());
        assertThat(store.facts().countDocuments()).isZero();
    }
}
