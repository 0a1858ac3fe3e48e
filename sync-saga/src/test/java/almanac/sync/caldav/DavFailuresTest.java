package almanac.sync.caldav;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.sync.caldav.DavFailures.Subject;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class DavFailuresTest {

    private static final Clock CLOCK = Clock.fixed(RadicaleFixture.NOW, ZoneOffset.UTC);

    @ParameterizedTest
    @CsvSource({
        "OBJECT, 400, Refused",
        "SERVER, 401, Reauthorize",
        "OBJECT, 401, Reauthorize",
        "OBJECT, 403, Forbidden",
        "SERVER, 404, Refused",
        "CALENDAR, 404, CalendarGone",
        "OBJECT, 404, Gone",
        "OBJECT, 405, Refused",
        "OBJECT, 408, Unreachable",
        "OBJECT, 409, Refused",
        "CALENDAR, 410, CalendarGone",
        "OBJECT, 412, Changed",
        "OBJECT, 413, Refused",
        "OBJECT, 415, Refused",
        "OBJECT, 423, Unreachable",
        "OBJECT, 429, Throttled",
        "OBJECT, 500, Unreachable",
        "OBJECT, 502, Unreachable",
        "OBJECT, 503, Unreachable",
        "OBJECT, 504, Unreachable",
        "OBJECT, 507, Throttled",
        "OBJECT, 302, Refused",
        "OBJECT, 202, Unreachable"
    })
    void a_status_means(Subject subject, int status, String kind) {
        var failed = DavFailures.of(subject, "PUT", status, List.of(), Optional.empty());

        assertThat(failed.failure().getClass().getSimpleName()).isEqualTo(kind);
    }

    @ParameterizedTest
    @CsvSource({
        "0, PT0S",
        "120, PT2M",
        "'Tue, 1 Dec 2026 00:00:30 GMT', PT30S",
        "'Mon, 30 Nov 2026 00:00:00 GMT', PT0S"
    })
    void a_wait_is_told_in_seconds_or_by_a_date(String header, Duration wait) {
        assertThat(DavFailures.retryAfter(header, CLOCK)).contains(wait);
    }

    @ParameterizedTest
    @CsvSource({"soon", "-5", "''", "99999999999999"})
    void what_is_neither_is_no_wait(String header) {
        assertThat(DavFailures.retryAfter(header, CLOCK)).isEmpty();
    }

    @Test
    void a_detail_repeats_names_of_conditions_and_nothing_else_of_the_servers() {
        var named = List.of("no-uid-conflict", "<script>", "x y");

        var failed = DavFailures.of(Subject.OBJECT, "PUT", 403, named, Optional.empty());

        assertThat(failed.failure().detail())
                .isEqualTo("PUT was answered with 403: no-uid-conflict");
    }
}
