package almanac.entry;

import almanac.calendar.CalendarId;
import almanac.recurrence.Rule;
import almanac.time.Span;
import almanac.time.Window;
import almanac.user.UserId;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;

/**
 * A master with its overrides and exclusions. "This and following" begins a new segment of the same
 * series, so that ids, threads and a later edit of all stay what they were (docs/adr/0005).
 */
public record Series(
        EntryId entry,
        CalendarId calendar,
        String uid,
        UserId creator,
        Numbering numbering,
        List<Segment> segments,
        SortedMap<OccurrenceKey, List<Change>> overrides,
        SortedSet<OccurrenceKey> exclusions,
        Optional<OccurrenceKey> endBefore)
        implements EntryState.Live {

    /**
     * A stretch of the series with the same details, time and rule.
     *
     * @param from first key that it rules; the first segment rules from the beginning
     * @param first DTSTART of its rule
     * @param shiftSeconds how far its starts lie from where their keys say
     */
    public record Segment(
            OccurrenceKey from,
            Details details,
            Span first,
            Optional<Rule> rule,
            List<LocalDateTime> additions,
            long shiftSeconds) {}

    static Series starting(
            SingleEntry single, Span first, Recurrence recurrence, Numbering numbering) {
        throw new IllegalStateException("the entry branch brings this");
    }

    @Override
    public EntryState evolve(EntryFact fact) {
        throw new IllegalStateException("the entry branch brings this");
    }

    @Override
    public List<Occurrence> within(Window window, int limit) {
        throw new IllegalStateException("the entry branch brings this");
    }

    @Override
    public Optional<Occurrence> occurrence(OccurrenceKey key) {
        throw new IllegalStateException("the entry branch brings this");
    }

    @Override
    public List<Occurrence> head(int limit) {
        throw new IllegalStateException("the entry branch brings this");
    }

    @Override
    public Extent extent() {
        throw new IllegalStateException("the entry branch brings this");
    }
}
