package almanac.entry;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;

/**
 * What an entry says, apart from when.
 *
 * @param color as the client sent it: {@code #rrggbb} or a CSS name
 * @param extras iCalendar content lines and components that we do not model, unfolded, kept so that
 *     they survive a round trip
 * @param purpose absent rather than a purpose that says nothing
 */
public record Details(
        String title,
        Optional<String> description,
        Optional<String> location,
        Status status,
        Optional<String> color,
        Optional<String> icon,
        Optional<String> notes,
        List<String> tags,
        List<String> extras,
        @JsonInclude(JsonInclude.Include.NON_ABSENT) Optional<Purpose> purpose) {

    public Details {
        tags = List.copyOf(tags);
        extras = List.copyOf(extras);
        purpose = purpose.filter(Purpose::says);
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
                Optional.empty());
    }

    /** These details with one change; a change of time or recurrence leaves them as they are. */
    public Details with(Change change) {
        return switch (change) {
            case Change.Title(var to) ->
                    new Details(
                            to,
                            description,
                            location,
                            status,
                            color,
                            icon,
                            notes,
                            tags,
                            extras,
                            purpose);
            case Change.Description(var to) ->
                    new Details(
                            title, to, location, status, color, icon, notes, tags, extras, purpose);
            case Change.Location(var to) ->
                    new Details(
                            title,
                            description,
                            to,
                            status,
                            color,
                            icon,
                            notes,
                            tags,
                            extras,
                            purpose);
            case Change.StatusTo(var to) ->
                    new Details(
                            title,
                            description,
                            location,
                            to,
                            color,
                            icon,
                            notes,
                            tags,
                            extras,
                            purpose);
            case Change.Color(var to) ->
                    new Details(
                            title,
                            description,
                            location,
                            status,
                            to,
                            icon,
                            notes,
                            tags,
                            extras,
                            purpose);
            case Change.Icon(var to) ->
                    new Details(
                            title,
                            description,
                            location,
                            status,
                            color,
                            to,
                            notes,
                            tags,
                            extras,
                            purpose);
            case Change.Notes(var to) ->
                    new Details(
                            title,
                            description,
                            location,
                            status,
                            color,
                            icon,
                            to,
                            tags,
                            extras,
                            purpose);
            case Change.Tags(var to) ->
                    new Details(
                            title,
                            description,
                            location,
                            status,
                            color,
                            icon,
                            notes,
                            to,
                            extras,
                            purpose);
            case Change.Extras(var to) ->
                    new Details(
                            title,
                            description,
                            location,
                            status,
                            color,
                            icon,
                            notes,
                            tags,
                            to,
                            purpose);
            case Change.Kind(var to) -> meant(new Purpose(to, priority(), course()));
            case Change.PriorityTo(var to) -> meant(new Purpose(kind(), to, course()));
            case Change.Course(var to) -> meant(new Purpose(kind(), priority(), to));
            case Change.When when -> this;
            case Change.Reshaped reshaped -> this;
            case Change.Repeats repeats -> this;
        };
    }

    private Details meant(Purpose newPurpose) {
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
                Optional.of(newPurpose));
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
        return java.util.stream.Stream.<Change>of(
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
                .filter(change -> !with(change).equals(this))
                .toList();
    }
}
