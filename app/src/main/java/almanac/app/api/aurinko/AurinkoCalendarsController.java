package almanac.app.api.aurinko;

import almanac.app.ids.Ids;
import almanac.app.web.Caller;
import almanac.app.web.Commands;
import almanac.app.web.Instants;
import almanac.app.web.Patch;
import almanac.app.web.Queries;
import almanac.app.web.Texts;
import almanac.calendar.CalendarCommand;
import almanac.calendar.CalendarDetails;
import almanac.calendar.CalendarId;
import almanac.calendar.CalendarQuery;
import almanac.calendar.CalendarView;
import almanac.calendar.Permission;
import almanac.calendar.Visibility;
import almanac.message.Rejected;
import almanac.message.Rejection;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Calendars of the Aurinko document (E1, E2), and making and changing them. */
@RestController
@RequestMapping("/v1/calendars")
@Tag(name = "Aurinko calendars")
class AurinkoCalendarsController {

    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_DESCRIPTION = 500;

    private final AurinkoIds calendars;
    private final Commands commands;
    private final Queries queries;
    private final Ids ids;
    private final Instants instants;

    AurinkoCalendarsController(
            AurinkoIds calendars, Commands commands, Queries queries, Ids ids, Instants instants) {
        this.instants = instants;
        this.calendars = calendars;
        this.commands = commands;
        this.queries = queries;
        this.ids = ids;
    }

    @Schema(name = "Aurinko calendar fields")
    record Body(
            @Schema(implementation = String.class, maxLength = LONGEST_NAME) Patch<String> name,
            @Schema(implementation = String.class, example = "#3b82f6") Patch<String> color,
            @Schema(implementation = String.class, maxLength = LONGEST_DESCRIPTION)
                    Patch<String> description) {}

    @Schema(name = "Aurinko calendars")
    record Page(List<CalendarJson> records, int length) {}

    @Operation(
            summary = "List the calendars that the user has access to",
            description =
                    "All in one page. With withShared=false only those of their own. With asOf, an"
                            + " instant, as they were then, of those that the user may see now.")
    @GetMapping
    Page list(
            Caller caller,
            @RequestParam(defaultValue = "true") boolean withShared,
            @RequestParam(required = false) @Nullable String asOf) {
        var query =
                instants.asOf(asOf)
                        .<CalendarQuery>map(
                                it -> new CalendarQuery.CalendarsAsOf(it, caller.user()))
                        .orElseGet(() -> new CalendarQuery.CalendarsOf(caller.user()));
        var records =
                queries.list(query, CalendarView.class).stream()
                        .filter(view -> withShared || view.ownedBy(caller.user()))
                        .map(CalendarJson::of)
                        .toList();
        return new Page(records, records.size());
    }

    @Operation(
            summary = "Get one calendar",
            description =
                    "The id primary names the user's default calendar, here and everywhere. With"
                            + " asOf, an instant, as it was then.")
    @GetMapping("/{id}")
    CalendarJson get(
            Caller caller,
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String asOf) {
        return CalendarJson.of(calendars.calendar(caller, id, instants.asOf(asOf)));
    }

    @Operation(summary = "Create a calendar")
    @PostMapping
    CalendarJson create(Caller caller, @RequestBody Body body) {
        var id = ids.calendar();
        var details =
                new CalendarDetails(
                        name(body).orElseThrow(() -> Rejected.invalid("name", "name is required")),
                        description(body).flatMap(to -> to),
                        color(body).orElse(CalendarDetails.DEFAULT_COLOR),
                        Optional.empty(),
                        Visibility.PRIVATE,
                        0);
        commands.send(
                caller.actor(),
                new CalendarCommand.CreateCalendar(id, caller.user(), details, false));
        return shown(caller, id);
    }

    @Operation(summary = "Change a calendar", description = "Owner or admin.")
    @PatchMapping("/{id}")
    CalendarJson change(Caller caller, @PathVariable String id, @RequestBody Body body) {
        var calendar = calendars.calendar(caller, id, Permission.ADMIN).id();
        commands.send(
                caller.actor(),
                new CalendarCommand.ChangeCalendar(
                        calendar,
                        name(body),
                        description(body),
                        color(body),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()));
        return shown(caller, calendar);
    }

    private CalendarJson shown(Caller caller, CalendarId id) {
        return CalendarJson.of(
                queries.ask(new CalendarQuery.CalendarById(id, caller.user()), CalendarView.class));
    }

    private static Optional<String> name(Body body) {
        return body.name()
                .change()
                .map(sent -> {
                    var name = sent.orElse("").strip();
                    if (Texts.invisible(name) || characters(name) > LONGEST_NAME) {
                        throw Rejected.invalid(
                                "name", "name must have 1 to " + LONGEST_NAME + " characters");
                    }
                    return name;
                });
    }

    private static Optional<Optional<String>> description(Body body) {
        return body.description()
                .change()
                .map(sent -> {
                    if (sent.filter(text -> characters(text) > LONGEST_DESCRIPTION).isPresent()) {
                        throw Rejected.invalid(
                                "description",
                                "description has at most " + LONGEST_DESCRIPTION + " characters");
                    }
                    return sent.filter(text -> !text.isEmpty());
                });
    }

    /** As people count them, and the other APIs. */
    private static int characters(String text) {
        return text.codePointCount(0, text.length());
    }

    private static Optional<String> color(Body body) {
        return body.color()
                .present()
                .map(sent -> {
                    if (!sent.matches("#[0-9a-fA-F]{6}|#[0-9a-fA-F]{3}")) {
                        throw new Rejected(
                                new Rejection.Invalid(
                                        "color", "color must be a hexadecimal color", sent));
                    }
                    return sent;
                });
    }
}
