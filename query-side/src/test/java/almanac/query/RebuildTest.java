package almanac.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import almanac.entry.Change;
import almanac.entry.EntryFact;
import almanac.entry.EntryId;
import almanac.entry.EntryNumber;
import almanac.entry.EntryQuery;
import almanac.entry.EntryView;
import almanac.message.Rejected;
import almanac.operation.ComparisonReport.Difference;
import almanac.operation.OperationId;
import almanac.operation.RebuildMode;
import almanac.operation.RebuildState;
import almanac.operation.RebuildView;
import almanac.query.entry.ForgetfulFolding;
import almanac.query.rebuild.Rebuilds;
import almanac.time.Span;
import almanac.user.UserId;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalInt;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.axonframework.eventhandling.DomainEventMessage;
import org.bson.Document;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Read models are made again while they are read and written. */
class RebuildTest {

    private final World world = World.ofSeveralNodes();
    private final WorldHistory history = new WorldHistory(world);
    private final Time time = new Time();
    private final Rebuilds rebuilds = world.side().rebuilds(history, time, "one");
    private final Random random = new Random(7);
    private final Iterator<Object> source = new RandomHistory(7, 3).facts(1000, 40).iterator();
    private int operations;

    @BeforeEach
    void a_history() {
        happen(120);
    }

    @Test
    void every_projection_is_made_again_as_it_is() {
        for (var projection : rebuilds.projections()) {
            var done = run(begin(projection, RebuildMode.WHEN_EQUAL));
            assertThat(done.state()).as("%s: %s", projection, done).isEqualTo(RebuildState.SWAPPED);
            assertThat(done.report().orElseThrow().equal()).isTrue();
        }
        assertThat(documents("entries_v2_g1")).isNotEmpty().isEqualTo(documents("entries_v2"));
        assertThat(documents("history_v1_g1")).isNotEmpty().isEqualTo(documents("history_v1"));
        assertThat(documents("tallies_v1_g1")).isNotEmpty();
        assertThat(counts("tallies_v1_g1")).isEqualTo(counts("tallies_v1"));
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(21, 20 + 2 * Integer.getInteger("random.times", 1));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void what_happens_meanwhile_is_in_both(long seed) {
        var meanwhile = new Random(seed);
        for (var i = 0; i < 8; i++) {
            history.meanwhile(() -> happen(meanwhile.nextInt(30)));
        }
        var done = run(begin("entries", RebuildMode.WHEN_EQUAL));
        assertThat(done.state()).as("seed %d: %s", seed, done).isEqualTo(RebuildState.SWAPPED);

        happen(40);
        assertThat(documents("entries_v2_g1"))
                .as("seed %d, both are kept up", seed)
                .isEqualTo(documents("entries_v2"));
        assertThat(counts("tallies_v1_g1")).isEqualTo(counts("tallies_v1"));
    }

    @Test
    void what_differs_is_reported_and_waits_for_a_decision() {
        var wrong = documents("entries_v2").getFirst();
        world.database()
                .getCollection("entries_v2")
                .updateOne(
                        new Document("_id", wrong.get("_id")),
                        new Document("$set", new Document("calendar", 999L)));
        var waiting = run(begin("entries", RebuildMode.WHEN_EQUAL));
        assertThat(waiting.state()).isEqualTo(RebuildState.DIFFERENT);
        var report = waiting.report().orElseThrow();
        assertThat(report.different()).isEqualTo(1);
        assertThat(report.examples().getFirst().id()).isEqualTo(String.valueOf(wrong.get("_id")));
        assertThat(report.examples().getFirst().fields()).contains("calendar");

        assertThat(rebuilds.tick()).as("it waits").isFalse();
        rebuilds.swap(waiting.id());
        assertThat(run(waiting).state()).isEqualTo(RebuildState.SWAPPED);
        assertThat(rebuilds.canRollBack("entries")).isTrue();
    }

    @Test
    void what_a_wrong_fold_made_is_reported_and_made_right_while_it_is_read_and_written()
            throws Exception {
        var renamed = aBuildThatLosesChangesRan();
        assertThat(titles(renamed)).containsOnly("old");
        var report = run(begin("entries", RebuildMode.VERIFY)).report().orElseThrow();
        assertThat(report.different()).isEqualTo(renamed.size());
        assertThat(report.examples()).extracting(Difference::fields).allMatch(hasTitle());

        var over = new AtomicBoolean();
        try (var readers = Executors.newVirtualThreadPerTaskExecutor()) {
            var read = readers.submit(() -> reads(renamed, over));
            for (var i = 0; i < 8; i++) {
                history.meanwhile(() -> happen(random.nextInt(20)));
            }
            var waiting = run(begin("entries", RebuildMode.WHEN_EQUAL));
            assertThat(waiting.state()).isEqualTo(RebuildState.DIFFERENT);
            assertThat(titles(renamed)).as("nobody decided yet").containsOnly("old");
            rebuilds.swap(waiting.id());
            assertThat(run(waiting).state()).isEqualTo(RebuildState.SWAPPED);
            over.set(true);
            assertThat(read.get()).as("every read was answered").containsOnly("old", "new");
        }
        assertThat(titles(renamed)).containsOnly("new");
        assertThat(run(begin("entries", RebuildMode.VERIFY)).report().orElseThrow().equal())
                .isTrue();
    }

    /** What it folded, the right fold takes for seen. */
    private List<EntryId> aBuildThatLosesChangesRan() {
        var day = new Span.AllDay(LocalDate.of(2026, 5, 4), LocalDate.of(2026, 5, 5));
        var entries = LongStream.rangeClosed(9001, 9005).mapToObj(EntryId::new).toList();
        var facts = new ArrayList<Object>();
        for (var entry : entries) {
            facts.add(World.single(entry.value(), 900, "old", day));
            facts.add(new EntryFact.EntryUpdated(entry, List.of(new Change.Title("new"))));
        }
        world.happen(World.registered(900, "rita"), World.opened(900, 900, "hers"));
        var messages = facts.stream().<DomainEventMessage<?>>map(world::message).toList();
        world.feedTo(ForgetfulFolding.projection(world.database(), World.MAPPER), messages);
        world.feed(messages, 3);
        return entries;
    }

    private Set<String> reads(List<EntryId> entries, AtomicBoolean over) {
        var seen = new HashSet<String>();
        do {
            seen.addAll(titles(entries));
        } while (!over.get());
        seen.addAll(titles(entries));
        return seen;
    }

    private List<String> titles(List<EntryId> entries) {
        return entries.stream()
                .map(EntryNumber::of)
                .map(number -> new EntryQuery.EntryByNumber(number, World.user(900)))
                .map(query -> world.ask(query, EntryView.class).details().title())
                .toList();
    }

    private static Predicate<List<String>> hasTitle() {
        return fields -> fields.stream().anyMatch(field -> field.endsWith("title"));
    }

    @Test
    void only_one_rebuild_of_a_projection_is_under_way() {
        var first = begin("entries", RebuildMode.VERIFY);
        assertThatThrownBy(() -> begin("entries", RebuildMode.VERIFY)).isInstanceOf(Rejected.class);
        assertThat(rebuilds.latest(10)).extracting(RebuildView::id).containsExactly(first.id());
        assertThat(run(first).state()).isEqualTo(RebuildState.VERIFIED);
        assertThat(run(begin("entries", RebuildMode.VERIFY)).report().orElseThrow().equal())
                .isTrue();
    }

    @Test
    void one_that_was_broken_off_goes_on_where_it_was() {
        var job = begin("entries", RebuildMode.WHEN_EQUAL);
        history.meanwhile(() -> {});
        history.meanwhile(() -> {});
        history.meanwhile(() -> {
            throw new IllegalStateException("killed");
        });
        assertThatThrownBy(rebuilds::tick).hasStackTraceContaining("killed");
        var left = rebuilds.find(job.id());
        assertThat(left.state()).isEqualTo(RebuildState.REPLAYING);
        assertThat(left.facts()).isPositive();

        var other = world.side().rebuilds(history, time, "two");
        assertThat(other.tick()).as("the claim of the dead still stands").isFalse();
        time.pass(11);
        assertThat(other.tick()).isTrue();
        var done = other.find(job.id());
        assertThat(done.state()).isEqualTo(RebuildState.SWAPPED);
        assertThat(done.report().orElseThrow().equal()).isTrue();
        assertThat(documents("entries_v2_g1")).isEqualTo(documents("entries_v2"));
    }

    @Test
    void one_that_is_cancelled_leaves_nothing() {
        var job = begin("entries", RebuildMode.WHEN_EQUAL);
        history.meanwhile(() -> {});
        history.meanwhile(() -> rebuilds.cancel(job.id()));
        assertThat(run(job).state()).isEqualTo(RebuildState.CANCELLED);

        rebuilds.tick();
        assertThat(names()).contains("entries_v2_g1");
        time.pass(11);
        rebuilds.tick();
        assertThat(names()).doesNotContain("entries_v2_g1", "tallies_v1_g1");
        assertThatThrownBy(() -> rebuilds.cancel(job.id())).isInstanceOf(Rejected.class);
    }

    @Test
    void the_one_before_is_kept_up_to_go_back_to_until_it_is_dropped() {
        run(begin("entries", RebuildMode.WHEN_EQUAL));
        happen(10);
        rebuilds.rollBack("entries");
        happen(10);
        assertThat(documents("entries_v2_g1")).isEqualTo(documents("entries_v2"));
        rebuilds.drop("entries");
        happen(10);
        assertThat(documents("entries_v2_g1")).isNotEqualTo(documents("entries_v2"));
        assertThatThrownBy(() -> rebuilds.rollBack("entries")).isInstanceOf(Rejected.class);
    }

    @Test
    void one_can_go_back_until_another_generation_takes_its_place() {
        run(begin("entries", RebuildMode.WHEN_EQUAL));
        run(begin("entries", RebuildMode.VERIFY));
        assertThat(rebuilds.canRollBack("entries")).as("after a mere comparison").isTrue();
        happen(10);
        assertThat(documents("entries_v2")).isEqualTo(documents("entries_v2_g1"));

        var given = begin("entries", RebuildMode.WHEN_EQUAL);
        rebuilds.cancel(given.id());
        run(given);
        assertThat(rebuilds.canRollBack("entries")).as("after one that came to nothing").isTrue();

        run(begin("entries", RebuildMode.WHEN_EQUAL));
        rebuilds.tick();
        time.pass(11);
        rebuilds.tick();
        assertThat(names()).contains("entries_v2_g1", "entries_v2_g4");
        assertThat(names()).doesNotContain("entries_v2", "entries_v2_g2", "entries_v2_g3");
        rebuilds.rollBack("entries");
        happen(10);
        assertThat(documents("entries_v2_g1")).isEqualTo(documents("entries_v2_g4"));
    }

    @Test
    void nothing_is_done_until_it_is_known_how_much_there_is_to_do() {
        assertThat(begin("entries", RebuildMode.WHEN_EQUAL).percent()).isZero();
    }

    @Test
    void one_that_is_held_down_to_a_bound_is_cancelled_at_once() throws Exception {
        var slow =
                rebuilds.begin(
                        new OperationId(++operations),
                        new UserId(1),
                        "entries",
                        RebuildMode.WHEN_EQUAL,
                        OptionalInt.of(1));
        try (var worker = Executors.newSingleThreadExecutor()) {
            var worked = worker.submit(rebuilds::tick);
            while (rebuilds.find(slow.id()).facts() == 0) {
                Thread.onSpinWait();
            }
            rebuilds.cancel(slow.id());
            assertThat(worked.get(5, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(rebuilds.find(slow.id()).state()).isEqualTo(RebuildState.CANCELLED);
    }

    @Test
    void a_document_that_went_wrong_is_made_again_by_itself() {
        var before = documents("entries_v2");
        var counted = counts("tallies_v1");
        var wrong = before.getFirst();
        world.database()
                .getCollection("entries_v2")
                .updateOne(
                        new Document("_id", wrong.get("_id")),
                        new Document("$set", new Document("shelves", List.of("9t"))));
        assertThat(rebuilds.again("entries", "entry-" + wrong.get("_id"))).isTrue();
        assertThat(documents("entries_v2")).isEqualTo(before);
        assertThat(counts("tallies_v1")).isEqualTo(counted);
        assertThatThrownBy(() -> rebuilds.again("entries", "entry-77777"))
                .isInstanceOf(Rejected.class);
        assertThatThrownBy(() -> rebuilds.again("history", "entry-" + wrong.get("_id")))
                .isInstanceOf(Rejected.class)
                .hasMessageContaining("as a whole");
    }

    private RebuildView begin(String projection, RebuildMode mode) {
        return rebuilds.begin(
                new OperationId(++operations),
                new UserId(1),
                projection,
                mode,
                OptionalInt.empty());
    }

    private RebuildView run(RebuildView job) {
        assertThat(rebuilds.tick()).isTrue();
        return rebuilds.find(job.id());
    }

    private void happen(int facts) {
        var messages = new ArrayList<DomainEventMessage<?>>();
        for (var i = 0; i < facts; i++) {
            messages.add(world.message(source.next()));
        }
        world.feed(messages, 1 + random.nextInt(5));
    }

    private List<Document> documents(String collection) {
        return world.database()
                .getCollection(collection)
                .find()
                .sort(new Document("_id", 1))
                .into(new ArrayList<>());
    }

    /** Without up to where they are counted, and what is empty. */
    private List<Document> counts(String collection) {
        var counts = documents(collection);
        counts.forEach(tally -> tally.remove("stamp"));
        counts.removeIf(tally -> tally.getLong("count") == 0);
        return counts;
    }

    private List<String> names() {
        return world.database().listCollectionNames().into(new ArrayList<>());
    }

    /** Passes when it is told to. */
    private static final class Time extends Clock {
        private Instant now = Instant.parse("2026-01-01T00:00:00Z");

        void pass(int seconds) {
            now = now.plusSeconds(seconds);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneId.of("UTC");
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
