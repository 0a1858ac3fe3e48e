package almanac.app.api.aurinko;

import almanac.app.web.Caller;
import almanac.app.web.ServerSentEvents;
import almanac.app.web.Standing;
import almanac.message.Rejected;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** The changes of a calendar as they happen. */
@RestController
@Tag(name = "Aurinko sync")
class AurinkoStreamController {

    private final AurinkoIds ids;
    private final SyncTokens tokens;
    private final SyncReading reading;
    private final Viewers viewers;
    private final Streams streams;
    private final JsonMapper json;

    AurinkoStreamController(
            AurinkoIds ids,
            SyncTokens tokens,
            SyncReading reading,
            Viewers viewers,
            Streams streams,
            JsonMapper json) {
        this.ids = ids;
        this.tokens = tokens;
        this.reading = reading;
        this.viewers = viewers;
        this.streams = streams;
        this.json = json;
    }

    @Operation(
            summary = "Follow updated and deleted events as Server-Sent Events",
            description =
                    "From a syncUpdatedToken or a nextDeltaToken of updated events on: first what"
                            + " polling would answer, then every change as it happens. Events are named"
                            + " updated (data as in records of updated events) and deleted (id and"
                            + " timestamp). After each page an id says where to go on: send it as"
                            + " Last-Event-ID, which browsers do by themselves, or as deltaToken. At"
                            + " least every 15 seconds something is sent. An event named end says why"
                            + " the server stops: unauthorized, notFound or syncToken.expired. A user"
                            + " has a few streams at a time, more are 429.")
    @GetMapping(
            path = "/v1/calendars/{calendarId}/sync/stream",
            produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    void stream(
            Caller caller,
            @PathVariable String calendarId,
            @RequestParam(required = false) @Nullable String deltaToken,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException, InterruptedException {
        var calendar = ids.calendar(caller, calendarId).id();
        var sent = lastEventId == null || lastEventId.isBlank() ? deltaToken : lastEventId;
        if (sent == null) {
            throw Rejected.invalid("deltaToken", "deltaToken or Last-Event-ID is required");
        }
        var token = tokens.require("deltaToken", sent, caller.user(), calendar);
        if (token.kind() == SyncToken.Kind.DELETED) {
            throw Rejected.invalid(
                    "deltaToken", "deltaToken must be a token for updated events, or of a stream");
        }
        try (var place = streams.enter(caller.user())) {
            new ChangeStream(
                            reading,
                            tokens,
                            ServerSentEvents.begin(response, json),
                            viewers.viewing(caller, calendar),
                            standing(request),
                            token.asStream())
                    .run(streams.bell());
        }
    }

    private static Standing standing(HttpServletRequest request) {
        return request.getAttribute(Standing.class.getName()) instanceof Standing standing
                ? standing
                : () -> false;
    }
}
