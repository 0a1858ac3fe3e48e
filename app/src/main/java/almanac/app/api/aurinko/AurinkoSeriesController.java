package almanac.app.api.aurinko;

import almanac.app.web.Caller;
import almanac.app.web.Patch;
import almanac.app.web.Queries;
import almanac.calendar.Permission;
import almanac.entry.Answer;
import almanac.feed.FeedQuery;
import almanac.feed.FeedRecord;
import almanac.message.Rejected;
import almanac.message.Rejection;
import almanac.time.Span;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Series with their exceptions, single occurrences by original start, what has a UID, and answers
 * to invitations.
 */
@RestController
@RequestMapping("/v1/calendars/{calendarId}/events")
@Tag(name = "Aurinko events")
class AurinkoSeriesController {

    private final AurinkoIds ids;
    private final EventEdits edits;
    private final Viewers viewers;
    private final Queries queries;

    AurinkoSeriesController(AurinkoIds ids, EventEdits edits, Viewers viewers, Queries queries) {
        this.ids = ids;
        this.edits = edits;
        this.viewers = viewers;
        this.queries = queries;
    }

    @Schema(name = "Aurinko response")
    record ResponseBody(
            @Schema(
                            implementation = String.class,
                            allowableValues = {"accepted", "declined", "tentative", "noResponse"})
                    Patch<String> response,
            @Schema(implementation = String.class) Patch<String> comment) {}

    @Operation(
            summary = "Get a series: its master, the masters of later parts, its exceptions",
            description = "A single event answers itself alone.")
    @GetMapping("/{masterId}/series")
    RecordPage series(
            Caller caller, @PathVariable String calendarId, @PathVariable String masterId) {
        var calendar = ids.calendar(caller, calendarId).id();
        var entry = AurinkoIds.event(masterId).number().entry();
        var viewing = viewers.viewing(caller, calendar);
        var records = edits.whole(caller, calendar, entry).stream().map(viewing::of).toList();
        return RecordPage.of(records);
    }

    @Operation(
            summary = "Get the occurrence of an original start",
            description =
                    "Where the series had put it, whatever became of it since: a date and time with"
                            + " an offset, or a date for whole days.")
    @GetMapping("/{masterId}/occurrences/{originalStart}")
    EventJson occurrence(
            Caller caller,
            @PathVariable String calendarId,
            @PathVariable String masterId,
            @PathVariable String originalStart) {
        var calendar = ids.calendar(caller, calendarId).id();
        var master = edits.record(caller, calendar, AurinkoIds.event(masterId));
        var zone = master.span() instanceof Span.Timed timed ? timed.zone() : ZoneOffset.UTC;
        var record =
                queries.find(
                                new FeedQuery.ByStart(
                                        calendar,
                                        master.id().number().entry(),
                                        instant(originalStart, zone),
                                        caller.user()),
                                FeedRecord.class)
                        .orElseThrow(
                                () -> new Rejected(new Rejection.NotFound("Event", originalStart)));
        return viewers.viewing(caller, calendar).of(record);
    }

    private static Instant instant(String sent, ZoneId zone) {
        try {
            return sent.length() == 10
                    ? LocalDate.parse(sent).atStartOfDay(zone).toInstant()
                    : OffsetDateTime.parse(sent.replaceFirst(" (?=\\d{2}:\\d{2}$)", "+"))
                            .toInstant();
        } catch (DateTimeException unreadable) {
            throw new Rejected(
                    new Rejection.Invalid(
                            "originalStart",
                            "originalStart must be a date, or a date and time with an offset",
                            sent));
        }
    }

    @Operation(summary = "Find an event by its iCalendar UID")
    @GetMapping("/find")
    EventJson find(
            Caller caller,
            @PathVariable String calendarId,
            @RequestParam(name = "iCalUId") String uid) {
        var calendar = ids.calendar(caller, calendarId).id();
        return queries.find(new FeedQuery.ByUid(calendar, uid, caller.user()), FeedRecord.class)
                .map(viewers.viewing(caller, calendar)::of)
                .orElseThrow(() -> new Rejected(new Rejection.NotFound("Event", uid)));
    }

    @Operation(
            summary = "Answer an invitation",
            description =
                    "As the attendee whose address is the caller's, or that of the caller's account"
                            + " whose calendar this mirrors. Of a master's id for the whole series,"
                            + " of an occurrence's for that one. An organizer elsewhere is told.")
    @PutMapping("/{eventId}/response")
    AurinkoEventsController.Status respond(
            Caller caller,
            @PathVariable String calendarId,
            @PathVariable String eventId,
            @RequestBody ResponseBody body) {
        var calendar = ids.calendar(caller, calendarId, Permission.WRITE).id();
        edits.respond(caller, calendar, AurinkoIds.event(eventId), answer(body));
        return new AurinkoEventsController.Status("Ok");
    }

    /** The original also spells {@code tentitive}. */
    private static Answer answer(ResponseBody body) {
        var sent = body.response().present().orElse("");
        var response =
                switch (sent) {
                    case "accepted" -> Answer.Response.ACCEPTED;
                    case "declined" -> Answer.Response.DECLINED;
                    case "tentative", "tentitive" -> Answer.Response.TENTATIVE;
                    case "noResponse" -> Answer.Response.NEEDS_ACTION;
                    default ->
                            throw new Rejected(
                                    new Rejection.Invalid(
                                            "response",
                                            "response must be one of noResponse, declined,"
                                                    + " tentative, accepted",
                                            sent));
                };
        return new Answer(response, body.comment().present().filter(text -> !text.isEmpty()));
    }
}
