package almanac.entry;

import almanac.message.Personal;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * What an entry says, apart from when.
 *
 * @param color as the client sent it: {@code #rrggbb} or a CSS name
 * @param extras iCalendar content lines and components that we do not model, unfolded, kept so that
 *     they survive a round trip
 * @param purpose absent rather than a purpose that says nothing
 * @param meeting absent rather than a meeting of nobody
 */
public record Details(
        @Personal String title,
        @Personal Optional<String> description,
        @Personal Optional<String> location,
        Status status,
        Optional<String> color,
        Optional<String> icon,
        @Personal Optional<String> notes,
        @Personal List<String> tags,
        @Personal List<String> extras,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Purpose> purpose,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) @Personal Optional<Meeting> meeting) {

    public Details {
        tags = List.copyOf(tags);
        extras = List.copyOf(extras);
        purpose = purpose.filter(Purpose::says);
        meeting = meeting.filter(Meeting::says);
    }

    public static Details titled(String title) {
        return new Details(
                title,
                Optional.empty(),
                Optional.empty(),
                Status.CONFIRMED,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty());
    }

    /** These details with other people. */
    public Details with(Meeting people) {
        return but(copy -> copy.meeting = Optional.of(people));
    }

    /** These details with one change; a change of time or recurrence leaves them as they are. */
    public Details with(Change change) {
        return switch (change) {
            case Change.Title(var to) -> but(copy -> copy.title = to);
            case Change.Description(var to) -> but(copy -> copy.description = to);
            case Change.Location(var to) -> but(copy -> copy.location = to);
            case Change.StatusTo(var to) -> but(copy -> copy.status = to);
            case Change.Color(var to) -> but(copy -> copy.color = to);
            case Change.Icon(var to) -> but(copy -> copy.icon = to);
            case Change.Notes(var to) -> but(copy -> copy.notes = to);
            case Change.Tags(var to) -> but(copy -> copy.tags = to);
            case Change.Extras(var to) -> but(copy -> copy.extras = to);
            case Change.Kind(var to) -> meant(new Purpose(to, priority(), course()));
            case Change.PriorityTo(var to) -> meant(new Purpose(kind(), to, course()));
            case Change.Course(var to) -> meant(new Purpose(kind(), priority(), to));
            case Change.OrganizerTo(var to) -> met(people().organizedBy(to));
            case Change.Invited(var to) -> met(people().inviting(to));
            case Change.Uninvited(var address) -> met(people().without(address));
            case Change.Answered(var address, var to) -> met(people().answered(address, to));
            case Change.SequenceTo(var to) -> met(people().numbered(to));
            case Change.When when -> this;
            case Change.Reshaped reshaped -> this;
            case Change.Repeats repeats -> this;
        };
    }

    private Details meant(Purpose newPurpose) {
        return but(copy -> copy.purpose = Optional.of(newPurpose));
    }

    private Details met(Meeting newMeeting) {
        return but(copy -> copy.meeting = Optional.of(newMeeting));
    }

    private Details but(Consumer<Copy> edit) {
        var copy = new Copy(this);
        edit.accept(copy);
        return copy.details();
    }

    /** For what it is, where somebody said so. */
    public Optional<EntryKind> kind() {
        return purpose.flatMap(Purpose::kind);
    }

    /** How much it matters, where somebody said so. */
    public Optional<Priority> priority() {
        return purpose.flatMap(Purpose::priority);
    }

    /** To which course it belongs, where somebody said so. */
    public Optional<String> course() {
        return purpose.flatMap(Purpose::course);
    }

    /** With whom it takes place; nobody unless somebody said so. */
    public Meeting people() {
        return meeting.orElse(Meeting.NONE);
    }

    /** These details with every change in order. */
    public Details withAll(List<Change> changes) {
        var result = this;
        for (var change : changes) {
            result = result.with(change);
        }
        return result;
    }

    /** The changes that turn these details into others; empty when equal. */
    public List<Change> changesTo(Details other) {
        var ofOneField =
                Stream.<Change>of(
                                new Change.Title(other.title),
                                new Change.Description(other.description),
                                new Change.Location(other.location),
                                new Change.StatusTo(other.status),
                                new Change.Color(other.color),
                                new Change.Icon(other.icon),
                                new Change.Notes(other.notes),
                                new Change.Tags(other.tags),
                                new Change.Extras(other.extras),
                                new Change.Kind(other.kind()),
                                new Change.PriorityTo(other.priority()),
                                new Change.Course(other.course()))
                        .filter(change -> !with(change).equals(this));
        return Stream.concat(ofOneField, people().changesTo(other.people()).stream()).toList();
    }

    /** What a change edits before it becomes details again; never seen half-way. */
    private static final class Copy {

        private String title;
        private Optional<String> description;
        private Optional<String> location;
        private Status status;
        private Optional<String> color;
        private Optional<String> icon;
        private Optional<String> notes;
        private List<String> tags;
        private List<String> extras;
        private Optional<Purpose> purpose;
        private Optional<Meeting> meeting;

        private Copy(Details of) {
            title = of.title;
            description = of.description;
            location = of.location;
            status = of.status;
            color = of.color;
            icon = of.icon;
            notes = of.notes;
            tags = of.tags;
            extras = of.extras;
            purpose = of.purpose;
            meeting = of.meeting;
        }

        private Details details() {
            return new Details(
                    title,
                    description,
                    location,
                    status,
                    color,
                    icon,
                    notes,
                    tags,
                    extras,
                    purpose,
                    meeting);
        }
    }
}
