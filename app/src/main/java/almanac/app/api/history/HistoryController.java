package almanac.app.api.history;

import almanac.app.web.Caller;
import almanac.app.web.Instants;
import almanac.app.web.Paging;
import almanac.app.web.PathNumbers;
import almanac.app.web.Queries;
import almanac.history.CalendarDifference;
import almanac.history.HistoryPage;
import almanac.history.HistoryQuery;
import almanac.message.Rejected;
import almanac.message.Rejection;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What happened to an event or a calendar, and how a calendar differs between two instants. */
@RestController
@Tag(name = "History")
class HistoryController {

    private final Queries queries;
    private final Instants instants;

    HistoryController(Queries queries, Instants instants) {
        this.queries = queries;
        this.instants = instants;
    }

    @Operation(
            summary = "What happened to an event",
            description =
                    "Who, when, through what, why, and which fields changed; oldest first. With its"
                            + " comments, its sync conflicts and every occurrence. Read access"
                            + " suffices; of a deleted event, to the calendar that it was on. What"
                            + " happened on a calendar that the caller may not see is left out."
                            + " limit is 1 to 100.")
    @GetMapping("/api/events/{id:(?!calendar$).+}/history")
    HistoryJson.Page ofEvent(
            Caller caller,
            @PathVariable long id,
            @RequestParam(defaultValue = "1") int page,
            @RequestParam(defaultValue = "20") int limit) {
        Paging.check(page, limit);
        var query =
                new HistoryQuery.OfEntry(
                        PathNumbers.entry("id", id).entry(),
                        Paging.offset(page, limit),
                        limit,
                        caller.user());
        return HistoryJson.Page.of(queries.ask(query, HistoryPage.class), page, limit);
    }

    @Operation(
            summary = "What happened to a calendar and on it",
            description =
                    "Oldest first; events, comments, shares and sync decisions. Read access"
                            + " suffices; how a calendar is tied to a provider is for whoever tied"
                            + " it. limit is 1 to 100.")
    @GetMapping("/api/calendars/{id}/history")
    HistoryJson.Page ofCalendar(
            Caller caller,
            @PathVariable long id,
            @RequestParam(defaultValue = "1") int page,
            @RequestParam(defaultValue = "20") int limit) {
        Paging.check(page, limit);
        var query =
                new HistoryQuery.OfCalendar(
                        PathNumbers.calendar(id), Paging.offset(page, limit), limit, caller.user());
        return HistoryJson.Page.of(queries.ask(query, HistoryPage.class), page, limit);
    }

    @Operation(
            summary = "How a calendar differs between two instants",
            description =
                    "Its own details and shares, and each event or occurrence that was added,"
                            + " changed or removed. Read access suffices.")
    @GetMapping("/api/calendars/{id}/diff")
    HistoryJson.Difference difference(
            Caller caller,
            @PathVariable long id,
            @RequestParam String from,
            @RequestParam String to) {
        var earlier = instants.past("from", from);
        var later = instants.past("to", to);
        if (later.instant().isBefore(earlier.instant())) {
            throw new Rejected(new Rejection.Invalid("to", "to must not be before from", to));
        }
        return HistoryJson.Difference.of(
                queries.ask(
                        new HistoryQuery.Difference(
                                PathNumbers.calendar(id), earlier, later, caller.user()),
                        CalendarDifference.class));
    }
}
