package almanac.simulated.microsoft;

import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** What one delta round has to tell of a calendar, exceptions before their series. */
final class DeltaItems {

    private final Mailbox mailbox;
    private final Rendering rendering;
    private final Instant from;
    private final Instant to;
    private final long since;
    private final long until;

    DeltaItems(
            Mailbox mailbox,
            Rendering rendering,
            Instant from,
            Instant to,
            long since,
            long until) {
        this.mailbox = mailbox;
        this.rendering = rendering;
        this.from = from;
        this.to = to;
        this.since = since;
        this.until = until;
    }

    List<ObjectNode> all(String calendar) {
        var items = new ArrayList<ObjectNode>();
        mailbox.events.values().stream()
                .filter(event -> event.calendar.equals(calendar) && event.changed <= until)
                .forEach(event -> items.addAll(whole(event)));
        return items;
    }

    /** Whatever changed and is not in the window is called removed, known to the client or not. */
    List<ObjectNode> changed(String calendar) {
        var items = new ArrayList<ObjectNode>();
        for (var event : mailbox.events.values()) {
            if (event.calendar.equals(calendar)) {
                items.addAll(fresh(event.changed) ? wholeOrRemoved(event) : parts(event));
            }
        }
        mailbox.tombstones.forEach((id, tombstone) -> {
            if (tombstone.calendar().equals(calendar) && fresh(tombstone.changed())) {
                items.add(removed(id));
            }
        });
        return items;
    }

    private boolean fresh(long change) {
        return change > since && change <= until;
    }

    private List<ObjectNode> wholeOrRemoved(StoredEvent event) {
        var items = whole(event);
        return items.isEmpty() ? List.of(removed(event.id)) : items;
    }

    private List<ObjectNode> whole(StoredEvent event) {
        if (!event.series()) {
            return event.touches(event.fields, from, to)
                    ? List.of(rendering.whole(event))
                    : List.of();
        }
        var items = new ArrayList<ObjectNode>();
        var within = event.within(from, to);
        within.stream()
                .sorted((one, other) ->
                        Boolean.compare(exception(event, other), exception(event, one)))
                .forEach(start -> items.add(item(event, start)));
        if (within.contains(event.start())) {
            items.add(rendering.whole(event));
        }
        return items;
    }

    private static boolean exception(StoredEvent event, LocalDateTime start) {
        return event.exceptions.containsKey(start);
    }

    private ObjectNode item(StoredEvent event, LocalDateTime start) {
        return exception(event, start)
                ? rendering.occurrence(event, start)
                : rendering.bare(event, start);
    }

    private List<ObjectNode> parts(StoredEvent event) {
        var items = new ArrayList<ObjectNode>();
        event.exceptions.forEach((start, part) -> {
            if (fresh(part.changed())) {
                items.add(
                        event.touches(event.occurrence(start), from, to)
                                ? rendering.occurrence(event, start)
                                : removed(event.occurrenceId(start)));
            }
        });
        event.cancelled.forEach((start, change) -> {
            if (fresh(change)) {
                items.add(removed(event.occurrenceId(start)));
            }
        });
        return items;
    }

    private ObjectNode removed(String id) {
        return Rendering.removed(rendering.shown(id));
    }
}
