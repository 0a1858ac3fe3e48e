package almanac.app.api.primecalsync;

import almanac.app.web.Caller;
import almanac.app.web.Patch;
import almanac.app.web.Queries;
import almanac.connection.ConflictId;
import almanac.connection.ConflictView;
import almanac.connection.ConnectionQuery;
import almanac.connection.Side;
import almanac.connection.Synchronization;
import almanac.message.Rejected;
import almanac.message.Rejection;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** What both sides disagree on, and who shall be right. */
@RestController
@RequestMapping("/api/calendar-sync/conflicts")
@Tag(name = "Calendar sync")
class ConflictsController {

    private static final int MOST = 100;

    private final Queries queries;
    private final Synchronization synchronization;
    private final JsonMapper json;

    ConflictsController(Queries queries, Synchronization synchronization, JsonMapper json) {
        this.queries = queries;
        this.synchronization = synchronization;
        this.json = json;
    }

    record ResolveBody(
            @Schema(
                            implementation = String.class,
                            allowableValues = {"local", "provider"},
                            example = "local")
                    Patch<String> side) {}

    @Operation(
            summary = "List conflicts, newest first",
            description = "open=true lists those that nobody has resolved. limit is 1 to 100.")
    @GetMapping
    ConflictJson.Page list(
            Caller caller,
            @RequestParam(defaultValue = "false") boolean open,
            @RequestParam(defaultValue = "9007199254740991") long before,
            @RequestParam(defaultValue = "20") int limit) {
        ListLimit.require(limit, MOST);
        var found =
                queries.list(
                        new ConnectionQuery.ConflictsOf(caller.user(), open, before, limit + 1),
                        ConflictView.class);
        var page = found.stream().limit(limit).toList();
        var more = found.size() > limit;
        return new ConflictJson.Page(
                page.stream().map(view -> ConflictJson.of(view, json)).toList(),
                new ConflictJson.Pagination(
                        limit, more, more ? page.getLast().id().value() : null));
    }

    @Operation(
            summary = "Resolve a conflict",
            description =
                    "Takes the values of that side, as an edit by the caller that goes to the"
                            + " provider like any other. The same choice again changes nothing, the"
                            + " other one undoes it. 409 where the event or the occurrence that"
                            + " should take the values is gone; the side that stands can still be"
                            + " chosen, which closes the conflict.")
    @PostMapping("/{id}/resolve")
    ConflictJson resolve(Caller caller, @PathVariable long id, @RequestBody ResolveBody body) {
        if (id < 1) {
            throw new Rejected(new Rejection.NotFound("Conflict", Long.toString(id)));
        }
        var conflict = new ConflictId(id);
        synchronization.resolve(caller.user(), conflict, side(body));
        return ConflictJson.of(
                queries.ask(
                        new ConnectionQuery.ConflictById(conflict, caller.user()),
                        ConflictView.class),
                json);
    }

    private static Side side(ResolveBody body) {
        var sent =
                body.side()
                        .present()
                        .orElseThrow(() -> Rejected.invalid("side", "side is required"));
        return switch (sent) {
            case "local" -> Side.LOCAL;
            case "provider" -> Side.PROVIDER;
            default ->
                    throw new Rejected(
                            new Rejection.Invalid(
                                    "side",
                                    "side must be one of the following values: local, provider",
                                    sent));
        };
    }
}
