package almanac.store;

import static almanac.store.Noted.messages;
import static com.mongodb.client.model.Filters.eq;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import almanac.store.Ledgers.TestClock;
import almanac.store.ledger.Checkpoint;
import almanac.store.notary.Notary;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Updates;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.axonframework.eventhandling.GenericEventMessage;
import org.bson.Document;
import org.bson.types.Binary;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class NotaryTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final StoreFixture store = new StoreFixture();
    private final SequencedEngine engine = store.engine();
    private final Ledgers ledgers = new Ledgers(store.database(), 5, MINUTE);
    private final TestClock clock = new TestClock();
    private final Notary notary = ledgers.notary("one", clock);

    @AfterEach
    void close() {
        store.close();
    }

    private MongoCollection<Document> collection(String name) {
        return store.database().getCollection(name);
    }

    private List<Long> signed() {
        return ledgers.store().checkpoints(Long.MAX_VALUE, 1000).reversed().stream()
                .map(Checkpoint::position)
                .toList();
    }

    @Test
    void what_was_stored_before_there_was_a_notary_is_covered_from_the_first_fact_on() {
        engine.appendEvents(messages("a", 0, 2));
        engine.appendEvents(GenericEventMessage.asEventMessage(new Noted("free", Noted.NOON)));
        engine.appendEvents(messages("b", 0, 0));
        engine.appendEvents(messages("a", 3, 4));

        assertThat(notary.work()).isTrue();

        var proof = ledgers.prove();
        assertThat(proof.problem()).isEmpty();
        assertThat(proof.facts()).isEqualTo(7);
        assertThat(proof.proven().orElseThrow().position()).isEqualTo(6);
        assertThat(proof.newer()).isZero();
        assertThat(ledgers.store().progress().position()).isEqualTo(6);
    }

    @Test
    void a_checkpoint_is_due_after_so_many_facts_or_so_much_time_with_something_new() {
        engine.appendEvents(messages("a", 0, 0));
        notary.work();
        assertThat(signed()).as("the first is due at once").containsExactly(0L);

        engine.appendEvents(messages("a", 1, 2));
        clock.pass(MINUTE.minusMillis(1));
        notary.work();
        assertThat(signed()).containsExactly(0L);
        assertThat(ledgers.prove().newer()).isEqualTo(2);

        clock.pass(Duration.ofMillis(1));
        notary.work();
        assertThat(signed()).containsExactly(0L, 2L);

        engine.appendEvents(messages("a", 3, 7));
        notary.work();
        assertThat(signed()).containsExactly(0L, 2L, 7L);

        clock.pass(Duration.ofDays(1));
        notary.work();
        assertThat(signed()).as("nothing is new").containsExactly(0L, 2L, 7L);
        assertThat(ledgers.prove().problem()).isEmpty();
    }

    @Test
    void an_empty_store_is_noted_and_not_signed() {
        assertThat(notary.work()).isTrue();
        assertThat(signed()).isEmpty();
        assertThat(ledgers.prove().problem().orElseThrow().what()).contains("nothing is proven");
    }

    @Test
    void one_node_is_the_notary_until_it_is_not_heard_of() {
        var other = ledgers.notary("two", clock);
        assertThat(notary.work()).isTrue();
        assertThat(other.work()).isFalse();
        clock.pass(Notary.LEASE.minusSeconds(1));
        assertThat(notary.work()).isTrue();
        clock.pass(Notary.LEASE.minusSeconds(1));
        assertThat(other.work()).as("it was heard of").isFalse();

        clock.pass(Duration.ofSeconds(1));
        engine.appendEvents(messages("a", 0, 2));
        assertThat(other.work()).isTrue();
        assertThat(notary.work()).isFalse();
        assertThat(ledgers.store().progress().node()).isEqualTo("two");
        assertThat(ledgers.notary("two", clock).work())
                .as("the same node again, after it died")
                .isTrue();
    }

    @Test
    void a_notary_that_was_overtaken_in_the_middle_changes_nothing() {
        var late = new TestClock();
        var slow = ledgers.notary("slow", late);
        engine.appendEvents(messages("a", 0, 2));
        assertThat(slow.work()).isTrue();
        engine.appendEvents(messages("a", 3, 4));
        var taken = new ArrayList<Boolean>();
        // it asks for the time when it begins, and once more with its batch in its hands
        late.once(() ->
                late.once(() -> {
                    clock.pass(Notary.LEASE.multipliedBy(2));
                    taken.add(notary.work());
                    engine.appendEvents(messages("b", 0, 8));
                    taken.add(notary.work());
                }));

        assertThat(slow.work()).isFalse();

        assertThat(taken).containsExactly(true, true);
        var proof = ledgers.prove();
        assertThat(proof.problem()).isEmpty();
        assertThat(proof.facts()).isEqualTo(14);
        assertThat(ledgers.store().progress().node()).isEqualTo("one");
        assertThat(positions()).isEqualTo(LongStream.range(0, 14).boxed().toList());
    }

    /** The positions that have a link, as they are filed. */
    private List<Long> positions() {
        var all = new ArrayList<Long>();
        for (var document : collection("ledger_links").find().sort(new Document("_id", 1))) {
            var links = document.get("links", Binary.class).length() / 32;
            for (var index = 0; index < links; index++) {
                all.add(document.getLong("_id") + index);
            }
        }
        return all;
    }

    /** Leaves what a notary leaves that dies right after its last step, before it filed that. */
    private void unfile(boolean links, boolean checkpoint) {
        var standing = collection("ledger").find().first();
        if (standing == null) {
            return;
        }
        if (links) {
            var count = standing.get("links", Binary.class).length() / 32;
            collection("ledger_links").deleteOne(eq("_id", standing.getLong("next") - count));
        }
        var last = standing.get("last", Document.class);
        if (checkpoint && last != null) {
            collection("ledger_checkpoints").deleteOne(eq("_id", last.getLong("_id")));
        }
    }

    @Test
    void what_a_dying_notary_did_not_file_is_proven_and_filed_by_the_next() {
        engine.appendEvents(messages("a", 0, 2));
        notary.work();
        engine.appendEvents(messages("a", 3, 9));
        notary.work();
        var whole = signed();
        for (var dead : List.of(List.of(true, true), List.of(false, true))) {
            unfile(dead.getFirst(), dead.getLast());
            assertThat(signed()).hasSize(1);
            assertThat(ledgers.prove().problem()).isEmpty();
            assertThat(ledgers.prove().newer()).isZero();
            assertThat(ledgers.notary("one", clock).work()).isTrue();
            assertThat(signed()).isEqualTo(whole);
            assertThat(positions()).isEqualTo(LongStream.range(0, 10).boxed().toList());
        }
    }

    @Test
    void random_lives_of_two_notaries_leave_one_chain_without_gap_or_fork() {
        for (var seed = 1; seed <= 20; seed++) {
            var random = new SplittableRandom(seed);
            var lengths = new HashMap<String, Long>();
            for (var name : List.of("facts", "ledger", "ledger_links", "ledger_checkpoints")) {
                collection(name).deleteMany(new Document());
            }
            var fresh = store.engine();
            var nodes =
                    new ArrayList<>(
                            List.of(ledgers.notary("one", clock), ledgers.notary("two", clock)));
            for (var turn = 0; turn < 60; turn++) {
                var which = random.nextInt(2);
                switch (random.nextInt(6)) {
                    case 0, 1 -> {
                        var stream = seed + "-" + random.nextInt(4);
                        var from = lengths.getOrDefault(stream, 0L);
                        var most = from + random.nextInt(4);
                        fresh.appendEvents(messages(stream, from, most));
                        lengths.put(stream, most + 1);
                    }
                    case 2, 3 -> nodes.get(which).work();
                    case 4 -> clock.pass(Duration.ofSeconds(random.nextInt(40)));
                    default -> {
                        unfile(random.nextBoolean(), random.nextBoolean());
                        nodes.set(which, ledgers.notary(which == 0 ? "one" : "two", clock));
                    }
                }
            }
            clock.pass(MINUTE.plus(Notary.LEASE));
            assertThat(nodes.getFirst().work()).isTrue();
            var proof = ledgers.prove();
            var facts = lengths.values().stream().mapToLong(Long::longValue).sum();
            assertThat(proof.problem()).as("seed %d", seed).isEmpty();
            assertThat(proof.facts()).as("seed %d", seed).isEqualTo(facts);
            assertThat(proof.newer()).as("seed %d", seed).isZero();
            assertThat(positions())
                    .as("seed %d", seed)
                    .isEqualTo(LongStream.range(0, facts).boxed().toList());
        }
    }

    @Test
    void nothing_is_noted_once_history_lacks_what_was_noted_of_it() {
        engine.appendEvents(messages("a", 0, 2));
        engine.appendEvents(messages("b", 0, 2));
        notary.work();
        store.facts().deleteOne(eq("_id", 3L));
        assertThatThrownBy(notary::work)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("ends at position 2, but was noted up to 5");
        assertThat(ledgers.prove().problem().orElseThrow().position()).isEqualTo(3);
    }

    @Test
    void nothing_is_noted_behind_a_gap() {
        engine.appendEvents(messages("a", 0, 2));
        engine.appendEvents(messages("b", 0, 2));
        engine.appendEvents(messages("c", 0, 2));
        store.facts().deleteOne(eq("_id", 3L));
        assertThatThrownBy(notary::work).hasMessageContaining("from position 3 on");
        assertThat(ledgers.store().progress().position()).isEqualTo(2);
    }

    @Test
    void a_checkpoint_that_somebody_changed_is_not_followed_by_another() {
        engine.appendEvents(messages("a", 0, 2));
        notary.work();
        collection("ledger_checkpoints").updateOne(eq("_id", 1L), Updates.set("at", "2020-01-01"));
        engine.appendEvents(messages("a", 3, 9));
        assertThatThrownBy(notary::work)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("ledger_checkpoints has something else at 1");
        assertThat(signed()).hasSize(1);
    }
}
