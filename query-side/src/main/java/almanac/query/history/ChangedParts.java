package almanac.query.history;

import almanac.entry.EntryNumber;
import almanac.entry.EntryState;
import almanac.entry.Occurrence;
import almanac.entry.OccurrenceKey;
import almanac.entry.Scope;
import almanac.entry.Segment;
import almanac.entry.Series;
import almanac.history.FieldChange;
import almanac.history.PartChange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Where two states of a series differ beside its first part: from an occurrence on, and in single
 * occurrences that have something of their own in either.
 */
final class ChangedParts {

    private final Series now;
    private final Series then;
    private final List<PartChange> parts = new ArrayList<>();

    private ChangedParts(Series now, Series then) {
        this.now = now;
        this.then = then;
    }

    /** Empty where the two do not name their occurrences alike. */
    static List<PartChange> of(EntryState now, EntryState then) {
        return now instanceof Series series
                        && then instanceof Series other
                        && series.numbering().equals(other.numbering())
                ? new ChangedParts(series, other).found()
                : List.of();
    }

    private List<PartChange> found() {
        begins().forEach(this::from);
        var own = own();
        var before = now.occurrences(own);
        var after = then.occurrences(own);
        own.forEach(key ->
                add(key, Scope.THIS, Fields.changes(fields(before, key), fields(after, key))));
        parts.sort(Comparator.comparing(part -> part.number().occurrence().orElseThrow()));
        return parts;
    }

    /** Where a later part begins, or nothing takes place any more, in either. */
    private Set<OccurrenceKey> begins() {
        var keys = new TreeSet<OccurrenceKey>();
        for (var series : List.of(now, then)) {
            series.segments().stream().map(Segment::from).forEach(keys::add);
            series.endBefore().ifPresent(keys::add);
        }
        keys.remove(OccurrenceKey.FIRST);
        return keys;
    }

    private void from(OccurrenceKey key) {
        var part = new EntryFields.Part.From(key);
        add(
                key,
                Scope.FUTURE,
                Fields.changes(EntryFields.of(now, part), EntryFields.of(then, part)));
    }

    private Set<OccurrenceKey> own() {
        var keys = new TreeSet<OccurrenceKey>();
        for (var series : List.of(now, then)) {
            series.overrides().stream().map(Series.Override::key).forEach(keys::add);
            keys.addAll(series.exclusions());
        }
        keys.removeIf(key ->
                now.overrideOf(key).equals(then.overrideOf(key))
                        && now.exclusions().contains(key) == then.exclusions().contains(key));
        return keys;
    }

    private static Map<String, Object> fields(
            Map<OccurrenceKey, Occurrence> there, OccurrenceKey key) {
        return Optional.ofNullable(there.get(key)).map(EntryFields::of).orElse(Map.of());
    }

    private void add(OccurrenceKey key, Scope scope, Map<String, FieldChange> changes) {
        if (!changes.isEmpty() && EntryNumber.reaches(key)) {
            parts.add(
                    new PartChange(
                            EntryNumber.of(then.entry(), key),
                            scope,
                            then.segmentOf(key).startOf(key, then.numbering()),
                            changes));
        }
    }
}
