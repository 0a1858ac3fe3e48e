package almanac.store;

import static almanac.store.Noted.messages;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class StreamScanTest {

    private final StoreFixture store = new StoreFixture();
    private final SequencedEngine engine = store.engine();

    @AfterEach
    void close() {
        store.close();
    }

    @Test
    void streams_come_whole_and_in_order_however_small_the_pages_are() {
        for (int i = 0; i < 12; i++) {
            engine.appendEvents(messages("note-" + i % 5, i / 5 * 2L, i / 5 * 2L + 1));
            engine.appendEvents(messages("other-" + i, 0, 0));
        }
        List<String> whole = read(1000, Long.MAX_VALUE);
        assertThat(whole).hasSize(24).startsWith("note-0#0", "note-0#1", "note-0#2");
        for (int most = 1; most < 15; most++) {
            assertThat(read(most, Long.MAX_VALUE)).as("pages of %d", most).isEqualTo(whole);
        }
        assertThat(engine.scan().commits("note-")).isEqualTo(12);
        assertThat(engine.scan().lastPosition()).isEqualTo(35);
    }

    @Test
    void what_came_after_a_position_is_left_out() {
        engine.appendEvents(messages("note-1", 0, 1));
        engine.appendEvents(messages("note-2", 0, 0));
        engine.appendEvents(messages("note-1", 2, 2));

        assertThat(read(2, 2)).containsExactly("note-1#0", "note-1#1", "note-2#0");
        assertThat(read(2, 1)).containsExactly("note-1#0", "note-1#1");
    }

    private List<String> read(int most, long upTo) {
        List<String> all = new ArrayList<>();
        String after = "note-";
        boolean ended = false;
        while (!ended) {
            FactPage page = engine.scan().page("note-", after, upTo, most);
            for (TrackedEventMessage<?> fact : page.facts()) {
                DomainEventMessage<?> its = (DomainEventMessage<?>) fact;
                all.add(its.getAggregateIdentifier() + "#" + its.getSequenceNumber());
                assertThat(fact.trackingToken().position()).isPresent();
            }
            after = page.lastStream();
            ended = page.ended();
        }
        return all;
    }
}
