package almanac.sync.google;

import almanac.entry.Answer;
import almanac.entry.Attendee;
import almanac.entry.Invitee;
import almanac.entry.MailAddress;
import almanac.entry.Meeting;
import almanac.entry.Organizer;
import almanac.entry.Wording;
import almanac.sync.provider.ProviderFailed;
import almanac.sync.provider.ProviderFailure;
import com.google.api.client.util.Data;
import com.google.api.services.calendar.model.Event;
import com.google.api.services.calendar.model.EventAttendee;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Guests. The sequence number stays Google's, which counts by itself; an organiser without guests
 * is only the calendar's owner and no meeting.
 */
final class GooglePeople {

    private GooglePeople() {}

    /** A guest as Google has it, for comparing. */
    record Guest(
            Optional<String> name,
            boolean optional,
            boolean resource,
            String response,
            Optional<String> comment) {}

    static Optional<Meeting> read(Event item) {
        var guests = new LinkedHashMap<String, Attendee>();
        for (var attendee : guests(item)) {
            address(attendee.getEmail())
                    .ifPresent(
                            address -> guests.putIfAbsent(address.key(), guest(attendee, address)));
        }
        if (guests.isEmpty() || guests.size() > Meeting.MOST_ATTENDEES) {
            return Optional.empty();
        }
        var organizer =
                Optional.ofNullable(item.getOrganizer())
                        .flatMap(each ->
                                address(each.getEmail())
                                        .map(address ->
                                                new Organizer(
                                                        address,
                                                        text(each.getDisplayName()),
                                                        Wording.NONE)));
        return Optional.of(new Meeting(organizer, List.copyOf(guests.values()), 0));
    }

    static List<EventAttendee> guests(Event item) {
        return Optional.ofNullable(item.getAttendees()).orElse(List.of());
    }

    private static Optional<MailAddress> address(@org.jspecify.annotations.Nullable String email) {
        return Optional.ofNullable(email).filter(MailAddress::isOne).map(MailAddress::new);
    }

    private static Optional<String> text(@org.jspecify.annotations.Nullable String text) {
        return Optional.ofNullable(text).filter(each -> !each.isEmpty());
    }

    private static Attendee guest(EventAttendee attendee, MailAddress address) {
        return new Attendee(
                new Invitee(
                        address,
                        text(attendee.getDisplayName()),
                        Boolean.TRUE.equals(attendee.getOptional())
                                ? Invitee.Role.OPTIONAL
                                : Invitee.Role.REQUIRED,
                        Boolean.TRUE.equals(attendee.getResource())
                                ? Invitee.Kind.RESOURCE
                                : Invitee.Kind.INDIVIDUAL,
                        Wording.NONE),
                new Answer(response(attendee), text(attendee.getComment())));
    }

    private static Answer.Response response(EventAttendee attendee) {
        return switch (Optional.ofNullable(attendee.getResponseStatus()).orElse("")) {
            case "accepted" -> Answer.Response.ACCEPTED;
            case "declined" -> Answer.Response.DECLINED;
            case "tentative" -> Answer.Response.TENTATIVE;
            default -> Answer.Response.NEEDS_ACTION;
        };
    }

    /** What Google can hold of a meeting, by address. */
    static Map<String, Guest> guests(Optional<Meeting> meeting) {
        var guests = new TreeMap<String, Guest>();
        meeting.orElse(Meeting.NONE)
                .attendees()
                .forEach(each -> guests.put(each.address().key(), guest(each)));
        return guests;
    }

    private static Guest guest(Attendee attendee) {
        return new Guest(
                attendee.invitee().name(),
                switch (attendee.invitee().role()) {
                    case CHAIR, REQUIRED -> false;
                    case OPTIONAL, INFORMED -> true;
                },
                attendee.invitee().booked(),
                switch (attendee.answer().response()) {
                    case NEEDS_ACTION, DELEGATED -> "needsAction";
                    case ACCEPTED -> "accepted";
                    case DECLINED -> "declined";
                    case TENTATIVE -> "tentative";
                },
                attendee.answer().comment());
    }

    /** The guests that Google has now, with what differs; what we do not model of them stays. */
    static List<EventAttendee> patched(
            List<EventAttendee> now, Map<String, Guest> known, Map<String, Guest> wanted) {
        var result = new ArrayList<EventAttendee>();
        var standing = new TreeMap<>(wanted);
        for (var attendee : now) {
            var key = address(attendee.getEmail()).map(MailAddress::key).orElse("");
            var to = Optional.ofNullable(standing.remove(key));
            if (to.isPresent()) {
                result.add(changed(attendee, Optional.ofNullable(known.get(key)), to.get()));
            } else if (!known.containsKey(key)) {
                result.add(attendee);
            }
        }
        standing.forEach((address, guest) ->
                result.add(
                        changed(new EventAttendee().setEmail(address), Optional.empty(), guest)));
        return result;
    }

    /**
     * A patch whose guests are all that there are. Google may tell a long guest list in part; a
     * patch would take away whoever it left out, but for one that says so, and that is for the
     * account's own answer.
     *
     * @throws ProviderFailed Unsupported where other guests are to change
     */
    static Event ofAll(Event now, Event patch) {
        if (!Boolean.TRUE.equals(now.getAttendeesOmitted()) || patch.getAttendees() == null) {
            return patch;
        }
        var changed = new ArrayList<>(patch.getAttendees());
        changed.removeAll(guests(now));
        var own = changed.stream().allMatch(each -> Boolean.TRUE.equals(each.getSelf()));
        if (!own || patch.getAttendees().size() != guests(now).size()) {
            throw new ProviderFailed(
                    new ProviderFailure.Unsupported(
                            "Google shows only some of the guests; change them there"));
        }
        return patch.setAttendees(changed).setAttendeesOmitted(true);
    }

    private static EventAttendee changed(EventAttendee attendee, Optional<Guest> from, Guest to) {
        var guest = attendee.clone();
        if (!from.map(Guest::name).equals(Optional.of(to.name()))) {
            guest.setDisplayName(to.name().orElseGet(() -> Data.nullOf(String.class)));
        }
        if (!from.map(Guest::comment).equals(Optional.of(to.comment()))) {
            guest.setComment(to.comment().orElseGet(() -> Data.nullOf(String.class)));
        }
        if (!from.map(Guest::response).equals(Optional.of(to.response()))) {
            guest.setResponseStatus(to.response());
        }
        if (!from.map(Guest::optional).equals(Optional.of(to.optional()))) {
            guest.setOptional(to.optional());
        }
        if (from.isEmpty() && to.resource()) {
            guest.setResource(true);
        }
        return guest;
    }
}
