package almanac.entry;

import java.util.List;
import java.util.Optional;

/**
 * What an entry says, apart from when.
 *
 * @param color as the client sent it: {@code #rrggbb} or a CSS name
 * @param extras iCalendar content lines and components that we do not model, unfolded, kept so that
 *     they survive a round trip
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
        List<String> extras) {

    public Details {
        tags = List.copyOf(tags);
        extras = List.copyOf(extras);
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
                List.of());
    }

    /** These details with one change; a change of time or recurrence leaves them as they are. */
    public Details with(Change change) {
        return switch (change) {
            case Change.Title(var to) ->
                    new Details(
                            to, description, location, status, color, icon, notes, tags, extras);
            case Change.Description(var to) ->
                    new Details(title, to, location, status, color, icon, notes, tags, extras);
            case Change.Location(var to) ->
                    new Details(title, description, to, status, color, icon, notes, tags, extras);
            case Change.StatusTo(var to) ->
                    new Details(title, description, location, to, color, icon, notes, tags, extras);
            case Change.Color(var to) ->
                    new Details(
                            title, description, location, status, to, icon, notes, tags, extras);
            case Change.Icon(var to) ->
                    new Details(
                            title, description, location, status, color, to, notes, tags, extras);
            case Change.Notes(var to) ->
                    new Details(
                            title, description, location, status, color, icon, to, tags, extras);
            case Change.Tags(var to) ->
                    new Details(
                            title, description, location, status, color, icon, notes, to, extras);
            case Change.Extras(var to) ->
                    new Details(title, description, location, status, color, icon, notes, tags, to);
            case Change.When when -> this;
            case Change.Reshaped reshaped -> this;
            case Change.Repeats repeats -> this;
        };
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
                        new Change.Extras(other.extras))
                .filter(change -> !with(change).equals(this))
                .toList();
    }
}
