package almanac.app.api.academic;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.google.GoogleSync;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every outcome at Google, in the document's words. */
final class GoogleAnswersTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final Map<GoogleSync.Outcome, String> TABLE =
            Map.of(
                    new GoogleSync.Done(15, 3),
                    """
                    200 {"success":true,"data":{"imported":15,"updated":3},"message":"Sync completed: 15 imported, 3 updated"}\
                    """,
                    new GoogleSync.NotLinked(),
                    """
                    400 {"success":false,"error":"Google Calendar not linked to this account. Please connect your Google account to sync calendar events.","code":"GOOGLE_CALENDAR_NOT_LINKED","action":"LINK_GOOGLE_ACCOUNT"}\
                    """,
                    new GoogleSync.RateLimited(Duration.ofMillis(1200)),
                    """
                    429 {"success":false,"error":"Google Calendar rate limit exceeded. Please try again later.","code":"GOOGLE_CALENDAR_RATE_LIMIT","action":"RETRY_LATER"}\
                    """,
                    new GoogleSync.AuthFailed(),
                    """
                    401 {"success":false,"error":"Google Calendar authentication failed. Please reconnect your Google account.","code":"GOOGLE_CALENDAR_AUTH_ERROR","action":"RELINK_GOOGLE_ACCOUNT"}\
                    """,
                    new GoogleSync.NotPermitted(),
                    """
                    403 {"success":false,"error":"Insufficient permissions for Google Calendar. Please check your Google Calendar permissions.","code":"GOOGLE_CALENDAR_PERMISSION_ERROR","action":"CHECK_GOOGLE_PERMISSIONS"}\
                    """,
                    new GoogleSync.Failed(),
                    """
                    502 {"success":false,"error":"Failed to sync with Google Calendar.","code":"GOOGLE_CALENDAR_SYNC_ERROR"}\
                    """);

    @Test
    void every_outcome_has_its_status_code_and_action() {
        TABLE.forEach((outcome, wanted) -> {
            var answer = GoogleAnswers.of(outcome);
            JsonNode body = JSON.valueToTree(answer.getBody());
            assertThat(answer.getStatusCode().value() + " " + body).isEqualTo(wanted);
        });
    }

    @Test
    void no_outcome_is_missing() {
        var tried = TABLE.keySet().stream().map(Object::getClass).collect(Collectors.toSet());

        assertThat(tried)
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(GoogleSync.Outcome.class.getPermittedSubclasses())
                                .collect(Collectors.toSet()));
    }

    @Test
    void a_wait_is_told_in_whole_seconds() {
        assertThat(
                        GoogleAnswers.of(new GoogleSync.RateLimited(Duration.ofMillis(1200)))
                                .getHeaders()
                                .getFirst("Retry-After"))
                .isEqualTo("2");
    }
}
