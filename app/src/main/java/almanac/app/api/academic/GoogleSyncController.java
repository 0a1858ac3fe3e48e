package almanac.app.api.academic;

import almanac.app.web.Caller;
import almanac.google.GoogleSync;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The import of the academic document (D6). */
@RestController
@RequestMapping("/api/calendar/sync")
@Tag(name = "Google Calendar")
class GoogleSyncController {

    private final GoogleSync google;

    GoogleSyncController(GoogleSync google) {
        this.google = google;
    }

    @Operation(
            summary = "Import events from Google Calendar",
            description =
                    "From the mapped calendars; with none mapped, from the main calendar of each"
                            + " connected account into the caller's default calendar.")
    @ApiResponse(
            responseCode = "200",
            description = "How many were imported and how many updated",
            useReturnTypeSchema = true)
    @ApiResponse(
            responseCode = "400",
            description = "No Google account is linked",
            content = @Content(schema = @Schema(implementation = GoogleAnswers.Problem.class)))
    @ApiResponse(
            responseCode = "502",
            description = "Google could not be asked",
            content = @Content(schema = @Schema(implementation = GoogleAnswers.Problem.class)))
    @PostMapping("/google")
    ResponseEntity<Object> sync(Caller caller) {
        return GoogleAnswers.of(google.importFor(caller.user()));
    }
}
