package almanac.store;

import static almanac.store.Noted.message;
import static almanac.store.Noted.messages;
import static almanac.store.Reading.stream;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.axonframework.eventhandling.DomainEventMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SnapshotsTest {

    private final StoreFixture store = new StoreFixture();
    private final SequencedEngine engine = store.engine();

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void a_snapshot_comes_back_as_it_was_stored() {
        assertThat(engine.readSnapshot("a")).isEmpty();
        engine.storeSnapshot(message("a", 7));

        DomainEventMessage<?> read = engine.readSnapshot("a").orElseThrow();
        assertThat(read.getAggregateIdentifier()).isEqualTo("a");
        assertThat(read.getType()).isEqualTo("Note");
        assertThat(read.getSequenceNumber()).isEqualTo(7);
        assertThat(read.getPayload()).isEqualTo(new Noted("a#7", Noted.NOON));
        assertThat(read.getMetaData()).containsEntry("actor", "ann");
        assertThat(engine.readSnapshot("b")).isEmpty();
    }

    @Test
    void an_older_snapshot_never_overwrites_a_newer_one() {
        engine.storeSnapshot(message("a", 7));
        store.engine().storeSnapshot(message("a", 5));
        assertThat(sequence("a")).isEqualTo(7);

        store.engine().storeSnapshot(message("a", 9));
        assertThat(sequence("a")).isEqualTo(9);
    }

    @Test
    void of_snapshots_stored_at_once_the_newest_stays() throws Exception {
        for (int round = 0; round < 10; round++) {
            String aggregate = "a" + round;
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                List<Future<?>> stored = new ArrayList<>();
                for (int sequence = 0; sequence < 8; sequence++) {
                    DomainEventMessage<?> snapshot = message(aggregate, sequence);
                    stored.add(threads.submit(() -> engine.storeSnapshot(snapshot)));
                }
                for (Future<?> one : stored) {
                    one.get();
                }
            }
            assertThat(sequence(aggregate)).as("round %d", round).isEqualTo(7);
        }
    }

    @Test
    void the_stream_continues_after_a_snapshot_inside_a_commit() {
        engine.appendEvents(messages("a", 0, 4));
        engine.appendEvents(messages("a", 5, 6));
        engine.storeSnapshot(message("a", 3));

        assertThat(stream(engine, "a", sequence("a") + 1)).containsExactly("a#4", "a#5", "a#6");
    }

    private long sequence(String aggregate) {
        return engine.readSnapshot(aggregate).orElseThrow().getSequenceNumber();
    }
}
