package almanac.simulated.google;

import almanac.simulated.Simulator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** Calendar API v3 below {@code /calendar/v3}. */
final class CalendarApi {

    private static final String SCOPE = "https://www.googleapis.com/auth/calendar";
    private static final Set<String> READS_LIST =
            Set.of(
                    SCOPE,
                    SCOPE + ".readonly",
                    SCOPE + ".calendarlist",
                    SCOPE + ".calendarlist.readonly");
    private static final Set<String> READS_EVENTS =
            Set.of(SCOPE, SCOPE + ".readonly", SCOPE + ".events", SCOPE + ".events.readonly");
    private static final Set<String> WRITES_EVENTS = Set.of(SCOPE, SCOPE + ".events");

    private final World world;
    private final EventWrites writes;
    private final EventLists lists;

    CalendarApi(World world, EventWrites writes) {
        this.world = world;
        this.writes = writes;
        this.lists = new EventLists(world);
    }

    Simulator.Response answer(Grants.Session session, Simulator.Request request) {
        var method =
                request.header("x-http-method-override")
                        .orElse(request.method())
                        .toUpperCase(Locale.ROOT);
        var segments = List.of(request.path().substring("/calendar/v3/".length()).split("/"));
        var call = new Call(session, method, request);
        if (segments.size() >= 3
                && segments.subList(0, 3).equals(List.of("users", "me", "calendarList"))) {
            call.needs(READS_LIST);
            return segments.size() == 3
                    ? json(calendarList(session.account(), request.query()))
                    : json(entry(session.account(), segments.get(3)));
        }
        if (segments.equals(List.of("channels", "stop"))) {
            call.needs(READS_EVENTS);
            world.channels().stop(session.account().sub(), Json.read(request.body()));
            return new Simulator.Response(204, List.of(), "", false);
        }
        if (segments.size() >= 3
                && segments.get(0).equals("calendars")
                && segments.get(2).equals("events")) {
            return events(call, segments.get(1), segments.subList(3, segments.size()));
        }
        throw Refusal.notFound();
    }

    private record Call(Grants.Session session, String method, Simulator.Request request) {

        void needs(Set<String> anyOf) {
            if (session.scopes().stream().noneMatch(anyOf::contains)) {
                throw Refusal.scopes();
            }
        }

        Optional<String> ifMatch() {
            return request.header("if-match");
        }

        ObjectNode body() {
            return Json.read(request.body());
        }
    }

    private Simulator.Response events(Call call, String calendar, List<String> rest) {
        var account = call.session().account();
        var id = calendar.equals("primary") ? account.email() : calendar;
        var role = Optional.ofNullable(account.calendars().get(id));
        var shelf = world.shelf(id).filter(known -> role.isPresent());
        if (shelf.isEmpty()) {
            throw Refusal.notFound();
        }
        var reads = call.method().equals("GET") || rest.equals(List.of("watch"));
        call.needs(reads ? READS_EVENTS : WRITES_EVENTS);
        if (!reads && !role.orElseThrow().writes()) {
            throw Refusal.forbidden(
                    "requiredAccessLevel", "You need to have writer access to this calendar.");
        }
        return events(call, shelf.get(), role.orElseThrow(), rest);
    }

    private Simulator.Response events(Call call, Shelf shelf, World.Role role, List<String> rest) {
        var query = call.request().query();
        var what = call.method() + " " + String.join("/", rest.size() == 1 ? named(rest) : rest);
        return switch (what) {
            case "GET " -> json(lists.list(shelf, role, query));
            case "POST " -> written(call, shelf, writes.insert(shelf, call.body()));
            case "POST import" -> written(call, shelf, writes.bring(shelf, call.body()));
            case "POST watch" ->
                    json(
                            world.channels()
                                    .open(
                                            world,
                                            call.session().account().sub(),
                                            shelf,
                                            call.body()));
            case "GET *" -> json(shown(shelf, role, rest.getFirst()));
            case "PUT *" -> {
                call.body();
                yield written(
                        call,
                        shelf,
                        writes.patch(
                                shelf,
                                rest.getFirst(),
                                replacing(shelf, rest.getFirst(), call.body()),
                                call.ifMatch()));
            }
            case "PATCH *" ->
                    written(
                            call,
                            shelf,
                            guarded(shelf, rest.getFirst(), call.body(), call.ifMatch()));
            case "DELETE *" -> {
                mail(call, shelf, writes.existing(shelf, rest.getFirst()), "cancellation");
                writes.delete(shelf, rest.getFirst(), call.ifMatch());
                yield new Simulator.Response(204, List.of(), "", false);
            }
            default -> deeper(call, shelf, role, rest);
        };
    }

    private static List<String> named(List<String> rest) {
        return Set.of("import", "watch").contains(rest.getFirst()) ? rest : List.of("*");
    }

    private Simulator.Response deeper(Call call, Shelf shelf, World.Role role, List<String> rest) {
        if (rest.size() == 2 && call.method().equals("GET") && rest.get(1).equals("instances")) {
            return json(lists.instances(shelf, role, rest.getFirst(), call.request().query()));
        }
        if (rest.size() == 2 && call.method().equals("POST") && rest.get(1).equals("move")) {
            var to = call.request().parameter("destination").flatMap(world::shelf);
            var role2 = to.map(each -> call.session().account().calendars().get(each.id()));
            if (role2.filter(World.Role::writes).isEmpty()) {
                throw Refusal.notFound();
            }
            return written(call, to.get(), writes.move(shelf, rest.getFirst(), to.get()));
        }
        throw Refusal.notFound();
    }

    private ObjectNode shown(Shelf shelf, World.Role role, String id) {
        var item = writes.existing(shelf, id);
        return role == World.Role.FREE_BUSY
                ? Rendering.busy(shelf, item)
                : Rendering.whole(shelf, item);
    }

    /** What only the organiser, or nobody, may change is refused. */
    private Item guarded(Shelf shelf, String id, ObjectNode patch, Optional<String> ifMatch) {
        var current = Rendering.whole(shelf, writes.existing(shelf, id));
        if (!Json.text(current, "eventType").equals("default")) {
            throw new Refusal(400, "eventTypeRestriction", "This type of event cannot be changed.");
        }
        var organizer = current.path("organizer");
        if (!organizer.path("self").asBoolean(false)
                && !current.path("guestsCanModify").asBoolean(false)
                && !current.path("privateCopy").asBoolean(false)
                && !Fields.GUESTS_OWN.containsAll(patch.propertyNames())) {
            throw Refusal.forbidden(
                    "forbiddenForNonOrganizer",
                    "Shared properties can only be changed by the organizer of the event.");
        }
        return writes.patch(shelf, id, patch, ifMatch);
    }

    /** An update as a patch: what it does not name goes. */
    private ObjectNode replacing(Shelf shelf, String id, ObjectNode body) {
        var patch = body.deepCopy();
        for (var field : List.of("summary", "description", "location", "colorId", "recurrence")) {
            if (!patch.has(field)
                    && Rendering.whole(shelf, writes.existing(shelf, id)).has(field)) {
                patch.putNull(field);
            }
        }
        return patch;
    }

    private Simulator.Response written(Call call, Shelf shelf, Item item) {
        mail(call, shelf, item, "update");
        return json(Rendering.whole(shelf, item));
    }

    private void mail(Call call, Shelf shelf, Item item, String what) {
        var send = call.request().query().getOrDefault("sendUpdates", "none");
        var guests = Rendering.whole(shelf, item).path("attendees");
        if (!send.equals("none") && guests.size() > 0) {
            world.mail(what + " of " + item.id() + " to " + guests.size() + " guests");
        }
    }

    private ObjectNode calendarList(World.Account account, Map<String, String> query) {
        var all = query.getOrDefault("showHidden", "false").equals("true");
        var ids = world.listed(account, all);
        var from = Integer.parseInt(query.getOrDefault("pageToken", "0"));
        var size = Integer.parseInt(query.getOrDefault("maxResults", "100"));
        var to = Math.min(ids.size(), from + size);
        var answer = Json.object();
        answer.put("kind", "calendar#calendarList");
        var items = answer.putArray("items");
        ids.subList(Math.min(from, to), to).forEach(id -> items.add(entry(account, id)));
        if (to < ids.size()) {
            answer.put("nextPageToken", Integer.toString(to));
        } else {
            answer.put("nextSyncToken", "list-" + world.latest());
        }
        return answer;
    }

    private ObjectNode entry(World.Account account, String calendar) {
        var id = calendar.equals("primary") ? account.email() : calendar;
        var role = account.calendars().get(id);
        var shelf = world.shelf(id);
        if (role == null || shelf.isEmpty()) {
            throw Refusal.notFound();
        }
        var entry = Json.object();
        entry.put("kind", "calendar#calendarListEntry");
        entry.put("id", id);
        entry.put("summary", shelf.get().name());
        entry.put("timeZone", shelf.get().zone().getId());
        entry.put("backgroundColor", shelf.get().color());
        entry.put("accessRole", role.word());
        entry.put("selected", true);
        if (id.equals(account.email())) {
            entry.put("primary", true);
        }
        return entry;
    }

    private static Simulator.Response json(ObjectNode body) {
        return Simulator.Response.json(200, Json.write(body));
    }
}
