package almanac.app.api.operations;

import almanac.app.web.Caller;
import almanac.app.web.ServerSentEvents;
import almanac.app.web.Standing;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Processors and rebuilds as they go. */
@RestController
@Tag(name = "Operations")
class LiveController {

    private static final Duration HEARTBEAT = Duration.ofSeconds(5);

    /** Who follows is asked again then whether they still may: clients come back by themselves. */
    private static final Duration LIFE = Duration.ofMinutes(10);

    private final Lookout lookout;
    private final JsonMapper json;
    private final Clock clock;

    LiveController(Lookout lookout, JsonMapper json, Clock clock) {
        this.lookout = lookout;
        this.json = json;
        this.clock = clock;
    }

    @Operation(
            summary = "Follow processors and rebuilds as Server-Sent Events",
            description =
                    "An event named state says how all processors and the last rebuilds stand, at"
                            + " once and then at most once a second, whenever something changed. Its"
                            + " id comes right behind; who sends it as Last-Event-ID is not told the"
                            + " same again. At least every 5 seconds something is sent. The server"
                            + " ends the stream after ten minutes or when the credential ends. A user"
                            + " has a few streams at a time, more are 429.")
    @GetMapping(path = "/api/operations/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    void stream(
            Caller caller,
            @RequestHeader(name = "Last-Event-ID", defaultValue = "") String lastEventId,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException, InterruptedException {
        Operators.require(caller);
        try (var place = lookout.enter(caller.user())) {
            follow(ServerSentEvents.begin(response, json), lastEventId, standing(request));
        }
    }

    private void follow(ServerSentEvents out, String told, Standing standing)
            throws IOException, InterruptedException {
        var end = clock.instant().plus(LIFE);
        var id = told;
        out.mark(id);
        while (lookout.isRunning() && clock.instant().isBefore(end) && standing.stands()) {
            var news = lookout.await(id, HEARTBEAT);
            if (news.isPresent()) {
                id = news.get().id();
                out.written("state", news.get().text());
            }
            out.mark(id);
        }
    }

    private static Standing standing(HttpServletRequest request) {
        return request.getAttribute(Standing.class.getName()) instanceof Standing standing
                ? standing
                : () -> false;
    }
}
