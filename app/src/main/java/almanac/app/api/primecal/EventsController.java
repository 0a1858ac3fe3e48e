package almanac.app.api.primecal;

import almanac.app.api.primecal.EventEdits.Target;
import almanac.app.web.Caller;
import almanac.app.web.EntityTag;
import almanac.app.web.IfMatch;
import almanac.app.web.Instants;
import almanac.app.web.PathNumbers;
import almanac.app.web.Queries;
import almanac.entry.EntryNumber;
import almanac.entry.EntryQuery;
import almanac.entry.EntryView;
import almanac.entry.Scope;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Optional;
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

/** Single events and series of the PrimeCal document (A1, A2, A4 to A7). */
@RestController
@RequestMapping("/api/events")
@Tag(name = "Events")
class EventsController {

    /** How many occurrences the answer to a new series shows (contract 2.5). */
    private static final int SHOWN = 366;

    private final EventEdits edits;
    private final Queries queries;
    private final Instants instants;

    EventsController(EventEdits edits, Queries queries, Instants instants) {
        this.edits = edits;
        this.queries = queries;
        this.instants = instants;
    }

    @Schema(name = "Event message")
    record Message(String message) {}

    @Operation(
            summary = "Create one event",
            description =
                    "With a recurrenceType other than none it is a series. Without calendarId it"
                            + " goes to the default calendar; bare times are of the caller's zone.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content =
                                    @Content(
                                            examples =
                                                    @ExampleObject(
                                                            name = "School pickup",
                                                            value = EventExamples.CREATE))))
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    ResponseEntity<EventJson> create(Caller caller, @RequestBody EventBody body) {
        var created = edits.create(caller, body, EventWrites.typed(body, "none"));
        return answer(HttpStatus.CREATED, view(created, caller));
    }

    @Operation(
            summary = "Create a recurring event series",
            description = "Answers the master, then at most 366 occurrences.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content =
                                    @Content(
                                            examples =
                                                    @ExampleObject(
                                                            name = "Soccer practice",
                                                            value = EventExamples.CREATE_SERIES))))
    @PostMapping("/recurring")
    @ResponseStatus(HttpStatus.CREATED)
    List<EventJson> createRecurring(Caller caller, @RequestBody EventBody body) {
        Fields.required("calendarId", body.calendarId());
        var asked = EventWrites.explicit(Fields.required("recurrence", body.recurrence()));
        return head(edits.create(caller, body, Optional.of(asked)), caller);
    }

    @Operation(
            summary = "Get one event, or one occurrence",
            description =
                    "If-Match takes the ETag, and looks at its revision only. With asOf, an"
                            + " instant, it is as it was then; 404 before its creation.")
    @GetMapping("/{id}")
    ResponseEntity<EventJson> get(
            Caller caller,
            @PathVariable long id,
            @RequestParam(required = false) @Nullable String asOf) {
        var number = PathNumbers.entry("id", id);
        var view =
                instants.asOf(asOf)
                        .map(then -> new EntryQuery.EntryAsOf(number, then, caller.user()))
                        .map(query -> queries.ask(query, EntryView.class))
                        .orElseGet(() -> view(number, caller));
        return answer(HttpStatus.OK, view);
    }

    @Operation(
            summary = "Update one event or one recurring occurrence",
            description =
                    "updateMode: single (default), all or future. Of a series' own id, single is"
                            + " its first occurrence. Another calendarId moves the whole event; for a"
                            + " series updateMode must be all.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content =
                                    @Content(
                                            examples =
                                                    @ExampleObject(
                                                            name = "One occurrence",
                                                            value = EventExamples.UPDATE))))
    @PatchMapping("/{id}")
    ResponseEntity<EventJson> update(
            Caller caller,
            @PathVariable long id,
            @RequestBody EventBody body,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false)
                    @Nullable String ifMatch) {
        var scope = body.updateMode().present().map(EventScopes::mode).orElse(Scope.THIS);
        var changed =
                edits.update(
                        caller,
                        body,
                        new Target(PathNumbers.entry("id", id), scope, IfMatch.revision(ifMatch)),
                        before -> EventWrites.typed(body, shownType(before)));
        return answer(HttpStatus.OK, view(changed, caller));
    }

    private static String shownType(EntryView view) {
        return RecurrenceJson.type(view.recurrence());
    }

    @Operation(
            summary = "Update a recurring series with explicit scope",
            description =
                    "updateScope: this (default), future or all. Answers the changed events; of"
                            + " all, the master comes first.",
            requestBody =
                    @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content =
                                    @Content(
                                            examples =
                                                    @ExampleObject(
                                                            name = "From one occurrence on",
                                                            value = EventExamples.UPDATE_SERIES))))
    @PatchMapping("/{id}/recurring")
    List<EventJson> updateRecurring(
            Caller caller,
            @PathVariable long id,
            @RequestBody EventBody body,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false)
                    @Nullable String ifMatch) {
        var scope = body.updateScope().present().map(EventScopes::scope).orElse(Scope.THIS);
        var changed =
                edits.update(
                        caller,
                        body,
                        new Target(PathNumbers.entry("id", id), scope, IfMatch.revision(ifMatch)),
                        before ->
                                body.recurrence()
                                        .present()
                                        .map(EventWrites::explicit)
                                        .or(() -> EventWrites.typed(body, shownType(before))));
        return switch (scope) {
            case THIS -> json(List.of(view(changed, caller)));
            case FUTURE -> following(changed, caller);
            case ALL -> head(EntryNumber.of(changed.entry()), caller);
        };
    }

    @Operation(
            summary = "Delete one event",
            description =
                    "scope: this (default), future or all. Of a series' own id, the series goes.")
    @DeleteMapping("/{id}")
    Message delete(
            Caller caller,
            @PathVariable long id,
            @RequestParam(required = false) @Nullable String scope,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false)
                    @Nullable String ifMatch) {
        var reach = Optional.ofNullable(scope).map(EventScopes::deletion).orElse(Scope.THIS);
        edits.delete(
                caller, new Target(PathNumbers.entry("id", id), reach, IfMatch.revision(ifMatch)));
        return new Message("Event deleted successfully");
    }

    private EntryView view(EntryNumber number, Caller caller) {
        return queries.ask(new EntryQuery.EntryByNumber(number, caller.user()), EntryView.class);
    }

    private List<EventJson> head(EntryNumber number, Caller caller) {
        return json(
                queries.list(
                        new EntryQuery.SeriesHead(number.entry(), SHOWN, caller.user()),
                        EntryView.class));
    }

    private List<EventJson> following(EntryNumber from, Caller caller) {
        return from.occurrence()
                .map(key ->
                        json(
                                queries.list(
                                        new EntryQuery.SeriesTail(
                                                from.entry(), key, SHOWN, caller.user()),
                                        EntryView.class)))
                .orElseGet(() -> head(from, caller));
    }

    static List<EventJson> json(List<EntryView> views) {
        return views.stream().map(EventJson::of).toList();
    }

    private static ResponseEntity<EventJson> answer(HttpStatus status, EntryView view) {
        var shown = EventJson.of(view);
        return ResponseEntity.status(status).eTag(EntityTag.of(view.revision(), shown)).body(shown);
    }
}
