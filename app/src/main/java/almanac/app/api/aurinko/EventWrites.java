package almanac.app.api.aurinko;

import almanac.app.web.Patch;
import almanac.entry.Change;
import almanac.entry.Details;
import almanac.entry.EntryCommand;
import almanac.entry.Organizer;
import almanac.message.Rejected;
import almanac.message.Rejection;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** What a body says of an event apart from when, in the words of the domain. */
final class EventWrites {

    private static final int LONGEST_CATEGORY = 64;

    private EventWrites() {}

    /**
     * The changes of what was sent, against what stands.
     *
     * @param host whom a first invitation comes from
     */
    static List<Change> changes(EventBody body, Details details, Optional<Organizer> host) {
        var changes = new ArrayList<Change>();
        body.subject().change().map(to -> new Change.Title(to.orElse(""))).ifPresent(changes::add);
        text(body.description(), Change.Description::new).ifPresent(changes::add);
        text(body.location(), Change.Location::new).ifPresent(changes::add);
        body.categories()
                .change()
                .map(to -> new Change.Tags(tags(to.orElse(List.of()), details.tags())))
                .ifPresent(changes::add);
        body.showAs()
                .present()
                .ifPresent(to -> changes.addAll(Marks.showAs(details.withAll(changes), to)));
        body.sensitivity()
                .present()
                .ifPresent(to -> changes.addAll(Marks.sensitivity(details.withAll(changes), to)));
        body.meetingInfo()
                .present()
                .flatMap(meeting -> meeting.attendees().change())
                .ifPresent(guests ->
                        changes.addAll(invitations(guests.orElse(List.of()), details, host)));
        return changes;
    }

    private static List<Change> invitations(
            List<EventBody.GuestBody> guests, Details details, Optional<Organizer> host) {
        var changes = new ArrayList<>(Guests.changes(details, guests));
        if (!guests.isEmpty() && details.people().organizer().isEmpty()) {
            host.ifPresent(by -> changes.addFirst(new Change.OrganizerTo(Optional.of(by))));
        }
        return changes;
    }

    private static Optional<Change> text(
            Patch<String> sent, Function<Optional<String>, Change> change) {
        return sent.change().map(to -> change.apply(to.filter(text -> !text.isEmpty())));
    }

    /**
     * Each once, in whatever capitals.
     *
     * @param standing those that there are, which may be longer and more: files and providers wrote
     *     them
     */
    private static List<String> tags(List<String> sent, List<String> standing) {
        if (sent.equals(standing)) {
            return standing;
        }
        var tags = new LinkedHashMap<String, String>();
        for (var each : Elements.all("categories", sent)) {
            var tag = each.strip();
            if (!standing.contains(each)
                    && tag.codePointCount(0, tag.length()) > LONGEST_CATEGORY) {
                throw new Rejected(
                        new Rejection.Invalid(
                                "categories",
                                "a category has at most " + LONGEST_CATEGORY + " characters",
                                tag));
            }
            if (!tag.isEmpty()) {
                tags.putIfAbsent(tag.toLowerCase(Locale.ROOT), tag);
            }
        }
        if (tags.size() > Math.max(EntryCommand.MOST_TAGS, standing.size())) {
            throw Rejected.invalid(
                    "categories", "an event has at most " + EntryCommand.MOST_TAGS + " categories");
        }
        return List.copyOf(tags.values());
    }
}
