package almanac.sync.work;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.connection.ConnectionId;
import almanac.embedded.EmbeddedMongo;
import almanac.sync.TestClock;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who may run what, when. */
final class DueWorkTest {

    private static final ConnectionId ONE = new ConnectionId(1);
    private static final ConnectionId TWO = new ConnectionId(2);
    private static final Unit UNIT = new Unit(Unit.Kind.MAPPING, 7);

    private final TestClock clock = new TestClock(Instant.parse("2026-12-01T08:00:00Z"));
    private EmbeddedMongo store;
    private MongoClient client;
    private DueWork work;
    private Bell bell;

    @BeforeEach
    void open() {
        store = EmbeddedMongo.inMemory();
        client = MongoClients.create(store.settings().build());
        bell = new Bell();
        work = new DueWork(client.getDatabase("test"), clock, bell, Spans.NONE);
        work.ensureIndexes();
    }

    @AfterEach
    void close() {
        client.close();
        store.close();
    }

    private Optional<Lease> claim(String owner) {
        return work.claim(owner, List.of());
    }

    @Test
    void a_unit_is_claimed_once_however_many_signals_it_got() {
        for (var i = 0; i < 5; i++) {
            work.signal(UNIT, ONE, Lane.INTERACTIVE);
        }
        var lease = claim("a").orElseThrow();

        assertThat(claim("b")).isEmpty();
        work.finish(lease, Outcome.done());
        assertThat(claim("b")).isEmpty();
    }

    @Test
    void of_many_who_claim_at_once_one_gets_it() throws Exception {
        for (var round = 0; round < 20; round++) {
            work.signal(UNIT, ONE, Lane.BULK);
            var claims = new ArrayList<Callable<Optional<Lease>>>();
            for (var node = 0; node < 8; node++) {
                var owner = "node-" + node;
                claims.add(() -> claim(owner));
            }
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                var won = new ArrayList<Lease>();
                for (var result : threads.invokeAll(claims)) {
                    result.get().ifPresent(won::add);
                }
                assertThat(won).hasSize(1);
                work.finish(won.getFirst(), Outcome.done());
            }
        }
    }

    @Test
    void a_signal_during_a_step_makes_it_run_once_more() {
        work.signal(UNIT, ONE, Lane.BULK);
        var lease = claim("a").orElseThrow();
        work.signal(UNIT, ONE, Lane.INTERACTIVE);
        work.finish(lease, Outcome.again(clock.instant().plusSeconds(3600)));

        var again = claim("a").orElseThrow();
        work.finish(again, Outcome.again(clock.instant().plusSeconds(3600)));
        assertThat(claim("a")).isEmpty();
        clock.pass(Duration.ofSeconds(3600));
        assertThat(claim("a")).isPresent();
    }

    @Test
    void who_lost_the_lease_can_neither_keep_it_nor_give_it_back() {
        work.signal(UNIT, ONE, Lane.BULK);
        var dead = claim("a").orElseThrow();
        clock.pass(DueWork.LEASE.plusSeconds(1));
        var next = claim("b").orElseThrow();

        assertThat(dead.inherited()).isFalse();
        assertThat(next.inherited()).isTrue();
        assertThat(next.fence()).isGreaterThan(dead.fence());
        assertThat(work.keep(dead)).isFalse();
        work.finish(dead, Outcome.done());
        assertThat(work.keep(next)).isTrue();
        clock.pass(DueWork.LEASE.minusSeconds(1));
        assertThat(claim("c")).isEmpty();
    }

    @Test
    void a_lone_node_takes_back_what_it_held_when_it_died() {
        work.signal(UNIT, ONE, Lane.BULK);
        assertThat(claim("a")).isPresent();
        assertThat(claim("a")).isEmpty();

        work.freeAllOf("a");
        var lease = claim("a").orElseThrow();
        assertThat(lease.inherited()).isTrue();
        work.finish(lease, Outcome.done());
        work.signal(UNIT, ONE, Lane.BULK);
        assertThat(claim("a")).get().extracting(Lease::inherited).isEqualTo(false);
    }

    @Test
    void what_somebody_waits_for_goes_first() {
        for (var id = 1; id < 30; id++) {
            work.signal(new Unit(Unit.Kind.MAPPING, id), ONE, Lane.BULK);
        }
        clock.pass(Duration.ofSeconds(1));
        work.signal(new Unit(Unit.Kind.MAPPING, 99), ONE, Lane.INTERACTIVE);

        assertThat(claim("a").orElseThrow().unit().id()).isEqualTo(99);
    }

    @Test
    void an_account_that_is_busy_is_passed_over_for_another() {
        for (var id = 1; id < 30; id++) {
            work.signal(new Unit(Unit.Kind.MAPPING, id), ONE, Lane.INTERACTIVE);
        }
        clock.pass(Duration.ofSeconds(1));
        work.signal(new Unit(Unit.Kind.MAPPING, 99), TWO, Lane.BULK);

        assertThat(work.claim("a", List.of(ONE)).orElseThrow().account()).isEqualTo(TWO);
    }

    @Test
    void no_signal_breaks_a_pause_that_a_provider_asked_for() {
        work.signal(UNIT, ONE, Lane.BULK);
        var lease = claim("a").orElseThrow();
        work.finish(lease, new Outcome.Later(clock.instant().plusSeconds(120), false, "429"));
        work.signal(UNIT, ONE, Lane.INTERACTIVE);

        assertThat(claim("a")).isEmpty();
        clock.pass(Duration.ofSeconds(120));
        assertThat(claim("a")).isPresent();
    }

    @Test
    void what_keeps_failing_is_parked_and_can_be_retried() {
        var attempts = new AtomicInteger();
        var backoff = new Backoff(Duration.ofSeconds(1), Duration.ofMinutes(1), 4, new Random(1));
        Step failing =
                (lease, grip) -> {
                    attempts.incrementAndGet();
                    throw new IllegalStateException("broken");
                };
        var runner =
                new Runner(
                        work,
                        Map.of(Unit.Kind.MAPPING, failing),
                        (lease, failure) -> Optional.empty(),
                        backoff,
                        clock,
                        "a");
        work.signal(UNIT, ONE, Lane.BULK);
        for (var i = 0; i < 50; i++) {
            runner.runDue();
            clock.pass(Duration.ofMinutes(2));
        }

        assertThat(attempts).hasValue(4);
        assertThat(work.parked(10)).extracting(ParkedUnit::unit).containsExactly(UNIT);
        work.retry(UNIT);
        runner.runDue();
        assertThat(attempts).hasValue(5);
    }

    /** Every thread is in this trace. */
    private static final class OneTrace implements Spans {

        private final List<Piece> pieces = new ArrayList<>();
        private final List<String> outcomes = new ArrayList<>();

        @Override
        public Optional<String> current() {
            return Optional.of("00-trace-span-01");
        }

        @Override
        public void during(Piece piece, Supplier<String> work) {
            pieces.add(piece);
            outcomes.add(work.get());
        }
    }

    @Test
    void a_unit_keeps_the_trace_of_its_signal_until_it_is_done() {
        var spans = new OneTrace();
        var traced = new DueWork(client.getDatabase("test"), clock, bell, spans);
        var outcomes =
                new ArrayDeque<Outcome>(
                        List.of(
                                new Outcome.Later(clock.instant(), true, "again"),
                                Outcome.again(clock.instant()),
                                Outcome.done()));
        var runner =
                new Runner(
                        traced,
                        Map.of(Unit.Kind.MAPPING, (lease, grip) -> outcomes.remove()),
                        (lease, failure) -> Optional.empty(),
                        Backoff.usual(new Random(1)),
                        clock,
                        "a");
        traced.signal(UNIT, ONE, Lane.BULK);

        assertThat(runner.runDue()).isEqualTo(3);
        assertThat(spans.pieces)
                .extracting(Spans.Piece::cause)
                .containsExactly(spans.current(), spans.current(), Optional.empty());
        assertThat(spans.pieces).extracting(Spans.Piece::name).containsOnly("sync mapping");
        assertThat(spans.outcomes).containsExactly("failed", "done", "done");
    }

    @Test
    void pauses_double_within_their_bounds_and_differ() {
        var backoff = new Backoff(Duration.ofSeconds(2), Duration.ofMinutes(5), 12, new Random(3));
        for (var failures = 0; failures < 40; failures++) {
            var widest = Math.min(300_000, 2_000L << Math.min(failures, 20));
            assertThat(backoff.pause(failures).toMillis()).isBetween(0L, widest);
        }
        var some = new ArrayList<Duration>();
        for (var i = 0; i < 20; i++) {
            some.add(backoff.pause(6));
        }
        assertThat(some.stream().distinct().count()).isGreaterThan(15);
    }

    @Test
    void a_ring_starts_the_step_at_once_and_an_account_has_no_more_than_it_may() throws Exception {
        var running = new AtomicInteger();
        var most = new AtomicInteger();
        var done = new CountDownLatch(12);
        Step step =
                (lease, grip) -> {
                    most.accumulateAndGet(running.incrementAndGet(), Math::max);
                    Thread.yield();
                    running.decrementAndGet();
                    done.countDown();
                    return Outcome.done();
                };
        var runner =
                new Runner(
                        work,
                        Map.of(Unit.Kind.MAPPING, step),
                        (lease, failure) -> Optional.empty(),
                        Backoff.usual(new Random(1)),
                        clock,
                        "a");
        var workers = new Workers(runner, bell, account -> 2, 16);
        workers.start();
        try {
            for (var id = 1; id <= 12; id++) {
                work.signal(new Unit(Unit.Kind.MAPPING, id), ONE, Lane.BULK);
            }
            assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
            assertThat(most.get()).isBetween(1, 2);
        } finally {
            workers.stop();
        }
        assertThat(workers.isRunning()).isFalse();
    }

    @Test
    void the_last_of_a_budget_is_for_those_whom_somebody_waits_for() {
        var budgets = new Budgets(clock);
        var bulk = 0;
        try {
            while (bulk < 1_000) {
                budgets.take(ONE, 100, Lane.BULK);
                bulk++;
            }
        } catch (almanac.sync.provider.ProviderFailed spent) {
            assertThat(spent.failure())
                    .isInstanceOf(almanac.sync.provider.ProviderFailure.Throttled.class);
        }
        assertThat(bulk).isEqualTo(80);
        for (var i = 0; i < 20; i++) {
            budgets.take(ONE, 100, Lane.INTERACTIVE);
        }
        org.assertj.core.api.Assertions.assertThatThrownBy(
                        () -> budgets.take(ONE, 100, Lane.INTERACTIVE))
                .isInstanceOf(almanac.sync.provider.ProviderFailed.class);
        clock.pass(Duration.ofMinutes(1));
        budgets.take(ONE, 100, Lane.BULK);
    }
}
