package almanac.sync.rules;

import almanac.automation.Action;
import almanac.automation.Reach;
import almanac.automation.Step;
import almanac.calendar.CalendarId;
import almanac.comment.CommentCommand;
import almanac.comment.ThreadId;
import almanac.entry.Change;
import almanac.entry.EntryCommand;
import almanac.entry.EntryId;
import almanac.entry.EntryState;
import almanac.entry.Scope;
import almanac.entry.Status;
import almanac.message.Rejected;
import almanac.message.Rejection;
import almanac.user.UserId;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** The command that a step of a run asks for. */
final class Effects {

    private final EntryHistory history;

    Effects(EntryHistory history) {
        this.history = history;
    }

    /**
     * @throws Rejected when the step cannot be done to that much of an entry
     */
    Object of(Step step, EntryId entry, UserId owner, Reach reach) {
        return switch (step.action()) {
            case Action.SetColor(var color) ->
                    update(entry, reach, new Change.Color(Optional.of(color)));
            case Action.SetStatus(var status) -> update(entry, reach, new Change.StatusTo(status));
            case Action.SetTitle(var title) -> update(entry, reach, new Change.Title(title));
            case Action.SetDescription(var text) ->
                    update(entry, reach, new Change.Description(text));
            case Action.Cancel() -> update(entry, reach, new Change.StatusTo(Status.CANCELLED));
            case Action.AddTag(var tag) ->
                    new EntryCommand.TagEntry(entry, reach.occurrence(), reach.scope(), tag);
            case Action.MoveTo(var calendar) -> {
                if (reach.occurrence().isPresent() && !isOn(calendar, entry)) {
                    throw new Rejected(
                            new Rejection.Conflict(
                                    "calendar", "a part of a series cannot move alone"));
                }
                yield new EntryCommand.MoveEntry(entry, calendar);
            }
            case Action.AddComment(var content) ->
                    new CommentCommand.WriteComment(
                            thread(entry, reach),
                            step.comment().orElseThrow(),
                            owner,
                            Optional.empty(),
                            Optional.empty(),
                            content,
                            false);
        };
    }

    private static EntryCommand update(EntryId entry, Reach reach, Change change) {
        return new EntryCommand.UpdateEntry(
                entry,
                reach.occurrence(),
                reach.scope(),
                List.of(change),
                Optional.empty(),
                Optional.empty(),
                OptionalLong.empty());
    }

    /** An occurrence that came with its series went along when a rule moved that. */
    private boolean isOn(CalendarId calendar, EntryId entry) {
        return history.asOf(entry, Long.MAX_VALUE) instanceof EntryState.Live live
                && live.calendar().equals(calendar);
    }

    /** What is said of one occurrence is said there, of more in the thread of the whole. */
    private ThreadId thread(EntryId entry, Reach reach) {
        if (reach.scope() != Scope.THIS) {
            return ThreadId.of(entry);
        }
        return history.asOf(entry, Long.MAX_VALUE) instanceof EntryState.Live live
                ? ThreadId.of(live, reach.occurrence())
                        .orElseThrow(() ->
                                new Rejected(
                                        new Rejection.NoSuchOccurrence(
                                                "the occurrence takes place no more")))
                : refuse(entry);
    }

    private static ThreadId refuse(EntryId entry) {
        throw new Rejected(new Rejection.NotFound("Event", Long.toString(entry.value())));
    }
}
