package almanac.app.api.primecal;

import almanac.app.ids.Ids;
import almanac.app.web.Caller;
import almanac.app.web.Commands;
import almanac.app.web.Queries;
import almanac.calendar.CalendarId;
import almanac.calendar.CalendarQuery;
import almanac.calendar.CalendarView;
import almanac.entry.EntryCommand;
import almanac.entry.EntryNumber;
import almanac.entry.EntryQuery;
import almanac.entry.EntryView;
import almanac.entry.Scope;
import almanac.message.Rejected;
import almanac.message.Rejection;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
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

/** Endpoints A1 to A8 of the PrimeCal document. */
@RestController
@RequestMapping("/api/events")
@Tag(name = "Events")
class EventsController {

    /** How many occurrences the answer to a new series shows (contract 2.5). */
    private static final int SHOWN = 366;

    private final Commands commands;
    private final Queries queries;
    private final Ids ids;
    private final EventRanges ranges;

    EventsController(Commands commands, Queries queries, Ids ids, EventRanges ranges) {
        this.commands = commands;
        this.queries = queries;
        this.ids = ids;
        this.ranges = ranges;
    }

    record Message(String message) {}

    @Operation(
            summary = "Create one event",
            description = "With a recurrenceType other than none it is a series.")
    @PostMapping
    ResponseEntity<EventJson> create(Caller caller, @RequestBody EventBody body) {
        return answer(
                HttpStatus.CREATED, view(create(caller, body, EventWrites.typed(body)), caller));
    }

    @Operation(
            summary = "Create a recurring event series",
            description = "Answers the master, then at most 366 occurrences.")
    @PostMapping("/recurring")
    @ResponseStatus(HttpStatus.CREATED)
    List<EventJson> createRecurring(Caller caller, @RequestBody EventBody body) {
        Fields.required("calendarId", body.calendarId());
        var asked = EventWrites.explicit(Fields.required("recurrence", body.recurrence()));
        return head(create(caller, body, Optional.of(asked)), caller);
    }

    private EntryNumber create(
            Caller caller, EventBody body, Optional<EventWrites.Repetition> repetition) {
        var zone =
                Recurrences.zone(
                        repetition.map(EventWrites.Repetition::body), "recurrence", caller.zone());
        var details = EventWrites.details(body);
        var span = EventWrites.span(body, zone);
        var asked = repetition.flatMap(wanted -> wanted.from(span));
        var calendar = calendar(caller, body);
        var entry = ids.entry();
        commands.send(
                caller.actor(),
                new EntryCommand.CreateEntry(
                        entry,
                        calendar,
                        entry + "@almanac",
                        caller.user(),
                        details,
                        asked.map(Recurrences.Asked::first).orElse(span),
                        asked.map(Recurrences.Asked::recurrence)));
        return EntryNumber.of(entry);
    }

    private CalendarId calendar(Caller caller, EventBody body) {
        return Fields.given("calendarId", body.calendarId())
                .map(EventsController::calendarId)
                .orElseGet(() ->
                        queries.find(
                                        new CalendarQuery.PrimaryCalendarOf(caller.user()),
                                        CalendarView.class)
                                .map(CalendarView::id)
                                .orElseThrow(() ->
                                        new Rejected(
                                                new Rejection.NotFound("Calendar", "default"))));
    }

    private static CalendarId calendarId(long sent) {
        if (sent < 1) {
            throw Rejected.invalid("calendarId", "calendarId must be a positive number");
        }
        return new CalendarId(sent);
    }

    @Operation(
            summary = "List accessible events in an optional date range",
            description =
                    "Events that overlap the days, both included, in the caller's zone. Occurrences, never masters. "
                            + "Of an open range, series show 90 days back and 365 days ahead of today.")
    @GetMapping
    List<EventJson> list(
            Caller caller,
            @RequestParam(required = false) @Nullable String startDate,
            @RequestParam(required = false) @Nullable String endDate) {
        var range =
                ranges.of(
                        Optional.ofNullable(startDate),
                        Optional.ofNullable(endDate),
                        caller.zone());
        return json(
                queries.list(
                        new EntryQuery.Agenda(range.window(), range.repeating(), caller.user()),
                        EntryView.class));
    }

    @Operation(summary = "List events for one calendar")
    @GetMapping("/calendar/{calendarId}")
    List<EventJson> listCalendar(
            Caller caller,
            @PathVariable long calendarId,
            @RequestParam(required = false) @Nullable String startDate,
            @RequestParam(required = false) @Nullable String endDate) {
        var range =
                ranges.of(
                        Optional.ofNullable(startDate),
                        Optional.ofNullable(endDate),
                        caller.zone());
        return json(
                queries.list(
                        new EntryQuery.AgendaOf(
                                calendarId(calendarId),
                                range.window(),
                                range.repeating(),
                                caller.user()),
                        EntryView.class));
    }

    @Operation(summary = "Get one event, or one occurrence")
    @GetMapping("/{id}")
    ResponseEntity<EventJson> get(Caller caller, @PathVariable long id) {
        return answer(HttpStatus.OK, view(number(id), caller));
    }

    @Operation(
            summary = "Update one event or one recurring occurrence",
            description = "updateMode: single (default), all or future.")
    @PatchMapping("/{id}")
    ResponseEntity<EventJson> update(
            Caller caller,
            @PathVariable long id,
            @RequestBody EventBody body,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false)
                    @Nullable String ifMatch) {
        var scope =
                Fields.given("updateMode", body.updateMode())
                        .map(EventScopes::mode)
                        .orElse(Scope.THIS);
        var number = update(caller, number(id), body, scope, EventWrites.typed(body), ifMatch);
        return answer(HttpStatus.OK, view(number, caller));
    }

    @Operation(
            summary = "Update a recurring series with explicit scope",
            description = "Answers the changed events.")
    @PatchMapping("/{id}/recurring")
    List<EventJson> updateRecurring(
            Caller caller,
            @PathVariable long id,
            @RequestBody EventBody body,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false)
                    @Nullable String ifMatch) {
        var scope =
                Fields.given("updateScope", body.updateScope())
                        .map(EventScopes::scope)
                        .orElse(Scope.THIS);
        var repetition =
                body.recurrence()
                        .present()
                        .map(EventWrites::explicit)
                        .or(() -> EventWrites.typed(body));
        var changed = update(caller, number(id), body, scope, repetition, ifMatch);
        return switch (scope) {
            case THIS -> json(List.of(view(changed, caller)));
            case FUTURE -> following(changed, caller);
            case ALL -> head(EntryNumber.of(changed.entry()), caller);
        };
    }

    private EntryNumber update(
            Caller caller,
            EntryNumber number,
            EventBody body,
            Scope scope,
            Optional<EventWrites.Repetition> repetition,
            @Nullable String ifMatch) {
        var before = view(number, caller);
        var newZone =
                repetition
                        .flatMap(r -> r.body().timezone().present())
                        .map(sent -> Fields.zone("recurrence.timezone", sent));
        var edit = EventWrites.spanEdit(body, caller.zone(), newZone);
        var span = edit.map(wanted -> wanted.applyTo(before.span())).orElse(before.span());
        var calendar =
                Fields.given("calendarId", body.calendarId()).map(EventsController::calendarId);
        commands.send(
                caller.actor(),
                new EntryCommand.UpdateEntry(
                        number.entry(),
                        number.occurrence(),
                        scope,
                        EventWrites.changes(body),
                        edit,
                        EventScopes.recurrence(
                                EventWrites.recurrence(repetition, span), number, before, scope),
                        revision(ifMatch)));
        calendar.filter(to -> !to.equals(before.calendar().id()))
                .ifPresent(to ->
                        commands.send(
                                caller.actor(), new EntryCommand.MoveEntry(number.entry(), to)));
        return number;
    }

    @Operation(
            summary = "Delete one event",
            description = "scope: this (default; of a master, the series), future or all.")
    @DeleteMapping("/{id}")
    Message delete(
            Caller caller,
            @PathVariable long id,
            @RequestParam(required = false) @Nullable String scope,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false)
                    @Nullable String ifMatch) {
        var number = number(id);
        commands.send(
                caller.actor(),
                new EntryCommand.DeleteEntry(
                        number.entry(),
                        number.occurrence(),
                        Optional.ofNullable(scope).map(EventScopes::deletion).orElse(Scope.THIS),
                        revision(ifMatch)));
        return new Message("Event deleted successfully");
    }

    private static OptionalLong revision(@Nullable String ifMatch) {
        if (ifMatch == null || ifMatch.strip().equals("*")) {
            return OptionalLong.empty();
        }
        var digits = ifMatch.strip().replaceFirst("^W/", "").replace("\"", "");
        try {
            return OptionalLong.of(Long.parseLong(digits));
        } catch (NumberFormatException notOurs) {
            // an entity tag that we never gave matches nothing (RFC 9110 13.1.1)
            return OptionalLong.of(Long.MIN_VALUE);
        }
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
        var first = from.occurrence();
        return json(
                queries
                        .list(
                                new EntryQuery.SeriesHead(from.entry(), SHOWN, caller.user()),
                                EntryView.class)
                        .stream()
                        .filter(view ->
                                first.isEmpty()
                                        || view.number()
                                                .occurrence()
                                                .map(key -> key.compareTo(first.get()) >= 0)
                                                .orElse(false))
                        .toList());
    }

    private static EntryNumber number(long id) {
        return EntryNumber.parse(id)
                .orElseThrow(() -> EventWrites.unknownId("id", Long.toString(id)));
    }

    private static List<EventJson> json(List<EntryView> views) {
        return views.stream().map(EventJson::of).toList();
    }

    private static ResponseEntity<EventJson> answer(HttpStatus status, EntryView view) {
        return ResponseEntity.status(status)
                .eTag("\"" + view.revision() + "\"")
                .body(EventJson.of(view));
    }
}
