package almanac.command.entry;

import almanac.calendar.CalendarId;
import almanac.entry.EntryCommand;
import almanac.entry.EntryFact;
import almanac.entry.EntryId;
import almanac.entry.EntryState;
import almanac.entry.ImportedEntry;
import almanac.entry.Numbering;
import almanac.entry.Recurrence;
import almanac.message.Rejected;
import almanac.message.Rejection;
import almanac.recurrence.Budget;
import almanac.recurrence.BudgetExceeded;
import almanac.recurrence.Grain;
import almanac.time.Span;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Putting entries on calendars, and how a series numbers its occurrences. */
final class Scheduling {

    private Scheduling() {}

    /** Longest look for a second start before a recurrence counts as one that cannot be kept. */
    private static final long STEPS_TO_SECOND = 200_000;

    static List<EntryFact> create(EntryCommand.CreateEntry command) {
        return List.of(
                new EntryFact.EntryCreated(
                        command.entry(),
                        command.calendar(),
                        command.uid(),
                        command.creator(),
                        command.details(),
                        command.span(),
                        command.recurrence(),
                        command.recurrence().map(r -> numbering(command.span(), r))));
    }

    static List<EntryFact> move(EntryState.Live live, CalendarId to) {
        return live.calendar().equals(to)
                ? List.of()
                : List.of(new EntryFact.EntryMoved(live.entry(), live.calendar(), to));
    }

    /** The entry as it stands; refuses what was never there or was deleted. */
    static EntryState.Live live(EntryState state, EntryId id) {
        return switch (state) {
            case EntryState.Live live -> live;
            case EntryState.Absent absent -> throw new Rejected(notFound(id));
            case EntryState.Deleted deleted -> throw new Rejected(notFound(id));
        };
    }

    private static Rejection notFound(EntryId id) {
        return new Rejection.NotFound("Event", Long.toString(id.value()));
    }

    /**
     * The numbering of a series that begins with this span.
     *
     * @throws Rejected when no budget suffices to tell its steps
     */
    static Numbering numbering(Span first, Recurrence recurrence) {
        return new Numbering(first.localStart().withNano(0), grain(first, recurrence).seconds());
    }

    /**
     * The steps of a recurrence.
     *
     * @throws Rejected when even its second start takes too long to find
     */
    static Grain grain(Span first, Recurrence recurrence) {
        var set = recurrence.starts(first);
        return bounded(() -> {
            var ruled = set.withAdditions(List.of());
            var starts = ruled.startsFrom(LocalDateTime.MIN, Budget.of(STEPS_TO_SECOND));
            for (var i = 0; i < 2 && starts.hasNext(); i++) {
                starts.next();
            }
            return Grain.of(set);
        });
    }

    /** What a decision yields; refuses where a recurrence needs more steps than a budget has. */
    static <T> T bounded(Supplier<T> decision) {
        try {
            return decision.get();
        } catch (BudgetExceeded tooMuch) {
            throw new Rejected(
                    new Rejection.TooMuch(
                            "recurrence",
                            "the recurrence needs too many steps from one occurrence to the next"));
        }
    }

    /** How an object repeats; one that does not is a series of one date. */
    static Recurrence recurrence(ImportedEntry content) {
        return content.recurrence()
                .orElseGet(() ->
                        new Recurrence(Optional.empty(), List.of(content.span().localStart())));
    }
}
