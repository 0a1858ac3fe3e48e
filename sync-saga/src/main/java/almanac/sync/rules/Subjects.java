package almanac.sync.rules;

import almanac.automation.Reach;
import almanac.automation.Subject;
import almanac.calendar.CalendarView;
import almanac.entry.EntryState;
import almanac.entry.Series;
import almanac.entry.SingleEntry;
import almanac.recurrence.BudgetExceeded;
import java.util.Optional;

/** What a rule looks at when part of an entry, or all of it, has changed. */
final class Subjects {

    private Subjects() {}

    /**
     * The whole entry, of a series the master; or the occurrence with which the reach begins. Empty
     * when that takes place no more, or takes too long to find.
     */
    static Optional<Subject> of(EntryState.Live entry, Reach reach, CalendarView calendar) {
        return reach.occurrence().isPresent()
                ? occurrence(entry, reach, calendar)
                : Optional.of(whole(entry, calendar));
    }

    private static Subject whole(EntryState.Live entry, CalendarView calendar) {
        var name = calendar.details().name();
        return switch (entry) {
            case SingleEntry single ->
                    new Subject(single.details(), single.span(), single.calendar(), name);
            case Series series ->
                    new Subject(
                            series.master().details(),
                            series.master().first(),
                            series.calendar(),
                            name);
        };
    }

    private static Optional<Subject> occurrence(
            EntryState.Live entry, Reach reach, CalendarView calendar) {
        try {
            return reach.occurrence()
                    .flatMap(entry::occurrence)
                    .map(there ->
                            new Subject(
                                    there.details(),
                                    there.span(),
                                    entry.calendar(),
                                    calendar.details().name()));
        } catch (BudgetExceeded tooFar) {
            return Optional.empty();
        }
    }
}
