package almanac.app.api.calendars;

import almanac.app.ids.Ids;
import almanac.app.web.Caller;
import almanac.app.web.Commands;
import almanac.app.web.Instants;
import almanac.app.web.Patch;
import almanac.app.web.PathNumbers;
import almanac.app.web.Queries;
import almanac.calendar.CalendarCommand;
import almanac.calendar.CalendarId;
import almanac.calendar.CalendarQuery;
import almanac.calendar.CalendarView;
import almanac.calendar.Permission;
import almanac.message.Rejected;
import almanac.message.Rejection;
import almanac.user.UserId;
import almanac.user.UserQuery;
import almanac.user.UserView;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Calendars: create, read, change, delete, share. */
@RestController
@RequestMapping("/api/calendars")
@Tag(name = "Calendars")
class CalendarsController {

    private static final int MOST_USERS = 100;

    private final Commands commands;
    private final Queries queries;
    private final Ids ids;
    private final Instants instants;

    CalendarsController(Commands commands, Queries queries, Ids ids, Instants instants) {
        this.commands = commands;
        this.queries = queries;
        this.ids = ids;
        this.instants = instants;
    }

    @Schema(name = "Calendar message")
    record Message(String message) {}

    record ShareBody(
            @ArraySchema(schema = @Schema(implementation = Long.class, example = "7"))
                    Patch<List<Long>> userIds,
            @Schema(
                            implementation = String.class,
                            allowableValues = {"read", "write", "admin"},
                            example = "write")
                    Patch<String> permission) {}

    @Operation(summary = "Create a calendar")
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    CalendarJson create(Caller caller, @RequestBody CalendarBody body) {
        var id = ids.calendar();
        commands.send(
                caller.actor(),
                new CalendarCommand.CreateCalendar(id, caller.user(), body.details(), false));
        return one(caller, id);
    }

    @Operation(
            summary = "List own and shared calendars",
            description =
                    "By rank, highest first, then name, then id. With asOf, an instant, as they"
                            + " were then, of those that the caller may see now.")
    @GetMapping
    List<CalendarJson> list(Caller caller, @RequestParam(required = false) @Nullable String asOf) {
        var query =
                instants.asOf(asOf)
                        .<CalendarQuery>map(
                                then -> new CalendarQuery.CalendarsAsOf(then, caller.user()))
                        .orElseGet(() -> new CalendarQuery.CalendarsOf(caller.user()));
        return queries.list(query, CalendarView.class).stream().map(CalendarJson::of).toList();
    }

    @Operation(
            summary = "Get one calendar",
            description =
                    "With asOf, an instant, as it was then, for who may see it now; 404 before its"
                            + " creation.")
    @GetMapping("/{id}")
    CalendarJson get(
            Caller caller,
            @PathVariable long id,
            @RequestParam(required = false) @Nullable String asOf) {
        return CalendarJson.of(view(caller, PathNumbers.calendar(id), asOf));
    }

    @Operation(summary = "Change a calendar", description = "Owner or admin.")
    @PatchMapping("/{id}")
    CalendarJson change(Caller caller, @PathVariable long id, @RequestBody CalendarBody body) {
        commands.send(caller.actor(), body.change(PathNumbers.calendar(id)));
        return one(caller, PathNumbers.calendar(id));
    }

    @Operation(
            summary = "Delete a calendar with everything on it",
            description = "Owner only; never the default calendar.")
    @DeleteMapping("/{id}")
    Message delete(Caller caller, @PathVariable long id) {
        commands.send(caller.actor(), new CalendarCommand.DeleteCalendar(PathNumbers.calendar(id)));
        return new Message("Calendar deleted successfully");
    }

    @Operation(
            summary = "Share with users",
            description = "Owner or admin; a new share takes the place of the old one.")
    @PostMapping("/{id}/share")
    @ResponseStatus(HttpStatus.CREATED)
    CalendarJson share(Caller caller, @PathVariable long id, @RequestBody ShareBody body) {
        var users = users(body);
        users.forEach(this::requireUser);
        commands.send(
                caller.actor(),
                new CalendarCommand.ShareCalendar(
                        PathNumbers.calendar(id), users, permission(body)));
        return one(caller, PathNumbers.calendar(id));
    }

    @Operation(
            summary = "Take shares away",
            description = "Owner or admin; everyone may give back their own.")
    @DeleteMapping("/{id}/share")
    Message unshare(Caller caller, @PathVariable long id, @RequestBody ShareBody body) {
        commands.send(
                caller.actor(),
                new CalendarCommand.UnshareCalendar(PathNumbers.calendar(id), users(body)));
        return new Message("Calendar unshared successfully");
    }

    @Operation(summary = "Who else may see it", description = "With asOf, who else could then.")
    @GetMapping("/{id}/shared-users")
    List<CalendarJson.SharedUser> sharedUsers(
            Caller caller,
            @PathVariable long id,
            @RequestParam(required = false) @Nullable String asOf) {
        return view(caller, PathNumbers.calendar(id), asOf).shares().stream()
                .map(CalendarJson.SharedUser::of)
                .toList();
    }

    private static Set<UserId> users(ShareBody body) {
        var sent =
                body.userIds()
                        .present()
                        .orElseThrow(() -> Rejected.invalid("userIds", "userIds is required"));
        if (sent.isEmpty() || sent.size() > MOST_USERS) {
            throw Rejected.invalid(
                    "userIds", "userIds must contain 1 to " + MOST_USERS + " elements");
        }
        var users = new LinkedHashSet<UserId>();
        for (var id : sent) {
            if (id == null || id < 1) {
                throw Rejected.invalid(
                        "userIds", "each value in userIds must be a positive number");
            }
            users.add(new UserId(id));
        }
        return users;
    }

    private void requireUser(UserId user) {
        if (queries.find(new UserQuery.UserById(user), UserView.class).isEmpty()) {
            throw new Rejected(new Rejection.NotFound("User", Long.toString(user.value())));
        }
    }

    private static Permission permission(ShareBody body) {
        var sent = body.permission().present().orElse("read");
        return switch (sent) {
            case "read" -> Permission.READ;
            case "write" -> Permission.WRITE;
            case "admin" -> Permission.ADMIN;
            default ->
                    throw new Rejected(
                            new Rejection.Invalid(
                                    "permission",
                                    "permission must be one of the following values: read, write,"
                                            + " admin",
                                    sent));
        };
    }

    private CalendarJson one(Caller caller, CalendarId id) {
        return CalendarJson.of(view(caller, id, null));
    }

    private CalendarView view(Caller caller, CalendarId id, @Nullable String asOf) {
        var query =
                instants.asOf(asOf)
                        .<CalendarQuery>map(
                                then -> new CalendarQuery.CalendarAsOf(id, then, caller.user()))
                        .orElseGet(() -> new CalendarQuery.CalendarById(id, caller.user()));
        return queries.ask(query, CalendarView.class);
    }
}
