package almanac.simulated.microsoft;

import java.time.LocalDateTime;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * An account's person at work in Outlook. Events are JSON as Graph has them; calendars go by their
 * names, occurrences by the wall-clock start that their series gave them.
 */
public final class RemotePerson {

    private final SimulatedMicrosoft simulator;
    private final Mailbox mailbox;
    private final Writes writes;

    RemotePerson(SimulatedMicrosoft simulator, Mailbox mailbox, Writes writes) {
        this.simulator = simulator;
        this.mailbox = mailbox;
        this.writes = writes;
    }

    private <T> T done(Supplier<T> action) {
        var result = simulator.act(action);
        simulator.deliver();
        return result;
    }

    /** The id of a calendar. */
    public String calendar(String name) {
        return simulator.act(() ->
                mailbox.calendars.values().stream()
                        .filter(each -> each.name().equals(name))
                        .map(Mailbox.StoredCalendar::id)
                        .findFirst()
                        .orElseThrow(() -> new IllegalArgumentException("no calendar " + name)));
    }

    /** Adds an event and answers its id. */
    public String add(String calendar, String json) {
        var id = calendar(calendar);
        return done(() -> writes.create(id, Json.parse(json)).id);
    }

    /** Changes members of a single event or of a whole series. */
    public void edit(String event, String json) {
        done(() -> {
            force(mailbox.event(event), json);
            return event;
        });
    }

    /** An organizer far away may change what the invited may not. */
    private void force(StoredEvent event, String json) {
        var organizer = event.fields.path("isOrganizer");
        event.fields.put("isOrganizer", true);
        try {
            writes.update(event, Json.parse(json));
        } finally {
            event.fields.put("isOrganizer", organizer.asBoolean(true));
        }
    }

    public void edit(String event, LocalDateTime original, String json) {
        done(() -> {
            writes.update(mailbox.event(event), original, Json.parse(json));
            return event;
        });
    }

    public void remove(String event) {
        done(() -> {
            writes.delete(mailbox.event(event));
            return event;
        });
    }

    public void remove(String event, LocalDateTime original) {
        done(() -> {
            writes.delete(mailbox.event(event), original);
            return event;
        });
    }

    /** Drags an event to another calendar; its id stays. */
    public void move(String event, String calendar) {
        var to = calendar(calendar);
        done(() -> {
            var moved = mailbox.event(event);
            mailbox.tombstones.put(
                    moved.id, new Mailbox.Tombstone(moved.calendar, mailbox.changed()));
            mailbox.touch(moved, "deleted");
            moved.calendar = to;
            moved.changed = mailbox.changed();
            if (mailbox.tombstones.get(moved.id).calendar().equals(to)) {
                mailbox.tombstones.remove(moved.id);
            }
            mailbox.touch(moved, "created");
            return event;
        });
    }

    /** Copies an event within its calendar, private properties and all. */
    public String copy(String event) {
        return done(() -> {
            var original = mailbox.event(event);
            var copy = original.fields.deepCopy();
            copy.remove("transactionId");
            return mailbox.add(original.calendar, copy).id;
        });
    }

    /** Takes a calendar away from the account; to run what is answered gives it back. */
    public Runnable unshare(String calendar) {
        var id = calendar(calendar);
        var stored = done(() -> Objects.requireNonNull(mailbox.calendars.remove(id)));
        return () -> done(() -> mailbox.calendars.put(id, stored));
    }

    /** The event as it is stored, times in its own zone; empty when it is gone. */
    public Optional<String> event(String id) {
        return stored(id).map(event -> event.fields.toString());
    }

    /** An occurrence as it stands. */
    public String occurrence(String event, LocalDateTime original) {
        return simulator.act(() -> mailbox.event(event).occurrence(original).toString());
    }

    /** The original starts of what the series' person changed. */
    public List<LocalDateTime> exceptions(String event) {
        return simulator.act(() -> List.copyOf(mailbox.event(event).exceptions.keySet()));
    }

    public List<LocalDateTime> cancelled(String event) {
        return simulator.act(() -> List.copyOf(mailbox.event(event).cancelled.keySet()));
    }

    private Optional<StoredEvent> stored(String id) {
        return simulator.act(() -> Optional.ofNullable(mailbox.events.get(id)));
    }

    /** The ids of what is in a calendar. */
    public List<String> events(String calendar) {
        var id = calendar(calendar);
        return simulator.act(() ->
                mailbox.events.values().stream()
                        .filter(event -> event.calendar.equals(id))
                        .map(event -> event.id)
                        .toList());
    }

    /** Every mail that Exchange sent because of what was written, "what to whom". */
    public List<String> mails() {
        return simulator.act(() -> List.copyOf(mailbox.mails));
    }

    /** Deltas show nothing newer from here on. */
    public void holdBack() {
        simulator.act(() -> {
            mailbox.freeze();
            return mailbox;
        });
    }

    /** Deltas show everything again. */
    public void letThrough() {
        simulator.act(() -> {
            mailbox.thaw();
            return mailbox;
        });
    }

    /** A creation that is repeated is refused with 409 instead of answered again. */
    public void refuseDuplicates() {
        simulator.act(() -> {
            writes.refuseDuplicates(true);
            return writes;
        });
    }

    /** Any edit of a series takes its exceptions away, not only one of its times. */
    public void wipeExceptionsAlways() {
        simulator.act(() -> {
            writes.wipeAlways(true);
            return writes;
        });
    }
}
