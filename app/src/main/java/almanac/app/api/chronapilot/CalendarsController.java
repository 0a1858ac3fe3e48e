package almanac.app.api.chronapilot;

import almanac.app.connection.Connected;
import almanac.app.connection.Links;
import almanac.app.connection.Wish;
import almanac.app.web.Caller;
import almanac.app.web.Commands;
import almanac.app.web.Patch;
import almanac.app.web.Queries;
import almanac.connection.ConnectionCommand;
import almanac.connection.ConnectionQuery;
import almanac.connection.ConnectionView;
import almanac.connection.ExternalCalendar;
import almanac.message.Rejected;
import almanac.message.Rejection;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Calendars of a connection: which are mirrored, and whether both ways (C7). */
@RestController("chronaPilotCalendars")
@RequestMapping("/v1/connections/{id}/calendars")
@Tag(name = "Connections")
class CalendarsController {

    private static final String WRITABLE = "writable";

    private final Commands commands;
    private final Queries queries;
    private final Links links;
    private final Connected connected;

    CalendarsController(Commands commands, Queries queries, Links links, Connected connected) {
        this.commands = commands;
        this.queries = queries;
        this.links = links;
        this.connected = connected;
    }

    record CalendarBody(
            @Schema(implementation = Boolean.class) Patch<Boolean> selected,
            @Schema(implementation = Boolean.class) Patch<Boolean> writable) {}

    @Operation(summary = "List the calendars of a connection")
    @GetMapping
    PilotJson.Listing<PilotJson.Calendar> list(Caller caller, @PathVariable String id) {
        var view = view(caller, id);
        var seen = links.seen(view);
        return new PilotJson.Listing<>(
                "list",
                view.calendars().stream().map(each -> PilotJson.calendar(seen, each)).toList(),
                false,
                null);
    }

    @Operation(
            summary = "Select a calendar, or stop mirroring it",
            description =
                    "A selected calendar is mirrored into a local one of its name, or again into"
                            + " the one that it was mirrored into before; what was mirrored stays"
                            + " when it is deselected. writable lets edits go to the"
                            + " provider.")
    @PatchMapping("/{calendar}")
    PilotJson.Calendar change(
            Caller caller,
            @PathVariable String id,
            @PathVariable String calendar,
            @RequestBody CalendarBody body) {
        var view = view(caller, id);
        var external = calendar(view, calendar);
        apply(caller, view, external, body);
        var now = view(caller, id);
        return PilotJson.calendar(links.seen(now), calendar(now, calendar));
    }

    private void apply(
            Caller caller, ConnectionView view, ExternalCalendar external, CalendarBody body) {
        var standing = Links.standing(links.seen(view), external);
        var selected = given("selected", body.selected(), standing.isPresent());
        var writable =
                given(
                        WRITABLE,
                        body.writable(),
                        standing.map(tied -> tied.terms().bidirectional()).orElse(true));
        requirePossible(body, external, selected);
        if (selected || standing.isEmpty()) {
            Resync.requireUsable(view);
        }
        if (selected) {
            links.map(caller.actor(), view, external, new Wish(writable));
            connected.begin(caller.user(), List.of(view.id()));
        } else {
            standing.ifPresent(tied ->
                    commands.<Object>send(
                            caller.actor(),
                            new ConnectionCommand.EndMapping(
                                    view.id(), tied.id(), "deselected by the user")));
        }
    }

    private static void requirePossible(
            CalendarBody body, ExternalCalendar external, boolean selected) {
        if (body.writable().present().orElse(false) && !external.rights().write()) {
            throw Rejected.invalid(WRITABLE, "the provider lets this calendar be read only");
        }
        if (!selected && body.writable().present().isPresent()) {
            throw Rejected.invalid(WRITABLE, "writable is of a selected calendar");
        }
    }

    private static boolean given(String field, Patch<Boolean> sent, boolean otherwise) {
        if (sent instanceof Patch.Null) {
            throw Rejected.invalid(field, field + " must be true or false");
        }
        return sent.present().orElse(otherwise);
    }

    private ConnectionView view(Caller caller, String id) {
        return queries.ask(
                new ConnectionQuery.ConnectionById(PilotIds.require(id), caller.user()),
                ConnectionView.class);
    }

    private static ExternalCalendar calendar(ConnectionView view, String id) {
        var number = PilotIds.calendar(id);
        return view.calendars().stream()
                .filter(known -> number.isPresent() && known.number() == number.getAsLong())
                .findFirst()
                .orElseThrow(() -> new Rejected(new Rejection.NotFound("Calendar", id)));
    }
}
