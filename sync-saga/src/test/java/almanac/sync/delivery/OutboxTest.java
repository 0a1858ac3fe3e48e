package almanac.sync.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.embedded.EmbeddedMongo;
import almanac.sync.TestClock;
import almanac.sync.work.Backoff;
import almanac.sync.work.Bell;
import almanac.sync.work.Spans;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes when, and how often. */
final class OutboxTest {

    private final TestClock clock = new TestClock(Instant.parse("2026-12-01T08:00:00Z"));
    private final List<String> carried = new ArrayList<>();
    private final Map<String, Carried> answers = new HashMap<>();
    private EmbeddedMongo store;
    private MongoClient client;
    private Outbox<String> outbox;
    private Dispatch<String> dispatch;

    @BeforeEach
    void open() {
        store = EmbeddedMongo.inMemory();
        client = MongoClients.create(store.settings().build());
        outbox = outbox(clock);
        outbox.ensureIndexes();
        dispatch = dispatch(claim -> carry(claim.parcel().content()));
    }

    private Outbox<String> outbox(Clock time) {
        return new Outbox<>(
                client.getDatabase("test"),
                "parcels",
                new Parcels<>(new ObjectMapper(), String.class),
                time,
                new Bell(),
                Spans.NONE);
    }

    /** Pauses are as long as they can be, so that a test knows when they are over. */
    private Dispatch<String> dispatch(Carrier<String> carrier) {
        var longest =
                new Random() {
                    private static final long serialVersionUID = 1L;

                    @Override
                    public long nextLong(long bound) {
                        return bound - 1;
                    }
                };
        return new Dispatch<>(
                new Dispatch.Setting<>(
                        "test",
                        outbox,
                        carrier,
                        new Backoff(Duration.ofSeconds(10), Duration.ofMinutes(1), 3, longest),
                        new Bell(),
                        clock,
                        "node",
                        2,
                        8));
    }

    private Carried carry(String content) {
        carried.add(content);
        return answers.getOrDefault(content, new Carried.Gone("ok"));
    }

    @AfterEach
    void close() {
        client.close();
        store.close();
    }

    private static Parcel<String> parcel(String lane, long position) {
        var name = lane + position;
        return new Parcel<>(name, "group", lane, position, name);
    }

    private static Carried failed() {
        return new Carried.Failed("no", Optional.empty());
    }

    @Test
    void what_is_added_twice_goes_once_also_when_it_went_between() {
        assertThat(outbox.add(parcel("a", 1))).isTrue();
        assertThat(outbox.add(parcel("a", 1))).isFalse();
        dispatch.runDue();
        assertThat(outbox.add(parcel("a", 1))).isFalse();
        dispatch.runDue();

        assertThat(carried).containsExactly("a1");
        assertThat(outbox.find("a1").orElseThrow().state()).isEqualTo(Sent.State.GONE);
    }

    @Test
    void a_lane_goes_in_order_however_it_was_added() {
        outbox.add(parcel("a", 3));
        outbox.add(parcel("a", 1));
        outbox.add(parcel("a", 2));
        dispatch.runDue();

        assertThat(carried).containsExactly("a1", "a2", "a3");
    }

    @Test
    void what_fails_holds_up_its_lane_and_no_other() {
        answers.put("a1", failed());
        outbox.add(parcel("a", 1));
        outbox.add(parcel("a", 2));
        outbox.add(parcel("b", 3));
        dispatch.runDue();
        assertThat(carried).containsExactlyInAnyOrder("a1", "b3");

        answers.remove("a1");
        clock.pass(Duration.ofSeconds(9));
        assertThat(dispatch.runDue()).isZero();
        clock.pass(Duration.ofSeconds(2));
        dispatch.runDue();
        assertThat(carried).endsWith("a1", "a2");
    }

    @Test
    void pauses_grow_and_the_last_attempt_gives_it_up_and_lets_the_next_go() {
        answers.put("a1", failed());
        outbox.add(parcel("a", 1));
        outbox.add(parcel("a", 2));
        dispatch.runDue();
        clock.pass(Duration.ofSeconds(11));
        dispatch.runDue();
        clock.pass(Duration.ofSeconds(19));
        assertThat(dispatch.runDue()).isZero();
        clock.pass(Duration.ofSeconds(2));
        dispatch.runDue();

        assertThat(carried).containsExactly("a1", "a1", "a1", "a2");
        var dead = outbox.find("a1").orElseThrow();
        assertThat(dead.state()).isEqualTo(Sent.State.DEAD);
        assertThat(dead.note()).isEqualTo("no");

        answers.remove("a1");
        assertThat(outbox.revive("a1")).isTrue();
        dispatch.runDue();
        assertThat(outbox.find("a1").orElseThrow().state()).isEqualTo(Sent.State.GONE);
        assertThat(outbox.revive("nothing")).isFalse();
    }

    @Test
    void what_waits_for_nothing_is_due_since_it_was_added_or_let_go_once_more() {
        outbox.add(parcel("a", 1));
        assertThat(outbox.find("a1").orElseThrow().due()).contains(clock.instant());
        dispatch.runDue();
        answers.put("b2", failed());
        outbox.add(parcel("b", 2));
        dispatch.runDue();
        clock.pass(Duration.ofSeconds(2));

        for (var name : List.of("a1", "b2")) {
            assertThat(outbox.revive(name)).isTrue();
            var again = outbox.find(name).orElseThrow();
            assertThat(again.due()).contains(clock.instant());
            assertThat(again.note()).isEmpty();
        }
    }

    @Test
    void the_other_side_is_left_alone_as_long_as_it_wants() {
        answers.put("a1", new Carried.Failed("busy", Optional.of(Duration.ofMinutes(5))));
        outbox.add(parcel("a", 1));
        dispatch.runDue();
        clock.pass(Duration.ofMinutes(4));
        assertThat(dispatch.runDue()).isZero();
        clock.pass(Duration.ofMinutes(2));
        assertThat(dispatch.runDue()).isEqualTo(1);
    }

    @Test
    void what_is_held_is_no_attempt() {
        for (var i = 0; i < 10; i++) {
            answers.put("a1", new Carried.Held(clock.instant().plusSeconds(60), "not yet"));
            outbox.add(parcel("a", 1));
            dispatch.runDue();
            clock.pass(Duration.ofMinutes(2));
        }
        assertThat(outbox.find("a1").orElseThrow().attempts()).isZero();
        assertThat(outbox.find("a1").orElseThrow().state()).isEqualTo(Sent.State.WAITING);
    }

    @Test
    void a_group_rests_as_a_whole_and_can_be_given_up() {
        outbox.add(parcel("a", 1));
        outbox.add(parcel("b", 2));
        outbox.rest("group", clock.instant().plusSeconds(60));
        assertThat(dispatch.runDue()).isZero();

        outbox.giveUp("group", "gone");
        clock.pass(Duration.ofMinutes(2));
        assertThat(dispatch.runDue()).isZero();
        assertThat(outbox.of("group", Optional.of(Sent.State.DEAD), Long.MAX_VALUE, 10))
                .extracting(sent -> sent.parcel().position())
                .containsExactly(2L, 1L);
    }

    @Test
    void what_a_dead_node_held_is_free_after_the_lease() {
        outbox.add(parcel("a", 1));
        assertThat(outbox.turns().claim("dead", List.of())).isPresent();
        assertThat(dispatch.runDue()).isZero();

        clock.pass(Outbox.LEASE.plusSeconds(1));
        dispatch.runDue();
        assertThat(carried).containsExactly("a1");
    }

    @Test
    void who_lost_the_claim_changes_nothing() {
        outbox.add(parcel("a", 1));
        var slow = outbox.turns().claim("slow", List.of()).orElseThrow();
        clock.pass(Outbox.LEASE.plusSeconds(1));
        var other = outbox.turns().claim("other", List.of()).orElseThrow();

        assertThat(outbox.turns().end(slow, Sent.State.DEAD, "too late")).isFalse();
        assertThat(outbox.turns().end(other, Sent.State.GONE, "ok")).isTrue();
        assertThat(outbox.find("a1").orElseThrow().note()).isEqualTo("ok");
    }

    @Test
    void what_went_long_ago_is_forgotten_and_what_waits_is_not() {
        answers.put("b2", failed());
        outbox.add(parcel("a", 1));
        outbox.add(parcel("b", 2));
        dispatch.runDue();
        clock.pass(Duration.ofDays(31));
        outbox.sweep(clock.instant().minus(Duration.ofDays(30)));

        assertThat(outbox.find("a1")).isEmpty();
        assertThat(outbox.find("b2")).isPresent();
    }

    /** Several nodes with several threads each: every parcel goes once, every lane in order. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void many_at_once_carry_each_once_and_each_lane_in_order(long seed) throws Exception {
        outbox = outbox(Clock.systemUTC());
        var random = new Random(seed);
        var lanes = new ConcurrentHashMap<String, List<Long>>();
        var underWay = new ConcurrentHashMap<String, Boolean>();
        var overlaps = new AtomicInteger();
        for (long position = 0; position < 120; position++) {
            outbox.add(parcel("lane-" + random.nextInt(7) + "-", position));
        }
        Carrier<String> carrier =
                claim -> {
                    var lane = claim.parcel().lane();
                    if (underWay.putIfAbsent(lane, true) != null) {
                        overlaps.incrementAndGet();
                    }
                    lanes.computeIfAbsent(lane, l -> new CopyOnWriteArrayList<>())
                            .add(claim.parcel().position());
                    underWay.remove(lane);
                    return new Carried.Gone("ok");
                };
        var done = new CountDownLatch(4);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var i = 0; i < 4; i++) {
                var node = dispatch(carrier);
                threads.execute(() -> {
                    while (outbox.of("group", Optional.of(Sent.State.WAITING), 1_000, 1).size()
                            > 0) {
                        node.runDue();
                    }
                    done.countDown();
                });
            }
            assertThat(done.await(60, TimeUnit.SECONDS)).as("seed " + seed).isTrue();
        }
        assertThat(overlaps).as("seed " + seed).hasValue(0);
        assertThat(lanes.values().stream().mapToInt(List::size).sum())
                .as("seed " + seed)
                .isEqualTo(120);
        assertThat(lanes.values())
                .as("seed " + seed)
                .allSatisfy(lane -> assertThat(lane).isSorted());
    }
}
