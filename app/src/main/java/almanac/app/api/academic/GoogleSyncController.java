package almanac.app.api.academic;

import almanac.app.web.Caller;
import almanac.google.GoogleSync;
import io.swagger.v3.oas.annotations.Operation;
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
    @PostMapping("/google")
    ResponseEntity<Object> sync(Caller caller) {
        return GoogleAnswers.of(google.importFor(caller.user()));
    }
}
