package almanac.sync.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class IdlingTest {

    private final Idling idling = new Idling(0);

    private static long nanos(long seconds) {
        return Duration.ofSeconds(seconds).toNanos();
    }

    @Test
    void what_is_idle_for_longer_rests_longer_within_bounds() {
        assertThat(idling.pause(0)).isEqualTo(Idling.SHORTEST);
        assertThat(idling.pause(nanos(4))).isEqualTo(Duration.ofMillis(500));
        assertThat(idling.pause(nanos(3_600))).isEqualTo(Idling.LONGEST);
    }

    @Test
    void what_has_something_to_do_looks_around_soon_again() {
        idling.busy(nanos(100));

        assertThat(idling.pause(nanos(101))).isEqualTo(Idling.SHORTEST);
        assertThat(idling.pause(nanos(104))).isEqualTo(Duration.ofMillis(500));
    }
}
