package almanac.app.api.academic;

import almanac.app.web.Envelope;
import almanac.google.GoogleSync;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/** The one place that knows status, code and action of what Google answers (contract 5.4). */
final class GoogleAnswers {

    private GoogleAnswers() {}

    /** The counts of an import. */
    record Counts(int imported, int updated) {}

    /** An error as the document shows it. */
    @Schema(name = "Google Calendar error")
    record Problem(
            boolean success,
            String error,
            String code,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String action) {}

    static ResponseEntity<Object> of(GoogleSync.Outcome outcome) {
        return switch (outcome) {
            case GoogleSync.Done(var imported, var updated) ->
                    ResponseEntity.ok(
                            Envelope.of(
                                    new Counts(imported, updated),
                                    "Sync completed: %d imported, %d updated"
                                            .formatted(imported, updated)));
            case GoogleSync.NotLinked() ->
                    problem(
                            HttpStatus.BAD_REQUEST,
                            "Google Calendar not linked to this account. Please connect your Google"
                                    + " account to sync calendar events.",
                            "GOOGLE_CALENDAR_NOT_LINKED",
                            "LINK_GOOGLE_ACCOUNT");
            case GoogleSync.AuthFailed() ->
                    problem(
                            HttpStatus.UNAUTHORIZED,
                            "Google Calendar authentication failed. Please reconnect your Google"
                                    + " account.",
                            "GOOGLE_CALENDAR_AUTH_ERROR",
                            "RELINK_GOOGLE_ACCOUNT");
            case GoogleSync.NotPermitted() ->
                    problem(
                            HttpStatus.FORBIDDEN,
                            "Insufficient permissions for Google Calendar. Please check your Google"
                                    + " Calendar permissions.",
                            "GOOGLE_CALENDAR_PERMISSION_ERROR",
                            "CHECK_GOOGLE_PERMISSIONS");
            case GoogleSync.RateLimited(var wait) -> later(wait);
            case GoogleSync.Failed() ->
                    problem(
                            HttpStatus.BAD_GATEWAY,
                            "Failed to sync with Google Calendar.",
                            "GOOGLE_CALENDAR_SYNC_ERROR",
                            null);
        };
    }

    private static ResponseEntity<Object> later(Duration wait) {
        var refused =
                problem(
                        HttpStatus.TOO_MANY_REQUESTS,
                        "Google Calendar rate limit exceeded. Please try again later.",
                        "GOOGLE_CALENDAR_RATE_LIMIT",
                        "RETRY_LATER");
        var seconds = Math.max(1, wait.plusMillis(999).toSeconds());
        return ResponseEntity.status(refused.getStatusCode())
                .header(HttpHeaders.RETRY_AFTER, Long.toString(seconds))
                .body(refused.getBody());
    }

    private static ResponseEntity<Object> problem(
            HttpStatus status, String error, String code, @Nullable String action) {
        return ResponseEntity.status(status).body(new Problem(false, error, code, action));
    }
}
