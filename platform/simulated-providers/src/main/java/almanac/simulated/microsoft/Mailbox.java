package almanac.simulated.microsoft;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import tools.jackson.databind.node.ObjectNode;

/** One person's calendars. Every change has a number; deltas tell what came after one. */
final class Mailbox {

    final String address;
    final String object;
    final Clock clock;
    final Map<String, StoredCalendar> calendars = new LinkedHashMap<>();
    final Map<String, StoredEvent> events = new LinkedHashMap<>();
    final Map<String, Tombstone> tombstones = new LinkedHashMap<>();
    final List<String> mails = new ArrayList<>();
    private final Consumer<Touch> listener;
    private long changes;
    private long names;
    private OptionalLong frozen = OptionalLong.empty();

    record StoredCalendar(
            String id, String name, String color, boolean editable, boolean primary) {}

    record Tombstone(String calendar, long changed) {}

    /** Something happened in a calendar. */
    record Touch(Mailbox mailbox, String calendar, String event, String kind) {}

    Mailbox(String address, String object, Clock clock, Consumer<Touch> listener) {
        this.address = address;
        this.object = object;
        this.clock = clock;
        this.listener = listener;
    }

    StoredCalendar addCalendar(String name, String color, boolean editable, boolean primary) {
        var calendar =
                new StoredCalendar("AAkC" + object + "-" + ++names, name, color, editable, primary);
        calendars.put(calendar.id(), calendar);
        return calendar;
    }

    StoredCalendar calendar(String id) {
        return Optional.ofNullable(calendars.get(Preferences.stored(id)))
                .orElseThrow(Refusal::notFound);
    }

    StoredEvent event(String shown) {
        return Optional.ofNullable(events.get(Preferences.stored(shown)))
                .filter(event -> calendars.containsKey(event.calendar))
                .orElseThrow(Refusal::notFound);
    }

    StoredEvent add(String calendar, ObjectNode fields) {
        var event =
                new StoredEvent(
                        "AAkE" + object + "-" + ++names,
                        calendar,
                        fields,
                        clock.instant(),
                        changed());
        events.put(event.id, event);
        touch(event, "created");
        return event;
    }

    void remove(StoredEvent event) {
        events.remove(event.id);
        tombstones.put(event.id, new Tombstone(event.calendar, changed()));
        touch(event, "deleted");
    }

    void touch(StoredEvent event, String kind) {
        event.modified = clock.instant();
        listener.accept(new Touch(this, event.calendar, event.id, kind));
    }

    /** The number of a new change. */
    long changed() {
        return ++changes;
    }

    /** The last change that a delta shows. */
    long visible() {
        return frozen.orElse(changes);
    }

    /** Deltas show nothing newer, as on a slow day. */
    void freeze() {
        frozen = OptionalLong.of(changes);
    }

    void thaw() {
        frozen = OptionalLong.empty();
    }
}
