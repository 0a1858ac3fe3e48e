package almanac.app.api.aurinko;

import almanac.app.web.Caller;
import almanac.app.web.IfMatch;
import almanac.app.web.Instants;
import almanac.calendar.CalendarId;
import almanac.calendar.Permission;
import almanac.feed.FeedId;
import almanac.feed.FeedRecord;
import almanac.message.Notice;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.node.ObjectNode;

/** Events of the Aurinko document (E6 to E11). */
@RestController
@RequestMapping("/v1/calendars/{calendarId}/events")
@Tag(name = "Aurinko events")
class AurinkoEventsController {

    private final AurinkoIds ids;
    private final EventEdits edits;
    private final Ranges ranges;
    private final Viewers viewers;
    private final Written written;
    private final Instants instants;

    AurinkoEventsController(
            AurinkoIds ids,
            EventEdits edits,
            Ranges ranges,
            Viewers viewers,
            Written written,
            Instants instants) {
        this.ids = ids;
        this.edits = edits;
        this.ranges = ranges;
        this.viewers = viewers;
        this.written = written;
        this.instants = instants;
    }

    /** What is answered where there is nothing to show. */
    record Status(String status) {}

    @Operation(
            summary = "List events",
            description =
                    "With timeMin and timeMax as range does. Without them all singles, masters of"
                            + " series and exceptions, those that changed last at the end. With asOf,"
                            + " an instant, it is what this answered then.")
    @GetMapping
    RecordPage list(
            Caller caller,
            @PathVariable String calendarId,
            @RequestParam(required = false) @Nullable String timeMin,
            @RequestParam(required = false) @Nullable String timeMax,
            @RequestParam(required = false) @Nullable String pageToken,
            @RequestParam(defaultValue = "" + Ranges.USUAL) int limit,
            @RequestParam(required = false) @Nullable String asOf) {
        var then = instants.asOf(asOf);
        var calendar = ids.calendar(caller, calendarId, then).id();
        var page = new Ranges.Asked(calendar, pageToken, Ranges.limit(limit), then);
        return Bounds.optional(timeMin, timeMax, caller.zone())
                .map(window -> ranges.within(caller, window, page))
                .orElseGet(() -> ranges.everything(caller, page));
    }

    @Operation(
            summary = "List what happens between two moments",
            description =
                    "Single events and every occurrence of series, by start: what ends after"
                            + " timeMin and starts before timeMax. Over 5,000 of them is 422, which"
                            + " names a shorter range. With asOf, an instant, it is what this"
                            + " answered then.")
    @RequestMapping(
            path = "/range",
            method = {RequestMethod.GET, RequestMethod.POST})
    RecordPage range(
            Caller caller,
            @PathVariable String calendarId,
            @RequestParam(required = false) @Nullable String timeMin,
            @RequestParam(required = false) @Nullable String timeMax,
            @RequestParam(required = false) @Nullable String pageToken,
            @RequestParam(defaultValue = "" + Ranges.USUAL) int limit,
            @RequestParam(required = false) @Nullable String asOf) {
        var then = instants.asOf(asOf);
        var calendar = ids.calendar(caller, calendarId, then).id();
        var window = Bounds.required(timeMin, timeMax, caller.zone());
        var page = new Ranges.Asked(calendar, pageToken, Ranges.limit(limit), then);
        return ranges.within(caller, window, page);
    }

    @Operation(
            summary = "Create an event",
            description =
                    "With a recurrence it is a series. The caller organizes it when somebody is"
                            + " invited. The body is read as JSON whatever its content type.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content =
                                    @Content(
                                            examples =
                                                    @ExampleObject(
                                                            name = "Business lunch",
                                                            value = Examples.CREATE))))
    @ApiResponse(
            responseCode = "201",
            content = @Content(schema = @Schema(implementation = Written.Answer.class)))
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<ObjectNode> create(
            Caller caller,
            @PathVariable String calendarId,
            @RequestBody EventBody body,
            @RequestParam(defaultValue = "true") boolean notifyAttendees,
            @RequestParam(defaultValue = "true") boolean returnRecord) {
        var calendar = writable(caller, calendarId);
        var entry = edits.create(caller, calendar, body, notice(notifyAttendees));
        var created = edits.record(caller, calendar, FeedId.entry(entry));
        return answer(HttpStatus.CREATED, caller, calendar, created, returnRecord);
    }

    @Operation(
            summary = "Get one event",
            description =
                    "A single event, the master of a series, an occurrence or an exception. The"
                            + " etag is what If-Match takes. With asOf, an instant, it is what this"
                            + " answered then.")
    @GetMapping("/{eventId}")
    ResponseEntity<EventJson> get(
            Caller caller,
            @PathVariable String calendarId,
            @PathVariable String eventId,
            @RequestParam(required = false) @Nullable String asOf) {
        var then = instants.asOf(asOf);
        var calendar = ids.calendar(caller, calendarId, then).id();
        var record = edits.record(caller, calendar, AurinkoIds.event(eventId), then);
        return ResponseEntity.ok()
                .eTag(EventJson.etag(record.revision()))
                .body(viewers.viewing(caller, calendar).of(record));
    }

    @Operation(
            summary = "Update an event",
            description =
                    "Of what is sent. A master's id changes the whole series, an occurrence's id"
                            + " that occurrence alone, the id of a split series' later part that part"
                            + " and what follows. A start that is sent alone takes the end along;"
                            + " attendees take the place of all before, recurrence null ends a series."
                            + " Rules take the place of all lines before, of EXDATE too: what is not left"
                            + " out any more takes place again. If-Match with an older etag is 412.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content =
                                    @Content(
                                            examples =
                                                    @ExampleObject(
                                                            name = "Another place",
                                                            value = Examples.UPDATE))))
    @ApiResponse(
            responseCode = "200",
            content = @Content(schema = @Schema(implementation = Written.Answer.class)))
    @RequestMapping(
            path = "/{eventId}",
            method = {RequestMethod.PATCH, RequestMethod.POST})
    ResponseEntity<ObjectNode> update(
            Caller caller,
            @PathVariable String calendarId,
            @PathVariable String eventId,
            @RequestBody EventBody body,
            @RequestParam(defaultValue = "true") boolean notifyAttendees,
            @RequestParam(defaultValue = "true") boolean returnRecord,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false)
                    @Nullable String ifMatch) {
        var calendar = writable(caller, calendarId);
        var id = AurinkoIds.event(eventId);
        var revision = IfMatch.revision(ifMatch);
        edits.update(caller, calendar, id, body, revision, notice(notifyAttendees));
        return answer(
                HttpStatus.OK, caller, calendar, edits.record(caller, calendar, id), returnRecord);
    }

    @Operation(
            summary = "Delete an event",
            description =
                    "Of an occurrence's id that occurrence only, of a master's the series, of a"
                            + " later part's that part.")
    @DeleteMapping("/{eventId}")
    Status delete(
            Caller caller,
            @PathVariable String calendarId,
            @PathVariable String eventId,
            @RequestParam(defaultValue = "true") boolean notifyAttendees,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false)
                    @Nullable String ifMatch) {
        edits.delete(
                caller,
                writable(caller, calendarId),
                AurinkoIds.event(eventId),
                IfMatch.revision(ifMatch),
                notice(notifyAttendees));
        return new Status("Ok");
    }

    private CalendarId writable(Caller caller, String id) {
        return ids.calendar(caller, id, Permission.WRITE).id();
    }

    private static Notice notice(boolean notifyAttendees) {
        return notifyAttendees ? Notice.ATTENDEES : Notice.NOBODY;
    }

    private ResponseEntity<ObjectNode> answer(
            HttpStatus status,
            Caller caller,
            CalendarId calendar,
            FeedRecord record,
            boolean whole) {
        var shown = viewers.viewing(caller, calendar).of(record);
        return ResponseEntity.status(status)
                .eTag(EventJson.etag(record.revision()))
                .body(written.json(shown, whole));
    }
}
