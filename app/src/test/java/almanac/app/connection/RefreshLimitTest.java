package almanac.app.connection;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.app.testing.TickingClock;
import almanac.connection.ConnectionId;
import almanac.embedded.EmbeddedMongo;
import com.mongodb.client.MongoClients;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
final class RefreshLimitTest {

    private static final ConnectionId CONNECTION = new ConnectionId(3);

    private final EmbeddedMongo store = EmbeddedMongo.inMemory();
    private final com.mongodb.client.MongoClient client =
            MongoClients.create(store.settings().build());
    private final TickingClock clock = new TickingClock(Instant.parse("2026-04-01T10:00:00Z"));
    private final RefreshLimit one = new RefreshLimit(client.getDatabase("limits"), clock);
    private final RefreshLimit two = new RefreshLimit(client.getDatabase("limits"), clock);

    @AfterEach
    void close() {
        client.close();
        store.close();
    }

    @Test
    void a_minute_after_the_last_one_another_is_granted_on_any_node() {
        assertThat(one.take(CONNECTION)).isEmpty();
        clock.pass(Duration.ofSeconds(20));
        assertThat(two.take(CONNECTION)).contains(Duration.ofSeconds(40));
        assertThat(two.take(new ConnectionId(4))).isEmpty();
        clock.pass(Duration.ofSeconds(39));
        assertThat(one.take(CONNECTION)).contains(Duration.ofSeconds(1));
        clock.pass(Duration.ofSeconds(1));
        assertThat(two.take(CONNECTION)).isEmpty();
        assertThat(one.take(CONNECTION)).contains(Duration.ofMinutes(1));
    }

    @Test
    void a_node_whose_clock_is_behind_asks_for_no_more_than_a_minute() {
        assertThat(one.take(CONNECTION)).isEmpty();
        var late = new TickingClock(clock.instant().minusMillis(5));
        assertThat(new RefreshLimit(client.getDatabase("limits"), late).take(CONNECTION))
                .contains(Duration.ofMinutes(1));
    }

    @Test
    void of_many_at_once_one_is_granted_each_minute() throws Exception {
        for (var minute = 0; minute < 5; minute++) {
            var granted = new ArrayList<Optional<Duration>>();
            try (var threads = Executors.newFixedThreadPool(8)) {
                Callable<Optional<Duration>> ask = () -> one.take(CONNECTION);
                for (var pending : threads.invokeAll(Collections.nCopies(16, ask))) {
                    granted.add(pending.get());
                }
            }
            assertThat(granted).as("minute %d", minute).filteredOn(Optional::isEmpty).hasSize(1);
            clock.pass(Duration.ofMinutes(1));
        }
    }
}
