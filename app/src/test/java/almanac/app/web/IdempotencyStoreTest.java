package almanac.app.web;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.app.testing.TestDatabase;
import almanac.app.testing.TickingClock;
import almanac.app.web.IdempotencyStore.Claim;
import almanac.user.UserId;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class IdempotencyStoreTest {

    private static final UserId ANA = new UserId(7);
    private static final UserId BEN = new UserId(8);

    private final MongoDatabase database = TestDatabase.fresh();
    private final TickingClock clock = new TickingClock(Instant.parse("2026-03-01T12:00:00Z"));
    private final IdempotencyStore store = new IdempotencyStore(database, clock);

    @AfterEach
    void drop() {
        database.drop();
    }

    private Claim claim() {
        return store.claim("key", ANA, "body");
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
        assertThat(store.claim("key", ANA, "other")).isEqualTo(new Claim.OtherRequest());

        clock.pass(Duration.ofMillis(1));
        assertThat(claim()).isEqualTo(new Claim.Fresh());
    }

    @Test
    void answers_to_some_users_are_forgotten_and_their_next_attempts_begin_at_once() {
        for (var user : List.of(ANA, BEN)) {
            store.claim("of " + user, user, "body");
            store.remember("of " + user, user.value());
            store.keep("of " + user, 200, null, "tag", new byte[] {1});
        }
        store.claim("unanswered", ANA, "body");

        assertThat(store.forgetAnswers(Set.of(ANA))).isEqualTo(1);

        assertThat(store.claim("of " + ANA, ANA, "body")).isEqualTo(new Claim.Again(List.of(7L)));
        assertThat(store.claim("of " + BEN, BEN, "body")).isInstanceOf(Claim.Answered.class);
        assertThat(store.claim("unanswered", ANA, "body"))
                .isEqualTo(new Claim.Unfinished(Duration.ofSeconds(60)));
    }

    @Test
    void an_answer_that_was_stored_before_it_was_known_to_whom_is_forgotten_with_any() {
        claim();
        store.keep("key", 200, null, null, new byte[] {1});
        database.getCollection("edge_idempotency")
                .updateOne(Filters.eq("_id", "key"), Updates.unset("by"));

        assertThat(store.forgetAnswers(Set.of(BEN))).isEqualTo(1);
        assertThat(claim()).isEqualTo(new Claim.Again(List.of()));
    }
}
