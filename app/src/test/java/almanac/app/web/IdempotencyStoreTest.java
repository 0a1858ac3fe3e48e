package almanac.app.web;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.app.testing.TestDatabase;
import almanac.app.testing.TickingClock;
import almanac.app.web.IdempotencyStore.Claim;
import com.mongodb.client.MongoDatabase;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class IdempotencyStoreTest {

    private final MongoDatabase database = TestDatabase.fresh();
    private final TickingClock clock = new TickingClock(Instant.parse("2026-03-01T12:00:00Z"));
    private final IdempotencyStore store = new IdempotencyStore(database, clock);

    @AfterEach
    void drop() {
        database.drop();
    }

    private Claim claim() {
        return store.claim("key", "body");
    }

    @Test
    void an_attempt_that_died_loses_the_key_after_a_minute_and_leaves_its_numbers() {
        assertThat(claim()).isEqualTo(new Claim.Fresh());
        store.remember("key", 7);
        clock.pass(Duration.ofSeconds(59));
        assertThat(claim()).isEqualTo(new Claim.Unfinished(Duration.ofSeconds(1)));

        clock.pass(Duration.ofSeconds(1));
        assertThat(claim()).isEqualTo(new Claim.Again(List.of(7L)));
        assertThat(claim()).isEqualTo(new Claim.Unfinished(Duration.ofSeconds(60)));
        store.remember("key", 8);
        store.giveBack("key");
        assertThat(claim()).isEqualTo(new Claim.Again(List.of(7L, 8L)));
    }

    @Test
    void only_one_of_many_that_come_at_once_gets_the_lease_of_a_dead_one() throws Exception {
        claim();
        store.giveBack("key");

        try (var threads = Executors.newFixedThreadPool(8)) {
            var claims =
                    threads.invokeAll(
                            IntStream.range(0, 40)
                                    .<Callable<Claim>>mapToObj(i -> this::claim)
                                    .toList());
            var taken = 0;
            for (var each : claims) {
                taken += each.get() instanceof Claim.Again ? 1 : 0;
            }
            assertThat(taken).isEqualTo(1);
        }
    }

    @Test
    void an_answer_is_kept_for_a_day_and_for_one_body() {
        claim();
        store.keep("key", 201, "application/json", null, "{}".getBytes(StandardCharsets.UTF_8));
        clock.pass(Duration.ofHours(24));

        assertThat(claim())
                .isInstanceOfSatisfying(
                        Claim.Answered.class, again -> assertThat(again.status()).isEqualTo(201));
        assertThat(store.claim("key", "other")).isEqualTo(new Claim.OtherRequest());

        clock.pass(Duration.ofMillis(1));
        assertThat(claim()).isEqualTo(new Claim.Fresh());
    }
}
