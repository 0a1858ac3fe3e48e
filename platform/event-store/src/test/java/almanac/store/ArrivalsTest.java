package almanac.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ArrivalsTest {

    private final Arrivals arrivals = new Arrivals();

    @Test
    @Timeout(20)
    void what_arrives_between_a_look_and_the_wait_after_it_ends_the_wait() throws Exception {
        var seen = arrivals.count();
        arrivals.arrived();

        arrivals.awaitMoreThan(seen, 1, TimeUnit.HOURS);

        assertThat(arrivals.count()).isEqualTo(seen + 1);
    }

    @Test
    @Timeout(20)
    void all_who_wait_are_woken() throws Exception {
        var seen = arrivals.count();
        try (var threads = Executors.newFixedThreadPool(3)) {
            for (var i = 0; i < 3; i++) {
                threads.submit(() -> {
                    arrivals.awaitMoreThan(seen, 1, TimeUnit.HOURS);
                    return "";
                });
            }
            arrivals.arrived();
        }
        assertThat(arrivals.count()).isEqualTo(seen + 1);
    }

    @Test
    void a_wait_ends_where_nothing_arrives() throws Exception {
        var seen = arrivals.count();

        arrivals.awaitMoreThan(seen, 1, TimeUnit.MILLISECONDS);

        assertThat(arrivals.count()).isEqualTo(seen);
    }
}
