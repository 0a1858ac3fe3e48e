package almanac.query.history;

import almanac.calendar.CalendarId;
import almanac.entry.EntryFact;
import almanac.query.past.Recorded;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * That an entry came from another calendar. What the same command then makes of it is told from
 * nothing to who may not read that calendar: there, what it was before never stood.
 *
 * @param command the message that moved it
 */
record Came(CalendarId from, Optional<String> command) {

    /** What holds after a fact. */
    static Optional<Came> after(Optional<Came> before, Recorded recorded) {
        return recorded.fact() instanceof EntryFact.EntryMoved moved
                ? Optional.of(new Came(moved.from(), command(recorded)))
                : before.filter(came -> came.goesOn(recorded));
    }

    boolean hides(Recorded recorded, Predicate<CalendarId> readable) {
        return goesOn(recorded) && !readable.test(from);
    }

    private boolean goesOn(Recorded recorded) {
        return command.isPresent() && command.equals(command(recorded));
    }

    private static Optional<String> command(Recorded recorded) {
        return Optional.ofNullable(recorded.metaData().get(Noted.CORRELATION))
                .map(Object::toString);
    }
}
