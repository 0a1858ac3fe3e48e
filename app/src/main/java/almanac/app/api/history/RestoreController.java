package almanac.app.api.history;

import almanac.app.api.history.Restoring.Why;
import almanac.app.web.Caller;
import almanac.app.web.Exact;
import almanac.app.web.Instants;
import almanac.app.web.Patch;
import almanac.app.web.PathNumbers;
import almanac.app.web.Queries;
import almanac.comment.CommentId;
import almanac.history.HistoryQuery;
import almanac.history.Restoration;
import almanac.message.Rejected;
import almanac.operation.OperationKind;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * Bringing things back by compensating facts, which go to providers as any edit does; history is
 * never rewritten.
 */
@RestController
@Tag(name = "History")
class RestoreController {

    private final Queries queries;
    private final Instants instants;
    private final Restoring restoring;

    RestoreController(Queries queries, Instants instants, Restoring restoring) {
        this.queries = queries;
        this.instants = instants;
        this.restoring = restoring;
    }

    @Exact
    @Schema(name = "Undo")
    record UndoBody(
            @Schema(implementation = Boolean.class, defaultValue = "false") Patch<Boolean> dryRun,
            @Schema(
                            implementation = String.class,
                            maxLength = 500,
                            description = "of operators: why; it is recorded")
                    Patch<String> reason) {}

    @Operation(
            summary = "Restore an event or an occurrence",
            description =
                    "To what it was at an instant, or right after one of its revisions; a deleted"
                            + " event comes back under its own id. Write access. dryRun only says"
                            + " what would change, and to which providers it would go. 404"
                            + " where it was not there then, 403 where the caller may not write on"
                            + " the calendar that it was on.")
    @Exact
    @PostMapping("/api/events/{id:(?!calendar$).+}/restore")
    RestoreJson event(Caller caller, @PathVariable long id, @RequestBody RestoreBody body) {
        var target = body.target(PathNumbers.entry("id", id));
        var query =
                new HistoryQuery.EntryRestore(
                        target, body.moment(instants), caller.user(), restoring.seenBefore());
        var plan = queries.ask(query, Restoration.class);
        return restoring.told(
                caller,
                Why.restored(target.entry().toString(), body.why()),
                () -> restoring.one(caller, plan, body.dry()));
    }

    @Operation(
            summary = "Restore a comment",
            description =
                    "To what it was at an instant, or right after one of the revisions of its"
                            + " thread. What it said, by its author; whether it was flagged, by"
                            + " every reader.")
    @Exact
    @PostMapping("/api/events/{id:(?!calendar$).+}/comments/{commentId}/restore")
    RestoreJson.OfComment comment(
            Caller caller,
            @PathVariable long id,
            @PathVariable long commentId,
            @RequestBody RestoreBody body) {
        var plan =
                queries.ask(
                        new HistoryQuery.CommentRestore(
                                PathNumbers.entry("id", id),
                                comment(commentId),
                                body.whole(instants),
                                caller.user(),
                                restoring.seenBefore()),
                        Restoration.OfComment.class);
        return restoring.told(
                caller,
                Why.restored("comment-" + commentId, body.why()),
                () -> restoring.comment(caller, plan, body.dry()));
    }

    @Operation(
            summary = "Restore everything on a calendar",
            description =
                    "What was deleted or moved away comes back, what came later goes, the rest is"
                            + " what it was at the instant, or right after one of the calendar's own"
                            + " revisions; the calendar's own details and shares"
                            + " stay. Owner or admin. A deleted calendar comes back with the details"
                            + " and shares that it had then, for its owner; not its ties to"
                            + " providers, which were ended. What cannot go back, for instance for want of"
                            + " write access to where it came from, is skipped and named; its title"
                            + " is null where the caller may not read it.")
    @Exact
    @PostMapping("/api/calendars/{id}/restore")
    RestoreJson calendar(Caller caller, @PathVariable long id, @RequestBody RestoreBody body) {
        var calendar = PathNumbers.calendar(id);
        var query =
                new HistoryQuery.CalendarRestore(
                        calendar, body.whole(instants), caller.user(), restoring.seenBefore());
        var plan = queries.ask(query, Restoration.class);
        return restoring.told(
                caller,
                Why.restored(calendar.toString(), body.why()),
                () -> restoring.all(caller, plan, body.dry()));
    }

    @Operation(
            summary = "Undo everything that one sync run did",
            description =
                    "The run is the syncRun of a history and the run of a sync trace, of the"
                            + " caller's own connections. What anybody changed since, or took where"
                            + " the caller may not write, is skipped and named. What goes back here"
                            + " goes to the provider as an edit: what the run brought is deleted"
                            + " there too. providers says so of each event, also in a dry run.")
    @Exact
    @PostMapping("/api/calendar-sync/runs/{mapping}/{number}/undo")
    RestoreJson run(
            Caller caller,
            @PathVariable long mapping,
            @PathVariable long number,
            @RequestBody(required = false) @Nullable UndoBody body) {
        var run = mapping + "/" + number;
        var sent = Optional.ofNullable(body);
        var dry = sent.map(it -> RestoreBody.dry(it.dryRun())).orElse(false);
        var plan =
                queries.ask(
                        new HistoryQuery.RunUndo(run, caller.user(), restoring.seenBefore()),
                        Restoration.class);
        var why = sent.flatMap(it -> it.reason().present()).filter(it -> !dry);
        return restoring.told(
                caller,
                new Why(OperationKind.UNDO_RUN, "run " + run, why),
                () -> restoring.all(caller, plan, dry));
    }

    private static CommentId comment(long sent) {
        if (sent < 1) {
            throw Rejected.invalid("commentId", "commentId must be a positive number");
        }
        return new CommentId(sent);
    }
}
