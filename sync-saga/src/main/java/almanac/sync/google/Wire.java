package almanac.sync.google;

import almanac.entry.Details;
import almanac.entry.Status;
import almanac.time.Span;
import com.google.api.client.util.Data;
import com.google.api.services.calendar.model.Event;
import com.google.api.services.calendar.model.EventAttendee;
import com.google.api.services.calendar.model.EventDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Content as far as Google can hold it, so that two contents which are one to Google are equal.
 * What Google cannot hold (our other colors, tags, notes, a cancelled entry that is not deleted) is
 * not in it and never written.
 *
 * @param status empty where Google has none for it: then it stays what it is there
 * @param color empty where the color is none of Google's
 */
record Wire(
        String title,
        Optional<String> description,
        Optional<String> location,
        Optional<String> status,
        Optional<String> color,
        boolean colorless,
        EventDateTime start,
        EventDateTime end,
        Map<String, GooglePeople.Guest> guests) {

    private static final String CONFIRMED = "confirmed";

    static Wire of(Details details, Span span) {
        return new Wire(
                details.title(),
                details.description(),
                details.location(),
                status(details.status()),
                details.color().flatMap(GoogleColors::id),
                details.color().isEmpty(),
                GoogleTimes.start(span),
                GoogleTimes.end(span),
                GooglePeople.guests(details.meeting()));
    }

    /** Cancelled is what Google calls deleted. */
    private static Optional<String> status(Status status) {
        return switch (status) {
            case CONFIRMED -> Optional.of(CONFIRMED);
            case TENTATIVE -> Optional.of("tentative");
            case CANCELLED -> Optional.empty();
        };
    }

    /** This, with what Google has where it has no place for ours. */
    Wire over(Wire now) {
        return new Wire(
                title,
                description,
                location,
                status.or(now::status),
                color,
                colorless,
                start,
                end,
                guests);
    }

    /** A whole event. */
    Event event() {
        var event =
                new Event()
                        .setSummary(title)
                        .setStatus(status.orElse(CONFIRMED))
                        .setStart(start.clone())
                        .setEnd(end.clone());
        description.ifPresent(event::setDescription);
        location.ifPresent(event::setLocation);
        color.ifPresent(event::setColorId);
        if (!guests.isEmpty()) {
            event.setAttendees(GooglePeople.patched(List.of(), Map.of(), guests));
        }
        return event;
    }

    /**
     * A patch that makes a deleted instance be this, whatever it was before.
     *
     * @param series what it has of its series
     */
    Event restoration(Wire series) {
        var patch =
                new Event()
                        .setSummary(title)
                        .setDescription(orNull(description))
                        .setLocation(orNull(location))
                        .setStatus(status.orElse(CONFIRMED))
                        .setStart(only(start))
                        .setEnd(only(end));
        if (color.isPresent() || colorless) {
            patch.setColorId(orNull(color));
        }
        if (!guests.equals(series.guests)) {
            patch.setAttendees(new ArrayList<>(GooglePeople.patched(List.of(), Map.of(), guests)));
        }
        return patch;
    }

    /**
     * A patch with what differs; empty when nothing does.
     *
     * @param guestsNow as Google has them
     */
    Event patchTo(Wire wanted, List<EventAttendee> guestsNow) {
        var patch = new Event();
        if (!title.equals(wanted.title)) {
            patch.setSummary(wanted.title);
        }
        if (!description.equals(wanted.description)) {
            patch.setDescription(orNull(wanted.description));
        }
        if (!location.equals(wanted.location)) {
            patch.setLocation(orNull(wanted.location));
        }
        if (!status.equals(wanted.status)) {
            wanted.status.ifPresent(patch::setStatus);
        }
        if (!color.equals(wanted.color) && (wanted.color.isPresent() || wanted.colorless)) {
            patch.setColorId(orNull(wanted.color));
        }
        if (!start.equals(wanted.start) || !end.equals(wanted.end)) {
            patch.setStart(only(wanted.start)).setEnd(only(wanted.end));
        }
        if (!guests.equals(wanted.guests)) {
            patch.setAttendees(
                    new ArrayList<>(GooglePeople.patched(guestsNow, guests, wanted.guests)));
        }
        return patch;
    }

    private static String orNull(Optional<String> text) {
        return text.orElseGet(() -> Data.nullOf(String.class));
    }

    /** Takes the other form away, since a patch merges into what is there. */
    private static EventDateTime only(EventDateTime time) {
        var alone = time.clone();
        if (time.getDate() == null) {
            alone.setDate(Data.NULL_DATE_TIME);
        } else {
            alone.setDateTime(Data.NULL_DATE_TIME);
            alone.setTimeZone(Data.nullOf(String.class));
        }
        return alone;
    }
}
