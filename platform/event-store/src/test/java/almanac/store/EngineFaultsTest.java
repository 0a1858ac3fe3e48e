package almanac.store;

import static almanac.store.Noted.message;
import static almanac.store.Noted.messages;
import static almanac.store.Reading.positions;
import static almanac.store.Reading.texts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import almanac.store.FaultyCollection.Fault;
import almanac.store.FaultyCollection.Killed;
import com.mongodb.client.MongoCollection;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.axonframework.eventsourcing.eventstore.EventStoreException;
import org.axonframework.modelling.command.AggregateStreamCreationException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EngineFaultsTest {

    private final StoreFixture store = new StoreFixture();
    private final SequencedEngine other = store.engine();

    @AfterEach
    void close() {
        store.close();
    }

    private SequencedEngine faulty(Fault... script) {
        return store.engine(FaultyCollection.of(store.facts(), script), b -> b);
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"LOST_BEFORE", "LOST_ANSWER", "LOST_HALF", "LATE"})
    void a_lost_connection_neither_loses_nor_doubles_a_commit(Fault fault) {
        SequencedEngine engine = faulty(fault, fault, Fault.NONE, fault);
        long position =
                WritePosition.capture(
                                () -> {
                                    engine.appendEvents(messages("a", 0, 2));
                                    return "";
                                })
                        .position()
                        .orElseThrow();
        other.appendEvents(message("b", 0));
        engine.appendEvents(message("a", 3));

        assertThat(position).isEqualTo(2);
        assertThat(texts(other)).containsExactly("a#0", "a#1", "a#2", "b#0", "a#3");
        assertThat(positions(other)).containsExactly(0L, 1L, 2L, 3L, 4L);
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"KILLED_BEFORE", "KILLED_AFTER"})
    void a_killed_writer_leaves_its_commit_whole_or_absent_and_others_go_on(Fault fault) {
        SequencedEngine engine = faulty(Fault.NONE, fault);
        engine.appendEvents(message("a", 0));
        assertThatThrownBy(() -> engine.appendEvents(messages("a", 1, 3)))
                .isInstanceOf(Killed.class);
        other.appendEvents(message("b", 0));
        engine.appendEvents(message("c", 0));

        boolean landed = fault == Fault.KILLED_AFTER;
        assertThat(texts(other))
                .isEqualTo(
                        landed
                                ? List.of("a#0", "a#1", "a#2", "a#3", "b#0", "c#0")
                                : List.of("a#0", "b#0", "c#0"));
        assertThat(positions(other)).isEqualTo(positions(store.engine()));
        assertThat(positions(other)).last().isEqualTo(texts(other).size() - 1L);
    }

    @Test
    void a_conflict_found_after_a_lost_connection_is_still_a_conflict() {
        SequencedEngine engine = faulty(Fault.LOST_BEFORE);
        other.appendEvents(messages("a", 0, 1));

        assertThatThrownBy(() -> engine.appendEvents(message("a", 0)))
                .isInstanceOf(AggregateStreamCreationException.class);
        assertThat(texts(other)).containsExactly("a#0", "a#1");
    }

    @Test
    void an_outcome_that_stays_unknown_is_told_as_such() {
        MongoCollection<Document> broken =
                FaultyCollection.of(store.facts(), () -> Fault.LOST_BEFORE);
        SequencedEngine engine = store.engine(broken, b -> b.patience(Duration.ofMillis(50)));

        assertThatThrownBy(() -> engine.appendEvents(message("a", 0)))
                .isInstanceOf(OutcomeUnknown.class);
        assertThat(texts(other)).isEmpty();
    }

    @Test
    void the_commits_that_wait_behind_a_killed_writer_are_written_by_the_next() throws Exception {
        CountDownLatch first = new CountDownLatch(1);
        CountDownLatch queued = new CountDownLatch(1);
        Runnable hold =
                () -> {
                    if (first.getCount() == 1) {
                        first.countDown();
                        await(queued);
                        throw new Killed();
                    }
                };
        SequencedEngine engine = store.engine(FaultyCollection.before(store.facts(), hold), b -> b);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> killed = threads.submit(append(engine, "a"));
            await(first);
            List<Future<?>> behind =
                    List.of(
                            threads.submit(append(engine, "b")),
                            threads.submit(append(engine, "c")));
            queued.countDown();
            assertThatThrownBy(killed::get).hasRootCauseInstanceOf(Killed.class);
            for (Future<?> waiting : behind) {
                waiting.get();
            }
        }
        assertThat(texts(other)).containsExactlyInAnyOrder("b#0", "c#0");
        assertThat(positions(other)).containsExactly(0L, 1L);
    }

    @Test
    void a_failing_member_of_a_group_fails_alone() throws Exception {
        CountDownLatch first = new CountDownLatch(1);
        CountDownLatch queued = new CountDownLatch(1);
        Runnable hold =
                () -> {
                    first.countDown();
                    await(queued);
                };
        SequencedEngine engine = store.engine(FaultyCollection.before(store.facts(), hold), b -> b);
        other.appendEvents(messages("taken", 0, 1));
        other.appendEvents(message("taken", 2));
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> leads = threads.submit(append(engine, "a"));
            await(first);
            Future<?> good = threads.submit(append(engine, "b"));
            Future<?> created = threads.submit(append(engine, "taken"));
            Future<?> late =
                    threads.submit(() -> {
                        engine.appendEvents(message("taken", 2));
                        return "";
                    });
            Future<?> alsoGood = threads.submit(append(engine, "c"));
            queued.countDown();
            for (Future<?> stored : List.of(leads, good, alsoGood)) {
                assertThatCode(stored::get).doesNotThrowAnyException();
            }
            assertThatThrownBy(created::get)
                    .hasCauseInstanceOf(AggregateStreamCreationException.class);
            assertThatThrownBy(late::get).hasCauseInstanceOf(ConcurrencyException.class);
        }
        assertThat(texts(other))
                .containsExactlyInAnyOrder("taken#0", "taken#1", "taken#2", "a#0", "b#0", "c#0");
        assertThat(positions(other)).containsExactly(0L, 1L, 2L, 3L, 4L, 5L);
    }

    @Test
    void an_interrupted_writer_still_learns_its_outcome_and_stays_interrupted() {
        SequencedEngine engine = faulty();
        Thread.currentThread().interrupt();
        try {
            engine.appendEvents(message("a", 0));
        } catch (EventStoreException refused) {
            assertThat(refused).isInstanceOf(OutcomeUnknown.class);
        }
        assertThat(Thread.interrupted()).isTrue();
        assertThat(texts(other)).containsExactly("a#0");
    }

    private static Callable<String> append(SequencedEngine engine, String aggregate) {
        return () -> {
            engine.appendEvents(message(aggregate, 0));
            return aggregate;
        };
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
