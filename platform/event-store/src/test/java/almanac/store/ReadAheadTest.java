package almanac.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class ReadAheadTest {

    @Test
    void hands_out_every_batch_once_and_in_order() {
        var asked = new AtomicInteger();
        var batches =
                new ReadAhead<Integer>(() -> {
                    var batch = asked.getAndIncrement();
                    return batch < 5 ? List.of(2 * batch, 2 * batch + 1) : List.of();
                });
        var read = new ArrayList<Integer>();
        for (var batch = batches.get(); !batch.isEmpty(); batch = batches.get()) {
            read.addAll(batch);
        }

        assertThat(read).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
        assertThat(asked).hasValue(6);
    }

    @Test
    void fetches_the_next_batch_while_nobody_asks_for_it_and_no_further() throws Exception {
        var asked = new AtomicInteger();
        var second = new CountDownLatch(1);
        var batches =
                new ReadAhead<Integer>(() -> {
                    if (asked.incrementAndGet() == 2) {
                        second.countDown();
                    }
                    return List.of(asked.get());
                });

        batches.get();

        assertThat(second.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(asked).hasValue(2);
    }

    @Test
    void throws_what_fetching_threw() {
        var batches =
                new ReadAhead<Integer>(() -> {
                    throw new IllegalStateException("the store is gone");
                });

        assertThatThrownBy(batches::get)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the store is gone");
    }
}
