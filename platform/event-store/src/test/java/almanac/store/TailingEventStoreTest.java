package almanac.store;

import static almanac.store.Noted.message;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.axonframework.eventhandling.TrackingEventStream;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TailingEventStoreTest {

    private static final int WAITS = 100;

    private final StoreFixture store = new StoreFixture();
    private final TailingEventStore here = TailingEventStore.over(store.engine());
    private final TailingEventStore there = TailingEventStore.over(store.engine());

    @AfterEach
    void close() {
        here.shutDown();
        there.shutDown();
        store.close();
    }

    private static List<String> take(TrackingEventStream stream, int count)
            throws InterruptedException {
        List<String> texts = new ArrayList<>();
        while (texts.size() < count && stream.hasNextAvailable(5, TimeUnit.SECONDS)) {
            texts.add(Reading.text(stream.nextAvailable()));
        }
        return texts;
    }

    @Test
    void a_stream_follows_the_commits_of_both_nodes() throws Exception {
        try (TrackingEventStream stream = here.openStream(null)) {
            here.publish(message("a", 0));
            there.publish(message("b", 0));
            assertThat(take(stream, 2)).containsExactly("a#0", "b#0");
            there.publish(message("a", 1));
            here.publish(message("b", 1));
            assertThat(take(stream, 2)).containsExactly("a#1", "b#1");
        }
    }

    @Test
    void a_fact_that_comes_while_a_reader_begins_to_wait_is_not_missed() throws Exception {
        CyclicBarrier together = new CyclicBarrier(2);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                TrackingEventStream stream = here.openStream(null)) {
            Future<?> writing =
                    threads.submit(() -> {
                        for (int i = 0; i < WAITS; i++) {
                            together.await();
                            here.publish(message("a", i));
                        }
                        return "";
                    });
            for (int i = 0; i < WAITS; i++) {
                together.await();
                assertThat(take(stream, 1)).containsExactly("a#" + i);
            }
            writing.get();
        }
    }

    @Test
    void who_waits_for_facts_is_roused() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                TrackingEventStream stream = here.openStream(null)) {
            Future<Boolean> waiting =
                    threads.submit(() -> stream.hasNextAvailable(1, TimeUnit.MINUTES));
            while (!waiting.isDone()) {
                here.rouse();
                Thread.onSpinWait();
            }
            assertThat(waiting.get()).isFalse();
        }
    }

    @Test
    void a_stream_calls_its_reader_for_facts_of_either_node() throws Exception {
        Semaphore called = new Semaphore(0);
        try (TrackingEventStream stream = here.openStream(null)) {
            assertThat(stream.setOnAvailableCallback(called::release)).isTrue();
            assertThat(stream.hasNextAvailable()).isFalse();
            for (TailingEventStore node : List.of(here, there, here, there)) {
                called.drainPermits();
                node.publish(message("a" + System.nanoTime(), 0));
                assertThat(called.tryAcquire(5, TimeUnit.SECONDS)).isTrue();
                assertThat(stream.hasNextAvailable()).isTrue();
                stream.nextAvailable();
            }
        }
    }

    @Test
    void a_closed_stream_is_called_no_more() throws Exception {
        Semaphore closed = new Semaphore(0);
        Semaphore open = new Semaphore(0);
        TrackingEventStream first = here.openStream(null);
        first.setOnAvailableCallback(closed::release);
        try (TrackingEventStream second = here.openStream(null)) {
            second.setOnAvailableCallback(open::release);
            assertThat(second.hasNextAvailable()).isFalse();
            first.close();
            here.publish(message("a", 0));
            assertThat(open.tryAcquire(5, TimeUnit.SECONDS)).isTrue();
            assertThat(closed.availablePermits()).isZero();
        }
    }

    @Test
    void a_commit_that_takes_long_after_its_facts_were_applied_is_not_missed() throws Exception {
        CountDownLatch applied = new CountDownLatch(1);
        CountDownLatch othersAreRead = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
                TrackingEventStream stream = there.openStream(null)) {
            Future<?> slow =
                    threads.submit(() -> {
                        UnitOfWork<?> work = DefaultUnitOfWork.startAndGet(null);
                        here.publish(message("slow", 0), message("slow", 1));
                        applied.countDown();
                        othersAreRead.await();
                        work.commit();
                        return "";
                    });
            applied.await();
            for (int i = 0; i < 5; i++) {
                here.publish(message("a", i, Noted.NOON.plusSeconds(60)));
            }
            assertThat(take(stream, 5)).containsExactly("a#0", "a#1", "a#2", "a#3", "a#4");
            othersAreRead.countDown();
            slow.get();
            assertThat(take(stream, 2)).containsExactly("slow#0", "slow#1");
        }
    }
}
