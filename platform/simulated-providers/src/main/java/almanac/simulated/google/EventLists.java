package almanac.simulated.google;

import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/** {@code events.list} and {@code events.instances}. */
final class EventLists {

    private static final int LARGEST_PAGE = 2_500;
    private static final Set<String> KNOWN =
            Set.of(
                    "alt",
                    "prettyPrint",
                    "key",
                    "maxResults",
                    "showDeleted",
                    "singleEvents",
                    "syncToken",
                    "pageToken",
                    "iCalUID");
    private static final Set<String> KNOWN_OF_INSTANCES =
            Set.of(
                    "alt",
                    "prettyPrint",
                    "key",
                    "maxResults",
                    "showDeleted",
                    "pageToken",
                    "timeMin",
                    "timeMax",
                    "originalStart");

    private final World world;

    EventLists(World world) {
        this.world = world;
    }

    ObjectNode list(Shelf shelf, World.Role role, Map<String, String> query) {
        refuseUnknown(query, KNOWN);
        if (flag(query, "singleEvents")) {
            throw Refusal.invalid("The simulator lists series, not instances");
        }
        var sync = query.getOrDefault("syncToken", "");
        var uid = query.getOrDefault("iCalUID", "");
        if (!sync.isEmpty() && (!uid.isEmpty() || "false".equals(query.get("showDeleted")))) {
            throw Refusal.invalid("Sync token cannot be used with the other parameters.");
        }
        var name = shelf.id() + "?" + uid + "?" + flag(query, "showDeleted");
        var page = query.getOrDefault("pageToken", "");
        var from =
                !page.isEmpty()
                        ? ListTokens.page(world, page, name)
                        : sync.isEmpty()
                                ? new ListTokens.Position("page", name, 0, 0, true)
                                : ListTokens.sync(world, sync, syncList(shelf));
        return page(shelf, role, query, uid, from, name);
    }

    private static String syncList(Shelf shelf) {
        return shelf.id();
    }

    private ObjectNode page(
            Shelf shelf,
            World.Role role,
            Map<String, String> query,
            String uid,
            ListTokens.Position from,
            String name) {
        var answer = head(shelf, role);
        var items = answer.putArray("items");
        var size = world.takeEmptyPage() ? 0 : size(query, 250);
        var last = from.after();
        var deletedToo = flag(query, "showDeleted") || !from.full();
        for (var item : shelf.after(from.after())) {
            if (items.size() == size) {
                answer.put(
                        "nextPageToken",
                        new ListTokens.Position("page", name, world.pageEpoch(), last, from.full())
                                .token());
                return answer;
            }
            last = item.change();
            if ((deletedToo || !item.cancelled() || item.origin().isPresent())
                    && (uid.isEmpty() || uid.equals(uidOf(shelf, item)))) {
                items.add(
                        role == World.Role.FREE_BUSY
                                ? Rendering.busy(shelf, item)
                                : Rendering.listed(shelf, item));
            }
        }
        if (uid.isEmpty()) {
            answer.put(
                    "nextSyncToken",
                    new ListTokens.Position(
                                    "sync",
                                    syncList(shelf),
                                    world.syncEpoch(),
                                    world.latest(),
                                    false)
                            .token());
        }
        return answer;
    }

    private static String uidOf(Shelf shelf, Item item) {
        var master = item.origin().flatMap(origin -> shelf.item(origin.master())).orElse(item);
        return Json.text(master.fields(), "iCalUID");
    }

    private static ObjectNode head(Shelf shelf, World.Role role) {
        var answer = Json.object();
        answer.put("kind", "calendar#events");
        answer.put("summary", shelf.name());
        answer.put("timeZone", shelf.zone().getId());
        answer.put("accessRole", role.word());
        return answer;
    }

    ObjectNode instances(Shelf shelf, World.Role role, String id, Map<String, String> query) {
        refuseUnknown(query, KNOWN_OF_INSTANCES);
        var master = shelf.item(id).filter(Item::recurs).filter(item -> !item.cancelled());
        if (master.isEmpty()) {
            throw Refusal.notFound();
        }
        var answer = head(shelf, role);
        var items = answer.putArray("items");
        var series = Series.of(master.get().fields(), shelf.zone());
        var size = size(query, 250);
        var from = Optional.ofNullable(query.get("pageToken")).map(LocalDateTime::parse);
        var starts = series.from(from.orElse(LocalDateTime.of(1900, 1, 1, 0, 0)));
        while (starts.hasNext()) {
            var start = starts.next();
            var shown = instance(shelf, master.get(), series, start);
            if (after(shown, query.get("timeMax"))) {
                break;
            }
            if (items.size() == size) {
                answer.put("nextPageToken", start.toString());
                break;
            }
            if (wanted(shown, query)) {
                items.add(shown);
            }
        }
        return answer;
    }

    private static ObjectNode instance(
            Shelf shelf, Item master, Series series, LocalDateTime start) {
        return shelf.item(master.id() + "_" + series.suffix(start))
                .map(exception -> Rendering.whole(shelf, exception))
                .orElseGet(() -> Rendering.instance(shelf, master, start));
    }

    private static boolean wanted(ObjectNode shown, Map<String, String> query) {
        var original = query.get("originalStart");
        return (flag(query, "showDeleted") || !Json.text(shown, "status").equals("cancelled"))
                && (original == null || same(shown, original))
                && !before(shown, query.get("timeMin"));
    }

    private static boolean same(ObjectNode shown, String original) {
        var start = shown.path("originalStartTime");
        var time = Json.text(start, "dateTime");
        return time.isEmpty()
                ? Json.text(start, "date").equals(original)
                : OffsetDateTime.parse(time).isEqual(OffsetDateTime.parse(original));
    }

    private static boolean after(ObjectNode shown, @org.jspecify.annotations.Nullable String max) {
        return max != null
                && !begin(shown, "originalStartTime").isBefore(OffsetDateTime.parse(max));
    }

    private static boolean before(ObjectNode shown, @org.jspecify.annotations.Nullable String min) {
        return min != null && !begin(shown, "end").isAfter(OffsetDateTime.parse(min));
    }

    private static OffsetDateTime begin(ObjectNode shown, String field) {
        var mark = shown.path(field);
        var time = Json.text(mark, "dateTime");
        return OffsetDateTime.parse(time.isEmpty() ? Json.text(mark, "date") + "T00:00:00Z" : time);
    }

    private static int size(Map<String, String> query, int usual) {
        var asked = query.getOrDefault("maxResults", "");
        try {
            return asked.isEmpty() ? usual : Math.clamp(Integer.parseInt(asked), 1, LARGEST_PAGE);
        } catch (NumberFormatException wrong) {
            throw Refusal.invalid("Invalid integer value: '" + asked + "'.");
        }
    }

    private static boolean flag(Map<String, String> query, String name) {
        return "true".equals(query.get(name));
    }

    private static void refuseUnknown(Map<String, String> query, Set<String> known) {
        for (var name : query.keySet()) {
            if (!known.contains(name)) {
                throw Refusal.invalid("The simulator does not know the parameter " + name);
            }
        }
    }
}
