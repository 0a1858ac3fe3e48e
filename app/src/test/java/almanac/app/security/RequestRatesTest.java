package almanac.app.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
final class RequestRatesTest {

    @Test
    void each_credential_has_its_own_requests_and_is_told_when_to_come_again() {
        // so few that none comes back while the test runs
        var rates = new RequestRates(1);
        var first = rates.take("Bearer one");
        assertThat(first.granted()).isTrue();
        assertThat(first.remaining()).isZero();
        assertThat(first.reset()).isBetween(Duration.ofNanos(1), Duration.ofSeconds(1));
        assertThat(rates.take("Bearer two").granted()).isTrue();
    }

    @Test
    void what_is_too_much_is_not_granted() {
        var rates = new RequestRates(50);
        var refused = 0;
        for (var request = 0; request < 10_000; request++) {
            var taken = rates.take("Bearer one");
            refused += taken.granted() ? 0 : 1;
        }
        assertThat(refused).isPositive();
    }
}
