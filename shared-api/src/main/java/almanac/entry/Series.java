package almanac.entry;

import almanac.calendar.CalendarId;
import almanac.time.Span;
import almanac.time.Window;
import almanac.user.UserId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A master with its overrides and exclusions. "This and following" begins a new segment of the same
 * series, so that ids, threads and a later edit of all stay what they were (docs/adr/0005).
 *
 * @param segments by key; the first rules from {@link OccurrenceKey#FIRST}
 * @param overrides by key, what single occurrences have of their own
 * @param endBefore first key that takes place no more
 */
public record Series(
        EntryId entry,
        CalendarId calendar,
        String uid,
        UserId creator,
        Numbering numbering,
        List<Segment> segments,
        List<Override> overrides,
        SortedSet<OccurrenceKey> exclusions,
        Optional<OccurrenceKey> endBefore)
        implements EntryState.Live {

    private static final Comparator<Override> BY_KEY = Comparator.comparing(Override::key);

    /** One occurrence that differs: at most one change of each field. */
    public record Override(OccurrenceKey key, List<Change> changes) {
        public Override {
            changes = List.copyOf(changes);
        }
    }

    public Series {
        segments = List.copyOf(segments);
        overrides = inOrder(overrides);
        exclusions = Collections.unmodifiableSortedSet(new TreeSet<>(exclusions));
    }

    /** Those of a series come in order already: each fact of a long history makes a series. */
    private static List<Override> inOrder(List<Override> overrides) {
        for (var i = 1; i < overrides.size(); i++) {
            if (BY_KEY.compare(overrides.get(i - 1), overrides.get(i)) > 0) {
                return overrides.stream().sorted(BY_KEY).toList();
            }
        }
        return List.copyOf(overrides);
    }

    @java.lang.Override
    public EntryState evolve(EntryFact fact) {
        return SeriesFold.evolve(this, fact);
    }

    @java.lang.Override
    public List<Occurrence> within(Window window, int limit) {
        return new SeriesExpansion(this).within(window, limit);
    }

    @java.lang.Override
    public Optional<Occurrence> occurrence(OccurrenceKey key) {
        return new SeriesExpansion(this).occurrence(key);
    }

    /**
     * What the rules say of each of these keys, apart from exclusions and what differs; keys of
     * which they say nothing are left out.
     */
    public Map<OccurrenceKey, Occurrence> ruled(Collection<OccurrenceKey> keys) {
        return RuledKeys.of(this, keys);
    }

    /** What takes place of each of these keys; keys of which nothing does are left out. */
    public Map<OccurrenceKey, Occurrence> occurrences(Collection<OccurrenceKey> keys) {
        return new SeriesExpansion(this).occurrences(keys);
    }

    @java.lang.Override
    public List<Occurrence> head(int limit) {
        return new SeriesExpansion(this).head(limit);
    }

    @java.lang.Override
    public Extent extent() {
        return new SeriesExpansion(this).extent();
    }

    /** The segment that rules a key. */
    public Segment segmentOf(OccurrenceKey key) {
        var ruling = segments.getFirst();
        for (var segment : segments) {
            if (segment.from().compareTo(key) <= 0) {
                ruling = segment;
            }
        }
        return ruling;
    }

    /** Where the series puts a key, in its own kind and zone, whatever became of that one alone. */
    public Span planned(OccurrenceKey key) {
        var segment = segmentOf(key);
        return segment.at(segment.startOf(key, numbering));
    }

    /** The segment that begins at a key. */
    public Optional<Segment> segmentAt(OccurrenceKey from) {
        return segments.stream().filter(segment -> segment.from().equals(from)).findFirst();
    }

    /** First key that a segment does not rule; empty where nothing bounds it. */
    public Optional<OccurrenceKey> endOf(Segment segment) {
        return segments.stream()
                .map(Segment::from)
                .filter(from -> from.compareTo(segment.from()) > 0)
                .findFirst()
                .or(() -> endBefore);
    }

    /** What the occurrence has of its own. */
    public Optional<Override> overrideOf(OccurrenceKey key) {
        var place = place(key);
        return place < 0 ? Optional.empty() : Optional.of(overrides.get(place));
    }

    /** As of a binary search: negative where the occurrence has nothing of its own. */
    private int place(OccurrenceKey key) {
        return Collections.binarySearch(overrides, new Override(key, List.of()), BY_KEY);
    }

    boolean ended(OccurrenceKey key) {
        return endBefore.map(end -> key.compareTo(end) >= 0).orElse(false);
    }

    /** The master's own view: the first segment that takes place. */
    public Segment master() {
        return segments.stream()
                .filter(segment -> !segment.gone())
                .findFirst()
                .orElseGet(segments::getFirst);
    }

    /** Where the master was planned to begin, whether or not that takes place. */
    public Span begin() {
        return begin(master());
    }

    /** Where the part that a segment is was planned to begin. */
    public Span begin(Segment segment) {
        return EntryPart.begin(this, segment);
    }

    /** The recurrence of the master. */
    public Recurrence recurrence() {
        return new Recurrence(master().rule(), master().additions());
    }

    Series with(
            List<Segment> newSegments,
            List<Override> newOverrides,
            SortedSet<OccurrenceKey> newExclusions,
            Optional<OccurrenceKey> newEnd) {
        return new Series(
                entry,
                calendar,
                uid,
                creator,
                numbering,
                newSegments,
                newOverrides,
                newExclusions,
                newEnd);
    }

    Series on(CalendarId other) {
        return new Series(
                entry, other, uid, creator, numbering, segments, overrides, exclusions, endBefore);
    }

    /** Numbered otherwise: what is known of single occurrences goes along where it can. */
    Series numbered(Numbering other) {
        var renumbered = new TreeMap<OccurrenceKey, Override>();
        for (var override : overrides) {
            numbered(override.key(), other)
                    .ifPresent(key ->
                            renumbered.putIfAbsent(key, new Override(key, override.changes())));
        }
        var excluded = new TreeSet<OccurrenceKey>();
        exclusions.forEach(key -> numbered(key, other).ifPresent(excluded::add));
        return new Series(
                entry,
                calendar,
                uid,
                creator,
                other,
                segments,
                List.copyOf(renumbered.values()),
                excluded,
                Optional.empty());
    }

    private Optional<OccurrenceKey> numbered(OccurrenceKey key, Numbering other) {
        var start = segmentOf(key).startOf(key, numbering);
        var distance = Duration.between(other.anchor(), start).toSeconds();
        return distance % other.stepSeconds() == 0
                ? Optional.of(new OccurrenceKey(distance / other.stepSeconds()))
                : Optional.empty();
    }

    SingleEntry asSingle(Span span, Optional<OccurrenceKey> survivor) {
        return new SingleEntry(
                entry,
                calendar,
                uid,
                creator,
                master().details(),
                span,
                survivor.map(key -> new SingleEntry.Survivor(key, numbering)));
    }

    List<Override> overridesWithout(OccurrenceKey key) {
        var rest = new ArrayList<>(overrides);
        rest.removeIf(o -> o.key().equals(key));
        return rest;
    }

    List<Override> overridesWith(Override own) {
        var all = new ArrayList<>(overrides);
        var place = place(own.key());
        if (place >= 0) {
            all.set(place, own);
        } else {
            all.add(-place - 1, own);
        }
        return all;
    }
}
