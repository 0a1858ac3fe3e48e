package almanac.app.security;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import almanac.message.Rejected;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

final class SignInLimitsTest {

    private static final String HERE = "192.0.2.1";
    private static final String THERE = "192.0.2.2";

    private final SignInLimits limits =
            new SignInLimits(
                    name -> name.split("@")[0],
                    new SignInLimits.Rates(3, 5, 2),
                    Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));

    @Test
    void an_account_is_counted_once_whatever_it_is_called() {
        limits.login("ana", HERE);
        limits.login("ana@example.org", HERE);
        limits.login("ana", HERE);

        assertThatThrownBy(() -> limits.login("ana@example.org", HERE))
                .isInstanceOf(Rejected.class);
        assertThatCode(() -> limits.login("ana", THERE)).doesNotThrowAnyException();
    }

    @Test
    void an_address_is_counted_over_all_accounts() {
        for (var i = 0; i < 5; i++) {
            limits.login("somebody" + i, HERE);
        }

        assertThatThrownBy(() -> limits.login("somebody5", HERE)).isInstanceOf(Rejected.class);
        assertThatCode(() -> limits.login("somebody5", THERE)).doesNotThrowAnyException();
    }

    @Test
    void only_failures_of_an_application_count() {
        for (var i = 0; i < 10; i++) {
            limits.requireApplication("sk_live_1", HERE);
        }
        for (var i = 0; i < 3; i++) {
            limits.failedApplication("sk_live_1", HERE);
        }

        assertThatThrownBy(() -> limits.requireApplication("sk_live_1", HERE))
                .isInstanceOf(Rejected.class);
    }
}
