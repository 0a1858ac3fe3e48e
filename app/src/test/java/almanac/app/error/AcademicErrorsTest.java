package almanac.app.error;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.app.error.ErrorRenderer.Request;
import almanac.message.Rejection;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AcademicErrorsTest {

    private static Request request(String method, String path) {
        return new Request(method, path, "id", Instant.EPOCH);
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /api/calendar/events, CALENDAR_EVENT_CREATE_ERROR, Failed to create calendar event",
        "PATCH, /api/calendar/events/event_1, CALENDAR_EVENT_UPDATE_ERROR, Failed to update calendar event",
        "DELETE, /api/calendar/events/event_1, CALENDAR_EVENT_DELETE_ERROR, Failed to delete calendar event",
        "GET, /api/calendar/events, CALENDAR_SERVICE_ERROR, An unexpected error occurred.",
        "POST, /api/calendar/sync/google, CALENDAR_SERVICE_ERROR, An unexpected error occurred.",
    })
    void a_fault_is_told_by_what_was_to_be_done(
            String method, String path, String code, String text) {
        var answer =
                new AcademicErrors()
                        .render(
                                Failures.of(new IllegalStateException("secret")),
                                request(method, path));

        assertThat(answer.status()).isEqualTo(500);
        assertThat(answer.body())
                .containsEntry("success", false)
                .containsEntry("code", code)
                .containsEntry("error", text)
                .doesNotContainKeys("action", "details");
    }

    @Test
    void a_write_that_cannot_be_read_yet_stays_503() {
        var answer =
                new AcademicErrors()
                        .render(
                                Failures.of(new Rejection.NotYetVisible(7)),
                                request("POST", "/api/calendar/events"));

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.body())
                .containsEntry("code", "CALENDAR_SERVICE_ERROR")
                .containsEntry("action", "RETRY_LATER");
    }
}
