package almanac.command.entry;

import almanac.entry.Change;
import almanac.entry.EntryFact;
import almanac.entry.ImportedEntry;
import almanac.entry.ImportedEntry.ImportedOverride;
import almanac.entry.Occurrence;
import almanac.entry.OccurrenceKey;
import almanac.entry.Segment;
import almanac.entry.Series;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** What makes the exceptions within one segment those of an object, and touches no other. */
final class PartExceptions {

    private final Series series;
    private final Segment segment;
    private final Map<OccurrenceKey, ImportedOverride> overrides = new TreeMap<>();
    private final SortedSet<OccurrenceKey> exclusions = new TreeSet<>();
    private final List<EntryFact> facts = new ArrayList<>();

    PartExceptions(Series series, Segment segment, ImportedEntry content) {
        this.series = series;
        this.segment = segment;
        content.overrides()
                .forEach(own -> key(own.originalStart()).ifPresent(key -> overrides.put(key, own)));
        // some objects list a changed occurrence under EXDATE too: what it says is kept
        content.exclusions().stream()
                .flatMap(start -> key(start).stream())
                .filter(key -> !overrides.containsKey(key))
                .forEach(exclusions::add);
    }

    List<EntryFact> facts() {
        exclusions.stream()
                .filter(key -> !series.exclusions().contains(key))
                .forEach(key -> facts.add(new EntryFact.OccurrenceDeleted(series.entry(), key)));
        overrides.forEach(this::differ);
        Stream.concat(
                        series.overrides().stream().map(Series.Override::key),
                        series.exclusions().stream())
                .filter(key ->
                        within(key) && !overrides.containsKey(key) && !exclusions.contains(key))
                .distinct()
                .forEach(this::restore);
        return facts;
    }

    /** Empty for a start that has no key in the segment: it is none of its occurrences. */
    private Optional<OccurrenceKey> key(LocalDateTime start) {
        try {
            return Optional.of(segment.keyOf(start.withNano(0), series.numbering()))
                    .filter(this::within);
        } catch (IllegalArgumentException betweenTwoSteps) {
            return Optional.empty();
        }
    }

    private boolean within(OccurrenceKey key) {
        return series.segmentOf(key).from().equals(segment.from())
                && key.compareTo(segment.from()) >= 0
                && series.endOf(segment).map(end -> key.compareTo(end) < 0).orElse(true);
    }

    private void restore(OccurrenceKey key) {
        facts.add(new EntryFact.OccurrenceRestored(series.entry(), key));
    }

    private void differ(OccurrenceKey key, ImportedOverride wanted) {
        var plain = plain(key);
        var excluded = series.exclusions().contains(key);
        var standing = excluded ? plain : series.occurrence(key);
        if (excluded) {
            restore(key);
        }
        if (standing.filter(now -> says(now, wanted)).isPresent()) {
            return;
        }
        if (!excluded && plain.filter(rule -> says(rule, wanted)).isPresent()) {
            restore(key);
            return;
        }
        var details = standing.map(Occurrence::details).orElse(segment.details());
        var changes = new ArrayList<>(details.changesTo(wanted.details()));
        if (standing.filter(now -> now.span().equals(wanted.span())).isEmpty()) {
            changes.add(new Change.When(wanted.span()));
        }
        facts.add(new EntryFact.OccurrenceUpdated(series.entry(), key, changes));
    }

    /** The occurrence as it is with nothing of its own. */
    private Optional<Occurrence> plain(OccurrenceKey key) {
        return series.evolve(new EntryFact.OccurrenceRestored(series.entry(), key))
                        instanceof Series rest
                ? rest.occurrence(key)
                : Optional.empty();
    }

    private static boolean says(Occurrence occurrence, ImportedOverride wanted) {
        return occurrence.details().equals(wanted.details())
                && occurrence.span().equals(wanted.span());
    }
}
