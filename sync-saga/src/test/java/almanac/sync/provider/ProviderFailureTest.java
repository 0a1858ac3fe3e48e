package almanac.sync.provider;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.sync.provider.ProviderFailure.Extent;
import almanac.sync.provider.ProviderFailure.Throttled;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProviderFailureTest {

    @Test
    void nobody_is_stopped_for_longer_than_a_day_by_what_a_server_says() {
        assertThat(after(Duration.ofSeconds(999_999_999))).contains(Duration.ofDays(1));
        assertThat(after(Duration.ofDays(1))).contains(Duration.ofDays(1));
        assertThat(after(Duration.ofSeconds(7))).contains(Duration.ofSeconds(7));
        assertThat(after(Duration.ZERO)).contains(Duration.ZERO);
        assertThat(after(Duration.ofSeconds(-7))).isEmpty();
    }

    private static Optional<Duration> after(Duration said) {
        return new Throttled(Optional.of(said), Extent.ACCOUNT, "slow down").after();
    }
}
