package almanac.sync.google;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.sync.google.GoogleFailures.Asked;
import almanac.sync.provider.ProviderFailure;
import almanac.sync.provider.ProviderFailure.Extent;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GoogleFailuresTest {

    @ParameterizedTest
    @CsvSource({
        "EVENT, 400, invalid, Refused",
        "CALENDAR, 400, invalid, Refused",
        "CONTINUATION, 400, invalid, CursorExpired",
        "EVENT, 401, authError, Reauthorize",
        "EVENT, 403, rateLimitExceeded, Throttled",
        "EVENT, 403, userRateLimitExceeded, Throttled",
        "EVENT, 403, quotaExceeded, Throttled",
        "EVENT, 403, insufficientPermissions, Forbidden",
        "EVENT, 403, requiredAccessLevel, Forbidden",
        "EVENT, 403, forbiddenForNonOrganizer, Forbidden",
        "EVENT, 403, '', Forbidden",
        "EVENT, 404, notFound, Gone",
        "CALENDAR, 404, notFound, CalendarGone",
        "CONTINUATION, 404, notFound, CalendarGone",
        "ACCOUNT, 404, notFound, CalendarGone",
        "EVENT, 409, duplicate, Changed",
        "EVENT, 410, deleted, Gone",
        "CONTINUATION, 410, fullSyncRequired, CursorExpired",
        "EVENT, 412, conditionNotMet, Changed",
        "EVENT, 429, rateLimitExceeded, Throttled",
        "EVENT, 408, '', Unreachable",
        "EVENT, 500, backendError, Unreachable",
        "EVENT, 502, '', Unreachable",
        "EVENT, 503, '', Unreachable",
        "EVENT, 504, '', Unreachable",
        "EVENT, 302, '', Unreachable",
        "EVENT, 413, '', Refused",
    })
    void every_answer_has_one_meaning(Asked asked, int status, String reason, String meaning) {
        var failure = GoogleFailures.of(asked, status, reason, "", Optional.empty());

        assertThat(failure.getClass().getSimpleName()).isEqualTo(meaning);
        assertThat(failure.detail()).contains(Integer.toString(status)).contains(reason);
    }

    @ParameterizedTest
    @CsvSource({
        "403, userRateLimitExceeded, 'User Rate Limit Exceeded', ACCOUNT",
        "403, rateLimitExceeded, 'Rate Limit Exceeded', ACCOUNT",
        "403, rateLimitExceeded, 'the limit ''Queries per minute per user'' of', ACCOUNT",
        "403, rateLimitExceeded, 'the limit ''Queries per user per 100 seconds'' of', ACCOUNT",
        "403, rateLimitExceeded, 'the limit ''Queries per minute'' of', PROJECT",
        "429, rateLimitExceeded, 'the limit ''Queries per minute'' of', PROJECT",
        "429, '', '', ACCOUNT",
        "403, quotaExceeded, 'Calendar usage limits exceeded.', QUOTA",
        "403, dailyLimitExceeded, 'Daily Limit Exceeded', QUOTA",
    })
    void a_limit_says_whom_it_binds(int status, String reason, String message, Extent extent) {
        assertThat(GoogleFailures.of(Asked.EVENT, status, reason, message, Optional.empty()))
                .isInstanceOfSatisfying(
                        ProviderFailure.Throttled.class,
                        throttled -> assertThat(throttled.extent()).isEqualTo(extent));
    }

    @Test
    void how_long_to_wait_is_kept() {
        assertThat(GoogleFailures.of(Asked.EVENT, 429, "", "", Optional.of(Duration.ofSeconds(17))))
                .isInstanceOfSatisfying(
                        ProviderFailure.Throttled.class,
                        throttled ->
                                assertThat(throttled.after()).contains(Duration.ofSeconds(17)));
    }
}
