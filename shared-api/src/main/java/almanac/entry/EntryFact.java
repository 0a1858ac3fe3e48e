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

    /**
     * One segment changed in these details, and none other; differences of single occurrences stay.
     *
     * @param from the key at which it begins
     */
    record SegmentUpdated(EntryId entry, OccurrenceKey from, List<Change> changes)
            implements EntryFact {}

    /**
     * One segment has another time or rule, and none other; one that was deleted or cut off stands
     * again. The last segment goes on as far as its rule says.
     *
     * @param from the key at which it begins
     * @param first its new first start
     * @param shiftSeconds how far its starts lie from where their keys say
     */
    record SegmentRescheduled(
            EntryId entry, OccurrenceKey from, Span first, Recurrence recurrence, long shiftSeconds)
            implements EntryFact {}

    /** Nothing takes place any more in one segment; the others stay what they are. */
    record SegmentDeleted(EntryId entry, OccurrenceKey from) implements EntryFact {}

    /** The series ends before this occurrence. */
    record FollowingDeleted(EntryId entry, OccurrenceKey from) implements EntryFact {}

    record EntryMoved(EntryId entry, CalendarId from, CalendarId to) implements EntryFact {}

    record EntryDeleted(EntryId entry, CalendarId calendar) implements EntryFact {}

    /**
     * The entry is again what it was: this, whatever stood before, or after its deletion
     * (docs/adr/0019).
     */
    record EntryRestored(EntryId entry, EntryState.Live content) implements EntryFact {}
}
