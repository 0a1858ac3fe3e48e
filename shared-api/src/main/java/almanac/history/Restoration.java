package almanac.history;

import almanac.calendar.CalendarCommand;
import almanac.calendar.CalendarId;
import almanac.comment.CommentCommand;
import almanac.entry.EntryCommand;
import almanac.entry.EntryNumber;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What would bring things back: compensating commands, each with what it would change. Nothing is
 * done yet, and each command says which revision it was made for.
 *
 * @param calendar what brings a deleted calendar back; before everything on it
 */
public record Restoration(
        Optional<CalendarCommand.RestoreCalendar> calendar,
        List<Step> steps,
        List<Skipped> skipped) {

    /** What concerns no deleted calendar. */
    public Restoration(List<Step> steps, List<Skipped> skipped) {
        this(Optional.empty(), steps, skipped);
    }

    /** The same after a deleted calendar came back, where one has to. */
    public Restoration after(Optional<CalendarCommand.RestoreCalendar> back) {
        return new Restoration(back, steps, skipped);
    }

    /** What becomes of an entry. */
    public enum Kind {
        RESTORED,
        DELETED,
        MOVED
    }

    /**
     * One entry or occurrence.
     *
     * @param changes of a series, those of its first part
     * @param parts what else of a series changes, in order
     * @param calendars where it is now and where it is then
     * @param command what does it
     */
    public record Step(
            EntryNumber number,
            Kind kind,
            String title,
            Map<String, FieldChange> changes,
            List<PartChange> parts,
            Set<CalendarId> calendars,
            EntryCommand command) {
        public Step {
            parts = List.copyOf(parts);
            calendars = Set.copyOf(calendars);
        }
    }

    /**
     * One entry that is left as it is.
     *
     * @param title empty for who may not read what it is or what it was
     */
    public record Skipped(EntryNumber number, Optional<String> title, String reason) {}

    /** The same for one comment. */
    public record OfComment(List<CommentCommand> commands, Map<String, FieldChange> changes) {
        public OfComment {
            commands = List.copyOf(commands);
        }
    }

    public Restoration {
        steps = List.copyOf(steps);
        skipped = List.copyOf(skipped);
    }
}
