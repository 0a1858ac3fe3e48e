package almanac.simulated.google;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/**
 * A person who uses Google's own calendar page. Events are JSON of the API's resource "Events";
 * patches take a field away with null. Each call is one edit, and whoever watches is told.
 */
public final class RemotePerson {

    private final SimulatedGoogle google;

    RemotePerson(SimulatedGoogle google) {
        this.google = google;
    }

    /** Creates an event; answers its id. Anything goes that a server could show. */
    public String create(String calendar, String event) {
        return edit(calendar, shelf -> google.writes().insert(shelf, Json.read(event)).id());
    }

    /** Changes an event, or an instance by its own id. */
    public void edit(String calendar, String event, String patch) {
        edit(
                calendar,
                shelf -> google.writes().patch(shelf, event, Json.read(patch), Optional.empty()));
    }

    /** Deletes an event, or an instance by its own id. */
    public void delete(String calendar, String event) {
        edit(
                calendar,
                shelf -> {
                    google.writes().delete(shelf, event, Optional.empty());
                    return event;
                });
    }

    /** Moves an event to another calendar; it keeps its id there. */
    public void move(String calendar, String event, String to) {
        edit(
                calendar,
                shelf ->
                        google.writes().move(shelf, event, google.world().shelf(to).orElseThrow()));
    }

    /** Copies an event with its private properties, as the page does; answers the copy's id. */
    public String copy(String calendar, String event) {
        return edit(
                calendar,
                shelf -> {
                    var copy = Rendering.whole(shelf, google.writes().existing(shelf, event));
                    copy.remove(List.of("id", "iCalUID", "etag"));
                    return google.writes().insert(shelf, copy).id();
                });
    }

    /**
     * "This and following": the series ends before one of its instances, and a new series with the
     * changes begins there; answers the new one's id.
     *
     * @param instance id of the first instance that changes
     */
    public String split(String calendar, String series, String instance, String patch) {
        return edit(
                calendar,
                shelf ->
                        new Splitting(google.writes(), shelf)
                                .split(series, instance, Json.read(patch)));
    }

    /** Ids of the instances of a series, in order, cancelled ones left out. */
    public List<String> instances(String calendar, String series, int limit) {
        return edit(
                calendar,
                shelf -> {
                    var master = shelf.item(series).orElseThrow();
                    var rule = Series.of(master.fields(), shelf.zone());
                    var starts = rule.from(LocalDateTime.of(1900, 1, 1, 0, 0));
                    var ids = new ArrayList<String>();
                    while (starts.hasNext() && ids.size() < limit) {
                        var id = series + "_" + rule.suffix(starts.next());
                        if (shelf.item(id).filter(Item::cancelled).isEmpty()) {
                            ids.add(id);
                        }
                    }
                    return ids;
                });
    }

    /** An event or instance as its owner sees it; cancelled where it was deleted. */
    public String show(String calendar, String event) {
        return edit(
                calendar,
                shelf ->
                        Json.write(Rendering.whole(shelf, google.writes().existing(shelf, event))));
    }

    /** Ids of the events that stand, series once. */
    public List<String> events(String calendar) {
        return edit(calendar, shelf -> shelf.standing().stream().map(Item::id).toList());
    }

    List<ObjectNode> shown(String calendar) {
        return edit(
                calendar,
                shelf ->
                        shelf.standing().stream()
                                .map(item -> Rendering.whole(shelf, item))
                                .toList());
    }

    /** Changes an event's fields without the checks that an edit goes through. */
    public void force(String calendar, String event, String patch) {
        edit(
                calendar,
                shelf -> {
                    var item = google.writes().existing(shelf, event);
                    var fields = item.fields().deepCopy();
                    Json.merge(fields, Json.read(patch));
                    google.world().keep(shelf, item.with(fields, google.world().next()));
                    return event;
                });
    }

    /**
     * Invites a guest, who has a calendar of that name: a copy of the same id appears there. Of a
     * series that may be one instance alone.
     */
    public void invite(String calendar, String event, String guest) {
        edit(
                calendar,
                shelf -> {
                    var patch = Json.object();
                    patch.putArray("attendees")
                            .addObject()
                            .put("email", guest)
                            .put("responseStatus", "needsAction");
                    var item = google.writes().patch(shelf, event, patch, Optional.empty());
                    var theirs = google.world().shelf(guest).orElseThrow();
                    google.world()
                            .keep(
                                    theirs,
                                    new Item(
                                            event,
                                            Invitations.copy(Rendering.whole(shelf, item)),
                                            google.world().next(),
                                            Optional.empty(),
                                            false));
                    return event;
                });
    }

    /**
     * Takes the calendar away from the account, as an owner who stops sharing it; to run what is
     * answered shares it again.
     */
    public Runnable unshare(String calendar) {
        var again = new ArrayList<Runnable>();
        google.alone(() -> {
            for (var account : google.world().accounts()) {
                Optional.ofNullable(account.calendars().remove(calendar))
                        .ifPresent(
                                role -> again.add(() -> account.calendars().put(calendar, role)));
            }
            return calendar;
        });
        return () ->
                google.alone(() -> {
                    again.forEach(Runnable::run);
                    return calendar;
                });
    }

    /** Hides a calendar from the list, for whoever sees it; nothing else changes. */
    public void hide(String calendar) {
        google.alone(() -> google.world().hide(calendar));
    }

    private <T> T edit(String calendar, Function<Shelf, T> change) {
        return google.alone(() -> change.apply(google.world().shelf(calendar).orElseThrow()));
    }
}
