package almanac.app.api.history;

import almanac.app.error.Failure;
import almanac.app.error.Refusal;
import almanac.app.history.FactExport;
import almanac.app.web.Caller;
import almanac.app.web.Instants;
import almanac.app.web.Paging;
import almanac.app.web.PathNumbers;
import almanac.app.web.Queries;
import almanac.calendar.CalendarId;
import almanac.history.HistoryFilter;
import almanac.history.HistoryItem;
import almanac.history.HistoryQuery;
import almanac.message.Rejected;
import almanac.message.Rejection;
import almanac.user.Role;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The history of everything, for auditors; by keys of scope admin too. */
@RestController
@RequestMapping("/api/audit")
@Tag(name = "Audit")
class AuditController {

    private static final int MOST = 200;
    private static final int BUFFER = 1 << 16;

    private final Queries queries;
    private final FactExport export;

    AuditController(Queries queries, FactExport export) {
        this.queries = queries;
        this.export = export;
    }

    /**
     * A page by cursor.
     *
     * @param nextCursor null on the last page
     */
    @Schema(name = "Audit page")
    record Page(List<HistoryJson.Item> data, @Nullable String nextCursor) {}

    /**
     * What is asked for.
     *
     * @param origin with a number or without, {@code connection:5} or {@code connection}
     * @param event its number, or the one of any of its occurrences
     */
    record Wanted(
            @Nullable Long actor,
            @Nullable String origin,
            @Nullable String type,
            @Nullable String resource,
            @Nullable String from,
            @Nullable String to,
            @Nullable Long event,
            @Nullable Long calendar) {

        HistoryFilter filter() {
            return new HistoryFilter(
                    Optional.ofNullable(actor),
                    Optional.ofNullable(origin).map(Known::origin),
                    Optional.ofNullable(type).map(Known::type),
                    Optional.ofNullable(resource),
                    Optional.ofNullable(from).map(sent -> Instants.instant("from", sent)),
                    Optional.ofNullable(to).map(sent -> Instants.instant("to", sent)),
                    Optional.ofNullable(event)
                            .map(sent -> PathNumbers.entry("event", sent).entry()),
                    Optional.ofNullable(calendar).map(Wanted::calendar));
        }

        private static CalendarId calendar(long sent) {
            if (sent < 1) {
                throw Rejected.invalid("calendar", "calendar must be the number of a calendar");
            }
            return new CalendarId(sent);
        }
    }

    @Operation(
            summary = "What happened anywhere",
            description =
                    "Auditors only. Newest first; nextCursor goes on. actor is a user's id; origin"
                            + " is user, api-key, connection, rule, operator, import or system, with or"
                            + " without a number; type is a stored name such as entry.updated; resource"
                            + " such as entry-42; event is the number of one, with its comments and"
                            + " its sync conflicts; calendar of one, with what was on it; from is"
                            + " included, to is not. limit is 1 to 200.")
    @GetMapping
    Page list(
            Caller caller,
            @ParameterObject Wanted wanted,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(defaultValue = "50") int limit) {
        requireAuditor(caller);
        Paging.limit(limit, MOST);
        var found =
                queries.list(
                        new HistoryQuery.Everything(wanted.filter(), before(cursor), limit + 1),
                        HistoryItem.class);
        var shown = found.subList(0, Math.min(limit, found.size()));
        return new Page(
                shown.stream().map(HistoryJson.Item::of).toList(),
                found.size() > limit ? Long.toString(shown.getLast().position()) : null);
    }

    @Operation(
            summary = "All of it as NDJSON",
            description =
                    "Auditors only. Oldest first, one line for each fact as it lies in the store,"
                            + " with the same filters; a stream of any length.")
    @GetMapping(path = "/export", produces = "application/x-ndjson")
    void export(Caller caller, @ParameterObject Wanted wanted, HttpServletResponse response)
            throws IOException {
        requireAuditor(caller);
        var filter = wanted.filter();
        response.setContentType("application/x-ndjson");
        var out = new BufferedOutputStream(response.getOutputStream(), BUFFER);
        export.write(filter, out);
        out.flush();
    }

    private static void requireAuditor(Caller caller) {
        if (!caller.acts(Role.AUDITOR)) {
            throw new Refusal(Failure.Kind.FORBIDDEN, "Only auditors may do that.");
        }
    }

    private static long before(@Nullable String cursor) {
        if (cursor == null) {
            return Long.MAX_VALUE;
        }
        try {
            return Long.parseLong(cursor);
        } catch (NumberFormatException unknown) {
            throw new Rejected(
                    new Rejection.Invalid("cursor", "cursor must be a nextCursor", cursor));
        }
    }
}
