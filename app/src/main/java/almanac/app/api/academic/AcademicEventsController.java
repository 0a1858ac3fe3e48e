package almanac.app.api.academic;

import almanac.app.web.Caller;
import almanac.app.web.EntityTag;
import almanac.app.web.Envelope;
import almanac.app.web.IfMatch;
import almanac.app.web.Instants;
import almanac.app.web.Queries;
import almanac.entry.EntryPage;
import almanac.entry.EntryQuery;
import almanac.entry.EntryView;
import almanac.time.AsOf;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Events of the academic document (D1 to D5). */
@RestController
@RequestMapping("/api/calendar/events")
@Tag(name = "Calendar events")
class AcademicEventsController {

    private final AcademicEventEdits edits;
    private final AcademicAnswers answers;
    private final Queries queries;
    private final GooglePush push;
    private final Instants instants;
    private final Clock clock;

    AcademicEventsController(
            AcademicEventEdits edits,
            AcademicAnswers answers,
            Queries queries,
            GooglePush push,
            Instants instants,
            Clock clock) {
        this.edits = edits;
        this.answers = answers;
        this.queries = queries;
        this.push = push;
        this.instants = instants;
        this.clock = clock;
    }

    @Operation(
            summary = "Create a calendar event",
            description =
                    "On the caller's default calendar. The same event is in every other API of this"
                            + " server at once.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content =
                                    @Content(
                                            examples =
                                                    @ExampleObject(
                                                            name = "Biology Lecture",
                                                            value = AcademicExamples.CREATE))))
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<Envelope<AcademicEventJson>> create(
            Caller caller, @RequestBody AcademicEventBody body) {
        var created = edits.create(caller, body);
        push.await(caller.user(), created);
        return answer(HttpStatus.CREATED, created, caller, "Calendar event created successfully");
    }

    @Operation(
            summary = "List calendar events",
            description =
                    "Events on calendars that the caller owns, by start. Of series every occurrence"
                            + " is listed under an id of its own; where a date is missing, from 90"
                            + " days before to 365 days after it or today. Cancelled events are"
                            + " left out. An event without an end counts by its start. With asOf,"
                            + " an instant, it is what this answered then, on the calendars that"
                            + " the caller owns now.")
    @Parameter(name = "startDate", schema = @Schema(type = "string", format = "date-time"))
    @Parameter(name = "endDate", schema = @Schema(type = "string", format = "date-time"))
    @Parameter(
            name = "eventType",
            schema =
                    @Schema(
                            type = "string",
                            allowableValues = {
                                "CLASS",
                                "DEADLINE",
                                "EXAM",
                                "MEETING",
                                "STUDY_SESSION"
                            }))
    @Parameter(name = "courseId", schema = @Schema(type = "string", example = "course_abc123"))
    @Parameter(
            name = "limit",
            schema = @Schema(type = "integer", minimum = "1", maximum = "100", defaultValue = "50"))
    @Parameter(
            name = "offset",
            schema = @Schema(type = "integer", minimum = "0", defaultValue = "0"))
    @Parameter(name = "asOf", schema = @Schema(type = "string", format = "date-time"))
    @GetMapping
    Envelope<ListedEventJson.Page> list(
            Caller caller, @Parameter(hidden = true) @RequestParam Map<String, String> sent) {
        var then = instants.asOf(sent.get("asOf"));
        var now = then.map(AsOf::instant).orElseGet(clock::instant);
        var asked = AcademicListQuery.of(sent, now, caller.zone());
        var listing =
                new EntryQuery.Listing(
                        caller.user(),
                        asked.filter(),
                        asked.repeating(),
                        asked.offset(),
                        asked.limit());
        var query =
                then.<EntryQuery>map(it -> new EntryQuery.ListingAsOf(listing, it)).orElse(listing);
        var page = queries.ask(query, EntryPage.class);
        return Envelope.of(
                answers.page(caller, page, asked), "Calendar events retrieved successfully");
    }

    @Operation(
            summary = "Get one event, or one occurrence",
            description =
                    "The ETag is the revision that If-Match takes. With asOf, an instant, it is"
                            + " what this answered then.")
    @GetMapping("/{id}")
    ResponseEntity<Envelope<AcademicEventJson>> get(
            Caller caller,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String asOf) {
        var number = AcademicEventIds.require(id);
        var view =
                instants.asOf(asOf)
                        .map(then -> edits.own(caller, number, then))
                        .orElseGet(() -> edits.own(caller, number));
        return answer(HttpStatus.OK, view, caller, "Calendar event retrieved successfully");
    }

    @Operation(
            summary = "Update an event",
            description =
                    "Of an occurrence's id that occurrence only, of a series' own id the whole"
                            + " series. A bound that is not sent stays. Only courseId may be null.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content =
                                    @Content(
                                            examples =
                                                    @ExampleObject(
                                                            name = "Another room",
                                                            value = AcademicExamples.UPDATE))))
    @PatchMapping("/{id}")
    ResponseEntity<Envelope<AcademicEventJson>> update(
            Caller caller,
            @PathVariable String id,
            @RequestBody AcademicEventBody body,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false)
                    @Nullable String ifMatch) {
        var view =
                edits.update(caller, AcademicEventIds.require(id), body, IfMatch.revision(ifMatch));
        return answer(HttpStatus.OK, view, caller, "Calendar event updated successfully");
    }

    @Operation(
            summary = "Delete an event",
            description =
                    "Of an occurrence's id that occurrence only, of a series' own id the whole"
                            + " series.")
    @DeleteMapping("/{id}")
    Envelope<Object> delete(
            Caller caller,
            @PathVariable String id,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false)
                    @Nullable String ifMatch) {
        edits.delete(caller, AcademicEventIds.require(id), IfMatch.revision(ifMatch));
        return Envelope.of("Calendar event deleted successfully");
    }

    private ResponseEntity<Envelope<AcademicEventJson>> answer(
            HttpStatus status, EntryView view, Caller caller, String message) {
        var shown = answers.one(caller, view);
        return ResponseEntity.status(status)
                .eTag(EntityTag.of(view.revision(), shown))
                .body(Envelope.of(shown, message));
    }
}
