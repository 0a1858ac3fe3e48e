package almanac.simulated.microsoft;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What writing does in Exchange, whoever writes. */
final class Writes {

    private static final Set<String> OWN =
            Set.of(
                    "showAs",
                    "isReminderOn",
                    "reminderMinutesBeforeStart",
                    "categories",
                    "sensitivity");
    private static final List<String> TIMES = List.of("start", "end", "recurrence", "isAllDay");

    private final Mailbox mailbox;
    private boolean wipeAlways;
    private boolean refuseDuplicates;

    Writes(Mailbox mailbox) {
        this.mailbox = mailbox;
    }

    /** Any edit of a master takes its exceptions away, not only one of its times. */
    void wipeAlways(boolean always) {
        wipeAlways = always;
    }

    /** A transaction that was done is refused with 409 instead of answered again. */
    void refuseDuplicates(boolean refuse) {
        refuseDuplicates = refuse;
    }

    /** What an earlier attempt of the same transaction made. */
    Optional<StoredEvent> made(Optional<String> transaction) {
        var made =
                mailbox.events.values().stream()
                        .filter(each -> transaction.isPresent())
                        .filter(each -> Json.text(each.fields, "transactionId").equals(transaction))
                        .findFirst();
        if (made.isPresent() && refuseDuplicates) {
            throw new Refusal(
                    409,
                    "ErrorDuplicateTransactionId",
                    "Your request can't be completed. A duplicate transaction was found.");
        }
        return made;
    }

    StoredEvent create(String calendar, ObjectNode sent) {
        var fields = sent.deepCopy();
        sent.properties().stream()
                .filter(each -> each.getValue().isNull())
                .forEach(each -> fields.remove(each.getKey()));
        keepZones(fields);
        check(fields);
        var event = mailbox.add(calendar, fields);
        mail(event, fields, "invitation");
        return event;
    }

    void update(StoredEvent event, JsonNode patch) {
        var fields = event.fields.deepCopy();
        apply(fields, patch, event.fields);
        check(fields);
        var times = TIMES.stream().anyMatch(name -> differ(fields, event.fields, name));
        if (times || wipeAlways) {
            event.exceptions.clear();
        }
        if (times) {
            event.cancelled.clear();
        }
        event.fields.removeAll();
        Json.merge(event.fields, fields);
        event.changed = mailbox.changed();
        mailbox.touch(event, "updated");
        mail(event, patch, "update");
    }

    void update(StoredEvent event, LocalDateTime original, JsonNode patch) {
        var fields = event.occurrence(original);
        apply(fields, patch, fields);
        if (patch.has("start") || patch.has("end")) {
            checkNeighbours(event, original, fields);
        }
        var own = Json.object();
        fields.properties().stream()
                .filter(each -> !each.getValue().equals(event.fields.path(each.getKey())))
                .forEach(each -> own.set(each.getKey(), each.getValue()));
        event.exceptions.put(original, new StoredEvent.Part(own, mailbox.changed()));
        mailbox.touch(event, "updated");
        mail(event, patch, "update of an occurrence");
    }

    void delete(StoredEvent event) {
        mailbox.remove(event);
        mail(event, event.fields, "cancellation");
    }

    void delete(StoredEvent event, LocalDateTime original) {
        event.exceptions.remove(original);
        event.cancelled.put(original, mailbox.changed());
        mailbox.touch(event, "updated");
        mail(event, event.fields, "cancellation of an occurrence");
    }

    private void apply(ObjectNode fields, JsonNode patch, ObjectNode before) {
        var sent = (ObjectNode) patch.deepCopy();
        sent.remove(List.of("transactionId", "id", "type", "isOrganizer"));
        var invited = !before.path("isOrganizer").asBoolean(true);
        if (invited && sent.properties().stream().anyMatch(each -> !OWN.contains(each.getKey()))) {
            throw Refusal.denied();
        }
        keepZones(sent);
        Json.merge(fields, sent);
    }

    private static boolean differ(JsonNode one, JsonNode other, String name) {
        return !one.path(name).equals(other.path(name));
    }

    private static void keepZones(ObjectNode sent) {
        for (var name : List.of("start", "end")) {
            if (sent.path(name) instanceof ObjectNode moment) {
                moment.put("timeZone", Times.kept(Times.zoneName(moment)));
                moment.put("dateTime", Times.local(moment).toString());
            }
        }
    }

    private static void check(ObjectNode fields) {
        var start = Times.local(fields.path("start"));
        var end = Times.local(fields.path("end"));
        if (Times.instant(fields.path("end")).isBefore(Times.instant(fields.path("start")))) {
            throw new Refusal(400, "ErrorPropertyValidationFailure", "end is before start.");
        }
        var midnights =
                Stream.of(start, end).allMatch(time -> time.toLocalTime().toSecondOfDay() == 0);
        if (fields.path("isAllDay").asBoolean(false) && (!midnights || !end.isAfter(start))) {
            throw new Refusal(
                    400,
                    "ErrorInvalidRequest",
                    "The Event.Start and Event.End of an all day event must be midnight.");
        }
        if (fields.path("recurrence").isObject()) {
            Pattern.check(fields.path("recurrence"), start);
        }
    }

    /** An exception may not cross or touch the day of its neighbour. */
    private static void checkNeighbours(
            StoredEvent event, LocalDateTime original, ObjectNode wanted) {
        var first = Times.local(wanted.path("start")).toLocalDate();
        var last = Times.local(wanted.path("end")).minusNanos(1).toLocalDate();
        var before = neighbour(event, original, true).filter(day -> !first.isAfter(day));
        var after = neighbour(event, original, false).filter(day -> !last.isBefore(day));
        if (before.isPresent() || after.isPresent()) {
            throw new Refusal(
                    400,
                    "ErrorOccurrenceCrossingBoundary",
                    "Modified occurrence is crossing or overlapping adjacent occurrence.");
        }
    }

    private static Optional<LocalDate> neighbour(
            StoredEvent event, LocalDateTime original, boolean before) {
        var starts = event.starts(before ? event.start() : original.plusSeconds(1));
        Optional<LocalDate> nearest = Optional.empty();
        while (starts.hasNext()) {
            var start = starts.next();
            if (before && !start.isBefore(original)) {
                break;
            }
            if (!event.cancelled.containsKey(start)) {
                nearest =
                        Optional.of(
                                Times.local(event.occurrence(start).path("start")).toLocalDate());
                if (!before) {
                    break;
                }
            }
        }
        return nearest;
    }

    /** Exchange tells the people invited, and nobody can keep it from doing so. */
    private void mail(StoredEvent event, JsonNode written, String what) {
        var invited = event.fields.path("attendees");
        var organizer = event.fields.path("isOrganizer").asBoolean(true);
        var only = written.properties().stream().allMatch(each -> OWN.contains(each.getKey()));
        if (organizer && !only) {
            invited.forEach(each ->
                    mailbox.mails.add(
                            what
                                    + " to "
                                    + each.path("emailAddress")
                                            .path("address")
                                            .asString("")
                                            .toLowerCase(Locale.ROOT)));
        }
    }
}
