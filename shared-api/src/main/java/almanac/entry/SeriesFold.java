package almanac.entry;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** What each fact does to a series. */
final class SeriesFold {

    private SeriesFold() {}

    static EntryState evolve(Series series, EntryFact fact) {
        return switch (fact) {
            case EntryFact.EntryUpdated(var id, var changes) ->
                    apply(series, OccurrenceKey.FIRST, changes);
            case EntryFact.FollowingUpdated(var id, var from, var changes) ->
                    apply(series, from, changes);
            case EntryFact.OccurrenceUpdated(var id, var key, var changes) ->
                    differ(series, key, changes);
            case EntryFact.OccurrenceDeleted(var id, var key) -> exclude(series, key);
            case EntryFact.OccurrenceRestored(var id, var key) -> restore(series, key);
            case EntryFact.FollowingDeleted(var id, var from) -> end(series, from);
            case EntryFact.SegmentUpdated(var id, var from, var changes) ->
                    SegmentFold.updated(series, from, changes);
            case EntryFact.SegmentRescheduled rescheduled ->
                    SegmentFold.rescheduled(series, rescheduled);
            case EntryFact.SegmentDeleted(var id, var from) -> SegmentFold.deleted(series, from);
            case EntryFact.EntryMoved(var id, var from, var to) -> series.on(to);
            case EntryFact.EntryDeleted(var id, var calendar) -> new EntryState.Deleted(calendar);
            case EntryFact.EntryRestored(var id, var content) -> content;
            case EntryFact.EntryCreated created ->
                    throw new IllegalStateException(
                            "a series stands, so this cannot follow: " + fact);
        };
    }

    private static EntryState apply(Series series, OccurrenceKey from, List<Change> changes) {
        EntryState state = series;
        for (var change : changes) {
            state =
                    switch (state) {
                        case Series s -> apply(s, from, change);
                        case EntryState other ->
                                other.evolve(
                                        new EntryFact.EntryUpdated(
                                                series.entry(), List.of(change)));
                    };
        }
        return state;
    }

    private static EntryState apply(Series series, OccurrenceKey from, Change change) {
        return change instanceof Change.Repeats repeats
                ? repeat(series, from, repeats)
                : change(series, from, change);
    }

    private static Series change(Series series, OccurrenceKey from, Change change) {
        var segments = new ArrayList<Segment>();
        for (var segment : split(series, from)) {
            segments.add(segment.from().compareTo(from) >= 0 ? segment.with(change) : segment);
        }
        var changed =
                series.with(segments, series.overrides(), series.exclusions(), series.endBefore());
        var reach = new OverrideReach(series, changed, change);
        var overrides =
                series.overrides().stream()
                        .map(o -> o.key().compareTo(from) >= 0 ? reach.over(o) : o)
                        .filter(o -> !o.changes().isEmpty())
                        .toList();
        return series.with(segments, overrides, series.exclusions(), series.endBefore());
    }

    private static List<Segment> split(Series series, OccurrenceKey from) {
        var segments = new ArrayList<>(series.segments());
        if (from.equals(OccurrenceKey.FIRST)
                || segments.stream().anyMatch(segment -> segment.from().equals(from))) {
            return segments;
        }
        var ruling = series.segmentOf(from);
        segments.add(segments.indexOf(ruling) + 1, ruling.beginning(from));
        return segments;
    }

    private static EntryState repeat(Series series, OccurrenceKey from, Change.Repeats change) {
        if (change.to().isEmpty()) {
            return series.asSingle(change.first(), change.survivor());
        }
        var numbered = change.numbering().map(series::numbered).orElse(series);
        var recurrence = change.to().get();
        var ruling =
                from.equals(OccurrenceKey.FIRST) ? numbered.master() : numbered.segmentOf(from);
        var anchor =
                from.equals(OccurrenceKey.FIRST)
                        ? numbered.numbering().anchor()
                        : new Segment(
                                        from,
                                        ruling.details(),
                                        change.first(),
                                        Optional.empty(),
                                        List.of(),
                                        0)
                                .startOf(from, numbered.numbering());
        var begun =
                new Segment(
                        from,
                        ruling.details(),
                        change.first(),
                        recurrence.rule(),
                        recurrence.additions(),
                        Duration.between(anchor, change.first().localStart()).toSeconds());
        var segments = new ArrayList<Segment>();
        numbered.segments().stream()
                .filter(s -> s.from().compareTo(from) < 0)
                .forEach(segments::add);
        segments.add(begun);
        var renewed =
                numbered.with(
                        segments, numbered.overrides(), numbered.exclusions(), Optional.empty());
        var expansion = new SeriesExpansion(renewed);
        var kept =
                renewed.overrides().stream()
                        .filter(o ->
                                o.key().compareTo(from) < 0
                                        || expansion.regular(o.key()).isPresent())
                        .toList();
        return renewed.with(segments, kept, renewed.exclusions(), Optional.empty());
    }

    private static Series differ(Series series, OccurrenceKey key, List<Change> changes) {
        var merged =
                new ArrayList<Change>(
                        series.overrideOf(key).map(Series.Override::changes).orElse(List.of()));
        changes.forEach(change -> merge(merged, change));
        var overrides = series.overridesWith(new Series.Override(key, merged));
        return series.with(series.segments(), overrides, series.exclusions(), series.endBefore());
    }

    /**
     * An override tells of each person first whether they are invited, then what they answered; who
     * was gone from this occurrence and comes back has not answered for it.
     */
    private static void merge(List<Change> merged, Change change) {
        var back =
                change instanceof Change.Invited(var to)
                                && merged.stream().anyMatch(own -> gone(own, to.address()))
                        ? Optional.of(new Change.Answered(to.address(), Answer.NONE))
                        : Optional.<Change>empty();
        merged.removeIf(change::replaces);
        if (change instanceof Change.Invited || change instanceof Change.Uninvited) {
            merged.addFirst(change);
        } else {
            merged.add(change);
        }
        back.ifPresent(merged::add);
    }

    private static boolean gone(Change change, MailAddress who) {
        return change instanceof Change.Uninvited(var address) && address.same(who);
    }

    private static Series exclude(Series series, OccurrenceKey key) {
        var exclusions = new TreeSet<>(series.exclusions());
        exclusions.add(key);
        return series.with(
                series.segments(), series.overridesWithout(key), exclusions, series.endBefore());
    }

    private static Series restore(Series series, OccurrenceKey key) {
        var exclusions = new TreeSet<>(series.exclusions());
        exclusions.remove(key);
        return series.with(
                series.segments(), series.overridesWithout(key), exclusions, series.endBefore());
    }

    private static Series end(Series series, OccurrenceKey from) {
        return series.with(
                series.segments().stream().filter(s -> s.from().compareTo(from) < 0).toList(),
                series.overrides().stream().filter(o -> o.key().compareTo(from) < 0).toList(),
                new TreeSet<>(series.exclusions().headSet(from)),
                Optional.of(
                        series.endBefore().filter(end -> end.compareTo(from) < 0).orElse(from)));
    }
}
