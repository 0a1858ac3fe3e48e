package almanac.sync.microsoft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import almanac.sync.provider.ProviderFailed;
import almanac.sync.provider.ProviderFailure;

/** That a call fails for a reason. */
final class Failures {

    private Failures() {}

    static void assertFailure(Runnable call, Class<? extends ProviderFailure> kind) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        ProviderFailed.class,
                        failed -> assertThat(failed.failure()).isInstanceOf(kind));
    }
}
