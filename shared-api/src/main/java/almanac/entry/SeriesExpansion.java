package almanac.entry;

import almanac.recurrence.Budget;
import almanac.recurrence.BudgetExceeded;
import almanac.time.Span;
import almanac.time.Window;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Computes the occurrences of a series; no step is taken outside of what is asked. */
final class SeriesExpansion {

    private final Series series;
    private final Map<OccurrenceKey, Series.Override> overridden = new HashMap<>();

    SeriesExpansion(Series series) {
        this.series = series;
        series.overrides().forEach(o -> overridden.put(o.key(), o));
    }

    List<Occurrence> within(Window window, int limit) {
        var found = new ArrayList<Occurrence>();
        var budget = Budget.usual();
        for (var i = 0; i < series.segments().size(); i++) {
            collect(i, window, limit, budget, found);
        }
        for (var override : series.overrides()) {
            if (stands(override.key()) && spanOf(override).touches(window)) {
                found.add(different(override));
            }
        }
        found.sort(
                Comparator.comparing((Occurrence o) -> o.span().startsAt(window.zone()))
                        .thenComparing(Occurrence::originalStart));
        return found.size() > limit + 1
                ? List.copyOf(found.subList(0, limit + 1))
                : List.copyOf(found);
    }

    private void collect(
            int index, Window window, int limit, Budget budget, List<Occurrence> found) {
        var segment = series.segments().get(index);
        if (segment.gone()) {
            return;
        }
        var zone = segment.first() instanceof Span.AllDay ? window.zone() : segment.zone();
        var lower =
                max(
                        local(window.from(), zone).minus(segment.reach()),
                        segment.begins(series.numbering()));
        var upper = min(local(window.to(), zone).plusHours(26), upperBound(index));
        var starts = segment.starts().startsBetween(lower, upper, budget);
        while (starts.hasNext() && found.size() <= limit) {
            var start = starts.next();
            var key = segment.keyOf(start, series.numbering());
            if (stands(key) && !overridden.containsKey(key)) {
                var span = segment.at(start);
                if (span.touches(window)) {
                    found.add(plain(key, segment, span, start));
                }
            }
        }
    }

    private boolean stands(OccurrenceKey key) {
        return !series.exclusions().contains(key) && !series.ended(key);
    }

    Optional<Occurrence> occurrence(OccurrenceKey key) {
        if (!stands(key)) {
            return Optional.empty();
        }
        return Optional.ofNullable(overridden.get(key)).map(this::different).or(() -> regular(key));
    }

    Map<OccurrenceKey, Occurrence> occurrences(Collection<OccurrenceKey> keys) {
        var standing = keys.stream().filter(this::stands).toList();
        var plain = standing.stream().filter(key -> !overridden.containsKey(key)).toList();
        var found = new TreeMap<>(RuledKeys.of(series, plain));
        for (var key : standing) {
            Optional.ofNullable(overridden.get(key))
                    .ifPresent(own -> found.put(key, different(own)));
        }
        return found;
    }

    /** What the rule says of a key, apart from exclusions and overrides. */
    Optional<Occurrence> regular(OccurrenceKey key) {
        var segment = series.segmentOf(key);
        var start = segment.startOf(key, series.numbering());
        var starts = segment.starts().startsBetween(start, start.plusSeconds(1), Budget.usual());
        return starts.hasNext() && !segment.gone() && !series.ended(key)
                ? Optional.of(plain(key, segment, segment.at(start), start))
                : Optional.empty();
    }

    private Occurrence plain(OccurrenceKey key, Segment segment, Span span, LocalDateTime start) {
        return new Occurrence(
                series.entry(), Optional.of(key), segment.details(), span, start, false);
    }

    private Occurrence different(Series.Override override) {
        var segment = series.segmentOf(override.key());
        return new Occurrence(
                series.entry(),
                Optional.of(override.key()),
                segment.details().withAll(override.changes()),
                spanOf(override),
                segment.startOf(override.key(), series.numbering()),
                true);
    }

    private Span spanOf(Series.Override override) {
        for (var change : override.changes()) {
            if (change instanceof Change.When(var to)) {
                return to;
            }
        }
        var segment = series.segmentOf(override.key());
        return segment.at(segment.startOf(override.key(), series.numbering()));
    }

    /** The first by key, in the order of time: a part may have been moved before an earlier one. */
    List<Occurrence> head(int limit) {
        var found = new TreeMap<OccurrenceKey, Occurrence>();
        var budget = Budget.usual();
        try {
            for (var i = 0; i < series.segments().size() && found.size() < limit; i++) {
                addFirst(i, limit, budget, found);
            }
        } catch (BudgetExceeded tooSparse) {
            // the ones found are the head: what comes next lies too far away to be looked for
        }
        overridden.forEach((key, override) -> {
            if (stands(key)) {
                found.put(key, different(override));
            }
        });
        return found.values().stream()
                .limit(limit)
                .sorted(Comparator.comparing(Occurrence::originalStart))
                .toList();
    }

    private void addFirst(
            int index, int limit, Budget budget, Map<OccurrenceKey, Occurrence> found) {
        var segment = series.segments().get(index);
        if (segment.gone()) {
            return;
        }
        var starts =
                segment.starts()
                        .startsBetween(
                                segment.begins(series.numbering()), upperBound(index), budget);
        while (found.size() < limit && starts.hasNext()) {
            var start = starts.next();
            var key = segment.keyOf(start, series.numbering());
            if (stands(key)) {
                found.put(key, plain(key, segment, segment.at(start), start));
            }
        }
    }

    Extent extent() {
        var from = Window.END_OF_TIME;
        var to = Window.BEGINNING;
        for (var i = 0; i < series.segments().size(); i++) {
            var segment = series.segments().get(i);
            if (segment.gone()) {
                continue;
            }
            var first =
                    segment.additions().stream()
                            .reduce(segment.first().localStart(), SeriesExpansion::min);
            var bound = min(lastOf(segment), upperBound(i));
            from =
                    earlier(
                            from,
                            segment.at(max(first, segment.begins(series.numbering())))
                                    .startsAt(ZoneOffset.MAX));
            to =
                    later(
                            to,
                            bound.equals(LocalDateTime.MAX)
                                    ? Window.END_OF_TIME
                                    : bound.plus(segment.reach()).toInstant(ZoneOffset.MIN));
        }
        for (var override : series.overrides()) {
            var span = spanOf(override);
            from = earlier(from, span.startsAt(ZoneOffset.MAX));
            to = later(to, span.endsAt(ZoneOffset.MIN));
        }
        return new Extent(from, to.isAfter(Window.END_OF_TIME) ? Window.END_OF_TIME : to);
    }

    private static LocalDateTime lastOf(Segment segment) {
        try {
            return segment.starts().last().orElse(LocalDateTime.MAX);
        } catch (BudgetExceeded tooLong) {
            return LocalDateTime.MAX;
        }
    }

    /**
     * Exclusive: where the next segment takes over or the series ends, in this segment's own time.
     */
    private LocalDateTime upperBound(int index) {
        var segment = series.segments().get(index);
        var next =
                index + 1 < series.segments().size()
                        ? segment.startOf(
                                series.segments().get(index + 1).from(), series.numbering())
                        : LocalDateTime.MAX;
        return series.endBefore()
                .map(end -> min(next, segment.startOf(end, series.numbering())))
                .orElse(next);
    }

    private static LocalDateTime local(java.time.Instant instant, ZoneId zone) {
        return LocalDateTime.ofInstant(instant, zone);
    }

    private static LocalDateTime max(LocalDateTime a, LocalDateTime b) {
        return a.isAfter(b) ? a : b;
    }

    private static LocalDateTime min(LocalDateTime a, LocalDateTime b) {
        return a.isBefore(b) ? a : b;
    }

    private static java.time.Instant earlier(java.time.Instant a, java.time.Instant b) {
        return a.isBefore(b) ? a : b;
    }

    private static java.time.Instant later(java.time.Instant a, java.time.Instant b) {
        return a.isAfter(b) ? a : b;
    }
}
