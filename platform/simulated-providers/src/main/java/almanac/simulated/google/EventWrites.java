package almanac.simulated.google;

import java.util.Optional;
import java.util.regex.Pattern;
import tools.jackson.databind.node.ObjectNode;

/** Creating, changing and deleting events, with the rules that Google has for it. */
final class EventWrites {

    private static final Pattern ID = Pattern.compile("[a-v0-9]{5,1024}");
    private final World world;

    EventWrites(World world) {
        this.world = world;
    }

    /** A new event; its id is the client's or the next. */
    Item insert(Shelf shelf, ObjectNode body) {
        var id = Json.text(body, "id");
        if (!id.isEmpty() && !Json.text(body, "iCalUID").isEmpty()) {
            throw Refusal.invalid("Only one of id and iCalUID may be supplied");
        }
        if (!id.isEmpty() && !ID.matcher(id).matches()) {
            throw Refusal.invalid("Invalid resource id value.");
        }
        if (shelf.item(id).isPresent()) {
            throw new Refusal(409, "duplicate", "The requested identifier already exists.");
        }
        return create(shelf, id.isEmpty() ? newId() : id, body);
    }

    private String newId() {
        return "sim" + Long.toString(world.next(), 32);
    }

    private Item create(Shelf shelf, String id, ObjectNode body) {
        var fields = Json.object();
        Json.merge(fields, Fields.withoutServersOwn(body));
        Fields.complete(fields, shelf, id, world.now());
        Fields.check(shelf, fields);
        return keep(shelf, new Item(id, fields, world.next(), Optional.empty(), false));
    }

    /**
     * Changes an event or an instance.
     *
     * @param body null takes a field away
     */
    Item patch(Shelf shelf, String id, ObjectNode body, Optional<String> ifMatch) {
        var item = existing(shelf, id);
        match(shelf, item, id, ifMatch);
        var change = Fields.withGuests(item.fields(), Fields.withoutServersOwn(body));
        if (item.cancelled() && !Json.text(change, "status").equals("confirmed")) {
            throw Refusal.notFound();
        }
        if (Json.text(change, "status").equals("cancelled")) {
            return cancel(shelf, item);
        }
        return item.origin().isPresent()
                ? patchException(shelf, item, change)
                : patchMaster(shelf, item, change);
    }

    /**
     * The event of this id; an instance that nobody changed is an exception without differences.
     */
    Item existing(Shelf shelf, String id) {
        var kept = shelf.item(id).filter(item -> !item.dropped());
        return kept.or(() -> untouched(shelf, id)).orElseThrow(Refusal::notFound);
    }

    private Optional<Item> untouched(Shelf shelf, String id) {
        var cut = id.lastIndexOf('_');
        if (cut < 0) {
            return Optional.empty();
        }
        var suffix = id.substring(cut + 1);
        return shelf.item(id.substring(0, cut))
                .filter(master -> master.recurs() && !master.cancelled())
                .filter(master ->
                        Series.of(master.fields(), shelf.zone()).original(suffix).isPresent())
                .map(master ->
                        new Item(
                                id,
                                Json.object(),
                                master.change(),
                                Optional.of(new Item.Origin(master.id(), suffix)),
                                false));
    }

    private void match(Shelf shelf, Item item, String id, Optional<String> ifMatch) {
        var current = Rendering.whole(shelf, item);
        if (ifMatch.isPresent()
                && !ifMatch.get().equals("*")
                && !ifMatch.get().equals(Json.text(current, "etag"))) {
            throw new Refusal(412, "conditionNotMet", "Precondition Failed");
        }
    }

    private Item patchMaster(Shelf shelf, Item item, ObjectNode change) {
        var fields = item.fields().deepCopy();
        Json.merge(fields, change);
        Fields.touch(item.fields(), fields, world.now());
        Fields.check(shelf, fields);
        var kept = keep(shelf, item.with(fields, world.next()));
        reconsiderExceptions(shelf, item, kept);
        return kept;
    }

    private Item patchException(Shelf shelf, Item item, ObjectNode change) {
        var before = Rendering.whole(shelf, item);
        var after = before.deepCopy();
        Json.merge(after, change);
        after.remove("recurrence");
        Fields.check(shelf, after);
        Fields.touch(before, after, world.now());
        var own = item.fields().deepCopy();
        for (var name : change.propertyNames()) {
            if (after.has(name)) {
                own.set(name, after.path(name));
            } else {
                own.putNull(name);
            }
        }
        own.put("updated", Json.text(after, "updated"));
        own.set("sequence", after.path("sequence"));
        return keep(shelf, item.with(own, world.next()));
    }

    /** Drops exceptions that lost their instance; the others show what they inherit. */
    private void reconsiderExceptions(Shelf shelf, Item before, Item after) {
        for (var exception : shelf.exceptionsOf(after.id())) {
            var suffix = exception.origin().orElseThrow().suffix();
            var stands =
                    after.recurs()
                            && Series.of(after.fields(), shelf.zone()).original(suffix).isPresent();
            if (!stands && !exception.dropped()) {
                keep(shelf, exception.cancelledAt(world.next(), true));
            } else if (stands && exception.dropped()) {
                shelf.forget(exception.id());
            } else if (stands
                    && !exception.cancelled()
                    && !before.fields().equals(after.fields())) {
                keep(shelf, exception.with(exception.fields(), world.next()));
            }
        }
    }

    void delete(Shelf shelf, String id, Optional<String> ifMatch) {
        var item = existing(shelf, id);
        if (item.cancelled()) {
            throw new Refusal(410, "deleted", "Resource has been deleted");
        }
        match(shelf, item, id, ifMatch);
        cancel(shelf, item);
    }

    /** Deletes; a series is listed along with an instance that it loses. */
    private Item cancel(Shelf shelf, Item item) {
        for (var exception : shelf.exceptionsOf(item.id())) {
            keep(shelf, exception.cancelledAt(world.next(), true));
        }
        var cancelled = item.cancelledAt(world.next(), false);
        cancelled.fields().put("updated", world.now().toString());
        item.origin()
                .flatMap(origin -> shelf.item(origin.master()))
                .ifPresent(master -> keep(shelf, master.with(master.fields(), world.next())));
        return keep(shelf, cancelled);
    }

    Item move(Shelf from, String id, Shelf to) {
        var item = existing(from, id);
        if (item.origin().isPresent()) {
            throw Refusal.invalid("Cannot change the organizer of an instance.");
        }
        if (item.cancelled()) {
            throw Refusal.notFound();
        }
        var fields = item.fields().deepCopy();
        fields.putObject("organizer").put("email", to.id());
        fields.put("updated", world.now().toString());
        var moved = keep(to, item.with(fields, world.next()));
        for (var exception : from.exceptionsOf(id)) {
            to.put(exception.with(exception.fields(), world.next()));
        }
        cancel(from, item);
        return moved;
    }

    /** A private copy of an event that somebody else organises. */
    Item bring(Shelf shelf, ObjectNode body) {
        var uid = Json.text(body, "iCalUID");
        if (uid.isEmpty()) {
            throw new Refusal(400, "required", "Missing iCal UID.");
        }
        var fields = Fields.withoutServersOwn(body);
        fields.put("privateCopy", true);
        var known = shelf.byUid(uid);
        return known.isPresent()
                ? patchMaster(shelf, known.get(), fields)
                : create(shelf, newId(), fields);
    }

    private Item keep(Shelf shelf, Item item) {
        world.keep(shelf, item);
        return item;
    }
}
