package almanac.app.api.ics;

import almanac.app.web.Caller;
import almanac.app.web.Commands;
import almanac.app.web.PathNumbers;
import almanac.app.web.PublicAddress;
import almanac.app.web.Queries;
import almanac.calendar.CalendarCommand;
import almanac.calendar.CalendarQuery;
import almanac.calendar.CalendarView;
import almanac.calendar.Permission;
import almanac.entry.EntryExport;
import almanac.entry.EntryQuery;
import almanac.icalendar.ICalendarWriter;
import almanac.message.Rejected;
import almanac.message.Rejection;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirements;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.function.LongFunction;
import java.util.stream.Stream;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** Calendars as files: exports for people who may read them, feeds for whoever has the address. */
@RestController
@Tag(name = "iCalendar")
class ExportController {

    private static final int PAGE = 500;

    private final Queries queries;
    private final Commands commands;
    private final FeedTokens tokens;
    private final PublicAddress here;

    ExportController(Queries queries, Commands commands, FeedTokens tokens, PublicAddress here) {
        this.queries = queries;
        this.commands = commands;
        this.tokens = tokens;
        this.here = here;
    }

    record Feed(String url) {}

    @Operation(summary = "Export a calendar as iCalendar")
    @ApiResponse(
            responseCode = "200",
            content = @Content(mediaType = "text/calendar", schema = @Schema(type = "string")))
    @GetMapping("/api/calendars/{id}/export.ics")
    void export(Caller caller, @PathVariable long id, HttpServletResponse response)
            throws IOException {
        var calendar = view(caller, id);
        write(
                response,
                calendar,
                after ->
                        queries.list(
                                new EntryQuery.ExportPage(
                                        calendar.id(), after, PAGE, caller.user()),
                                EntryExport.class));
    }

    @Operation(
            summary = "The secret subscription address of a calendar",
            description =
                    "Owner or admin. Whoever has the address reads the calendar, for as long as who"
                            + " it was given to is one of them.")
    @GetMapping("/api/calendars/{id}/feed")
    Feed feed(Caller caller, @PathVariable long id) {
        return address(caller, administered(caller, id));
    }

    @Operation(
            summary = "Reset the subscription address",
            description = "Every earlier address is void at once.")
    @PostMapping("/api/calendars/{id}/feed/reset")
    Feed reset(Caller caller, @PathVariable long id) {
        commands.send(caller.actor(), new CalendarCommand.ResetFeed(administered(caller, id).id()));
        return address(caller, view(caller, id));
    }

    @Operation(
            summary = "A calendar by its subscription address",
            description = "Honours If-None-Match.")
    @ApiResponse(
            responseCode = "200",
            content = @Content(mediaType = "text/calendar", schema = @Schema(type = "string")))
    @SecurityRequirements
    @GetMapping("/feeds/{token}.ics")
    void subscribed(@PathVariable String token, HttpServletResponse response) throws IOException {
        var calendar =
                tokens.calendar(token)
                        .flatMap(id ->
                                queries.find(
                                        new CalendarQuery.CalendarForFeed(id), CalendarView.class))
                        .filter(view -> tokens.opens(token, view))
                        .orElseThrow(() -> new Rejected(new Rejection.NotFound("Feed", "")));
        write(
                response,
                calendar,
                after ->
                        queries.list(
                                new EntryQuery.FeedPage(calendar.id(), after, PAGE),
                                EntryExport.class));
    }

    private static void write(
            HttpServletResponse response,
            CalendarView calendar,
            LongFunction<List<EntryExport>> page)
            throws IOException {
        response.setContentType("text/calendar;charset=UTF-8");
        response.setHeader(
                HttpHeaders.CONTENT_DISPOSITION,
                "attachment; filename=\"calendar-" + calendar.id().value() + ".ics\"");
        ICalendarWriter.write(response.getOutputStream(), calendar.details().name(), pages(page));
    }

    /** Page after page, each asked for when the one before it is written. */
    private static Stream<EntryExport> pages(LongFunction<List<EntryExport>> page) {
        return Stream.iterate(
                        page.apply(0),
                        entries -> !entries.isEmpty(),
                        entries ->
                                entries.size() < PAGE
                                        ? List.of()
                                        : page.apply(entries.getLast().id().value()))
                .flatMap(List::stream);
    }

    private Feed address(Caller caller, CalendarView calendar) {
        var token = tokens.token(calendar, caller.user());
        return new Feed(here.of("/feeds/" + token + ".ics"));
    }

    private CalendarView administered(Caller caller, long id) {
        var view = view(caller, id);
        if (!view.permission().includes(Permission.ADMIN)) {
            throw new Rejected(
                    new Rejection.NotPermitted("Calendar", "Access denied to this calendar"));
        }
        return view;
    }

    private CalendarView view(Caller caller, long id) {
        return queries.ask(
                new CalendarQuery.CalendarById(PathNumbers.calendar(id), caller.user()),
                CalendarView.class);
    }
}
