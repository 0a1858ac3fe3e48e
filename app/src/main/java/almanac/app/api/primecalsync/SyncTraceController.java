package almanac.app.api.primecalsync;

import almanac.app.web.Caller;
import almanac.app.web.Queries;
import almanac.connection.Synchronization;
import almanac.connection.TraceLine;
import almanac.entry.EntryNumber;
import almanac.history.HistoryPage;
import almanac.history.HistoryQuery;
import almanac.message.Rejected;
import almanac.message.Rejection;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Why an event did or did not sync. */
@RestController
@Tag(name = "Calendar sync")
class SyncTraceController {

    private static final int MOST = 500;

    private final Queries queries;
    private final Synchronization synchronization;

    SyncTraceController(Queries queries, Synchronization synchronization) {
        this.queries = queries;
        this.synchronization = synchronization;
    }

    record Trace(List<Line> data) {}

    /**
     * @param step {@code fetch}, {@code decision} or {@code push}
     * @param run lines of one sync run have the same
     */
    record Line(
            Instant at,
            String step,
            String reason,
            String provider,
            long mappingId,
            String run,
            String detail) {
        static Line of(TraceLine line) {
            return new Line(
                    line.at(),
                    word(line.step()),
                    word(line.reason()),
                    line.provider().word(),
                    line.mapping().value(),
                    line.run(),
                    line.detail());
        }
    }

    @Operation(
            summary = "Why an event did or did not sync",
            description =
                    "Every fetch, decision and push that concerned it, newest first. Read access to"
                            + " the event suffices; of a deleted event, to the calendar that it was"
                            + " on. limit is 1 to 500.")
    @GetMapping("/api/events/{id}/sync-trace")
    Trace trace(
            Caller caller, @PathVariable long id, @RequestParam(defaultValue = "100") int limit) {
        ListLimit.require(limit, MOST);
        var number =
                EntryNumber.parse(id)
                        .orElseThrow(() ->
                                new Rejected(new Rejection.NotFound("Event", Long.toString(id))));
        queries.ask(
                new HistoryQuery.OfEntry(number.entry(), 0, 1, caller.user()), HistoryPage.class);
        return new Trace(
                synchronization.trace(number.entry(), limit).stream().map(Line::of).toList());
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
