package almanac.app.api.primecalsync;

import almanac.app.web.Caller;
import almanac.connection.Synchronization;
import almanac.connection.Synchronization.Parked;
import almanac.entry.EntryId;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What of the caller's own sync needs a person, one by one. */
@RestController
@Tag(name = "Calendar sync")
class ParkedController {

    private static final int MOST = 100;

    private final Synchronization synchronization;

    ParkedController(Synchronization synchronization) {
        this.synchronization = synchronization;
    }

    record Items(List<Item> data) {}

    /**
     * @param kind {@code edit} of ours that is not pushed, or {@code object} at the provider that
     *     is not read
     * @param externalId the provider's calendar
     * @param eventId the event, or the series; null for an object
     * @param objectId the provider's name of the object; null for an edit
     */
    @Schema(name = "Parked item")
    record Item(
            String kind,
            String provider,
            String externalId,
            long localCalendarId,
            @Nullable Long eventId,
            @Nullable String objectId,
            Instant since,
            String reason) {
        static Item of(Parked parked) {
            return new Item(
                    parked.entry().isPresent() ? "edit" : "object",
                    parked.provider().word(),
                    parked.externalId(),
                    parked.calendar().value(),
                    parked.entry().map(EntryId::value).orElse(null),
                    parked.object().orElse(null),
                    parked.since(),
                    parked.reason());
        }
    }

    @Operation(
            summary = "List what is parked, newest first",
            description =
                    "Edits that are not pushed and objects at the provider that cannot be read,"
                            + " with the reason. Each is tried again when it is edited. limit is 1"
                            + " to 100.")
    @GetMapping("/api/calendar-sync/parked")
    Items parked(Caller caller, @RequestParam(defaultValue = "100") int limit) {
        ListLimit.require(limit, MOST);
        return new Items(
                synchronization.parked(caller.user(), limit).stream().map(Item::of).toList());
    }
}
