package almanac.entry;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** What the facts about one segment do to a series. */
final class SegmentFold {

    private SegmentFold() {}

    static Series updated(Series series, OccurrenceKey from, List<Change> changes) {
        return replace(
                series,
                from,
                segment -> {
                    var result = segment;
                    for (var change : changes) {
                        result = result.with(change);
                    }
                    return result;
                });
    }

    static Series rescheduled(Series series, EntryFact.SegmentRescheduled fact) {
        var opened =
                series.segmentAt(fact.from()).isPresent() ? series : reopened(series, fact.from());
        var replaced = replace(opened, fact.from(), segment -> segment.rescheduled(fact));
        var last = replaced.segments().getLast().from().equals(fact.from());
        return replaced.with(
                replaced.segments(),
                replaced.overrides(),
                replaced.exclusions(),
                last ? Optional.empty() : replaced.endBefore());
    }

    /** A series that ended earlier goes on from this key; what lies between stays empty. */
    private static Series reopened(Series series, OccurrenceKey from) {
        var end =
                series.endBefore()
                        .filter(limit -> limit.compareTo(from) <= 0)
                        .orElseThrow(() -> noSegment(series, from));
        var last = series.segments().getLast();
        var segments = new ArrayList<>(series.segments());
        if (end.compareTo(from) < 0) {
            segments.add(last.beginning(end).deleted());
        }
        segments.add(last.beginning(from));
        return series.with(segments, series.overrides(), series.exclusions(), Optional.empty());
    }

    static Series deleted(Series series, OccurrenceKey from) {
        var exclusions = new TreeSet<>(series.exclusions());
        exclusions.removeIf(key -> series.segmentOf(key).from().equals(from));
        var overrides =
                series.overrides().stream()
                        .filter(own -> !series.segmentOf(own.key()).from().equals(from))
                        .toList();
        var rest = replace(series, from, Segment::deleted);
        return rest.with(rest.segments(), overrides, exclusions, rest.endBefore());
    }

    private static Series replace(
            Series series, OccurrenceKey from, UnaryOperator<Segment> change) {
        var segment = series.segmentAt(from).orElseThrow(() -> noSegment(series, from));
        var segments = new ArrayList<>(series.segments());
        segments.set(segments.indexOf(segment), change.apply(segment));
        return series.with(segments, series.overrides(), series.exclusions(), series.endBefore());
    }

    private static IllegalStateException noSegment(Series series, OccurrenceKey from) {
        return new IllegalStateException(
                "no segment of " + series.entry() + " begins at " + from.slot());
    }
}
