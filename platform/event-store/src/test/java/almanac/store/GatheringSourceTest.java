package almanac.store;

import static almanac.store.Noted.message;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.axonframework.common.stream.BlockingStream;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class GatheringSourceTest {

    private final StoreFixture store = new StoreFixture();
    private final TailingEventStore facts = TailingEventStore.over(store.engine());

    @AfterEach
    void close() {
        facts.shutDown();
        store.close();
    }

    @Test
    @Timeout(60)
    void who_is_behind_is_not_held_up() throws Exception {
        facts.publish(message("a", 0));
        facts.publish(message("a", 1));
        try (var tailing = facts.openStream(null);
                var gathering = new GatheringSource(facts, Duration.ofHours(1)).openStream(null)) {
            // both are fed from what the store has read by then
            assertThat(next(tailing)).isEqualTo("a#0");
            assertThat(next(tailing)).isEqualTo("a#1");
            while (gathering.peek().isEmpty()) {
                Thread.onSpinWait();
            }
            assertThat(next(gathering)).isEqualTo("a#0");
            assertThat(next(gathering)).isEqualTo("a#1");
        }
    }

    @Test
    void what_happens_meanwhile_comes_with_what_was_waited_for() throws Exception {
        var gathering = new GatheringSource(facts, Duration.ofMillis(300));
        try (var stream = gathering.openStream(facts.createHeadToken());
                var other = facts.openStream(null)) {
            var writer =
                    Thread.ofVirtual()
                            .start(() -> {
                                facts.publish(message("a", 0));
                                facts.publish(message("a", 1));
                            });
            assertThat(next(stream)).isEqualTo("a#0");
            writer.join();
            assertThat(next(other)).isEqualTo("a#0");
            assertThat(next(other)).isEqualTo("a#1");
            assertThat(stream.hasNextAvailable()).isTrue();
            assertThat(next(stream)).isEqualTo("a#1");
        }
    }

    private static String next(BlockingStream<TrackedEventMessage<?>> stream)
            throws InterruptedException {
        for (var wait = 0; wait < 200; wait++) {
            if (stream.hasNextAvailable(25, TimeUnit.MILLISECONDS)) {
                return Reading.text(stream.nextAvailable());
            }
        }
        throw new AssertionError("nothing came");
    }
}
