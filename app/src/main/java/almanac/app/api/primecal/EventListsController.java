package almanac.app.api.primecal;

import almanac.app.web.Caller;
import almanac.app.web.Instants;
import almanac.app.web.Queries;
import almanac.calendar.CalendarId;
import almanac.entry.EntryQuery;
import almanac.entry.EntryView;
import almanac.time.AsOf;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Listings of the PrimeCal document (A3, A8). */
@RestController
@RequestMapping("/api/events")
@Tag(name = "Events")
class EventListsController {

    private final Queries queries;
    private final EventRanges ranges;
    private final Instants instants;

    EventListsController(Queries queries, EventRanges ranges, Instants instants) {
        this.queries = queries;
        this.ranges = ranges;
        this.instants = instants;
    }

    @Operation(
            summary = "List accessible events in an optional date range",
            description =
                    "Events that overlap the days, both included, in the caller's zone;"
                            + " occurrences, never masters; by start. Where a bound is absent, series"
                            + " without an end show 90 days back and 365 days ahead of it or of"
                            + " today, and so do all others where they would be too many. A range that"
                            + " holds more than can be answered is 422 with the last day that fits."
                            + " With asOf, an instant, it is what this answered then, on the calendars"
                            + " that the caller may see now.")
    @GetMapping
    List<EventJson> list(
            Caller caller,
            @RequestParam(required = false) @Nullable String startDate,
            @RequestParam(required = false) @Nullable String endDate,
            @RequestParam(required = false) @Nullable String asOf) {
        var then = instants.asOf(asOf);
        var range = range(caller, startDate, endDate, then);
        var query =
                then.<EntryQuery>map(it ->
                                new EntryQuery.AgendaAsOf(
                                        range.window(), range.repeating(), it, caller.user()))
                        .orElseGet(() ->
                                new EntryQuery.Agenda(
                                        range.window(), range.repeating(), caller.user()));
        return EventsController.json(queries.list(query, EntryView.class));
    }

    @Operation(
            summary = "List events for one calendar",
            description = "The same range as for all calendars.")
    @GetMapping("/calendar/{calendarId}")
    List<EventJson> listCalendar(
            Caller caller,
            @PathVariable long calendarId,
            @RequestParam(required = false) @Nullable String startDate,
            @RequestParam(required = false) @Nullable String endDate,
            @RequestParam(required = false) @Nullable String asOf) {
        if (calendarId < 1) {
            throw EventWrites.unknownId("calendarId", Long.toString(calendarId));
        }
        var calendar = new CalendarId(calendarId);
        var then = instants.asOf(asOf);
        var range = range(caller, startDate, endDate, then);
        var query =
                then.<EntryQuery>map(it ->
                                new EntryQuery.AgendaOfAsOf(
                                        calendar,
                                        range.window(),
                                        range.repeating(),
                                        it,
                                        caller.user()))
                        .orElseGet(() ->
                                new EntryQuery.AgendaOf(
                                        calendar,
                                        range.window(),
                                        range.repeating(),
                                        caller.user()));
        return EventsController.json(queries.list(query, EntryView.class));
    }

    private EventRanges.Range range(
            Caller caller,
            @Nullable String startDate,
            @Nullable String endDate,
            Optional<AsOf> then) {
        return ranges.of(
                Optional.ofNullable(startDate),
                Optional.ofNullable(endDate),
                caller.zone(),
                then.map(AsOf::instant));
    }
}
