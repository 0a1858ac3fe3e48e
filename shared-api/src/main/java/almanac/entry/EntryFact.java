package almanac.entry;

import almanac.calendar.CalendarId;
import almanac.time.Span;
import almanac.user.UserId;
import java.util.List;
import java.util.Optional;

/** What happened to an entry. Who did it, when and why is metadata. */
public sealed interface EntryFact {

    EntryId entry();

    /** An entry came to be, or came back after its deletion; with a recurrence it is a series. */
    record EntryCreated(
            EntryId entry,
            CalendarId calendar,
            String uid,
            UserId creator,
            Details details,
            Span span,
            Optional<Recurrence> recurrence,
            Optional<Numbering> numbering)
            implements EntryFact {}

    /**
     * A single entry changed, or a whole series: what is named here now holds for every occurrence.
     */
    record EntryUpdated(EntryId entry, List<Change> changes) implements EntryFact {}

    /** One occurrence differs from its series in these fields, on top of earlier differences. */
    record OccurrenceUpdated(EntryId entry, OccurrenceKey occurrence, List<Change> changes)
            implements EntryFact {}

    /**
     * The occurrence and all later ones changed; differences of single later ones in other fields
     * stay.
     */
    record FollowingUpdated(EntryId entry, OccurrenceKey from, List<Change> changes)
            implements EntryFact {}

    /** The occurrence takes place no more. */
    record OccurrenceDeleted(EntryId entry, OccurrenceKey occurrence) implements EntryFact {}

    /** The occurrence is again as its series says: neither deleted nor different. */
    record OccurrenceRestored(EntryId entry, OccurrenceKey occurrence) implements EntryFact {}

    /** The series ends before this occurrence. */
    record FollowingDeleted(EntryId entry, OccurrenceKey from) implements EntryFact {}

    record EntryMoved(EntryId entry, CalendarId from, CalendarId to) implements EntryFact {}

    record EntryDeleted(EntryId entry, CalendarId calendar) implements EntryFact {}
}
