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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What makes the exceptions within one segment those of an object, and touches no other. Each is
 * about the very start that it names: where a series counts whole days, one that names another time
 * leaves the occurrence of that day alone.
 */
final class PartExceptions {

    private final Series series;
    private final Segment segment;
    private final Map<OccurrenceKey, ImportedOverride> overrides = new TreeMap<>();
    private final SortedSet<OccurrenceKey> exclusions = new TreeSet<>();

    /** What takes place of the keys that either side has exceptions at, with nothing of its own. */
    private final Map<OccurrenceKey, Occurrence> plain;

    /** What takes place of them as they are. */
    private final Map<OccurrenceKey, Occurrence> standing;

    private final List<EntryFact> facts = new ArrayList<>();

    /**
     * @param content with its exceptions by the starts that they name, see {@link NamedStarts}
     */
    PartExceptions(Series series, Segment segment, ImportedEntry content) {
        this.series = series;
        this.segment = segment;
        for (var own : content.overrides()) {
            key(own.originalStart())
                    .ifPresent(key ->
                            overrides.merge(
                                    key, own, (one, other) -> names(key, other) ? other : one));
        }
        content.exclusions().forEach(start -> key(start).ifPresent(exclusions::add));
        var mentioned = new HashSet<>(exclusions);
        mentioned.addAll(overrides.keySet());
        series.exclusions().stream().filter(this::within).forEach(mentioned::add);
        ownHere().filter(this::within).forEach(mentioned::add);
        this.plain = series.ruled(mentioned);
        this.standing = series.occurrences(mentioned);
        overrides
                .entrySet()
                .removeIf(own ->
                        plain.containsKey(own.getKey()) && !names(own.getKey(), own.getValue()));
        // some objects list a changed occurrence under EXDATE too: what it says is kept
        exclusions.removeAll(overrides.keySet());
    }

    private boolean names(OccurrenceKey key, ImportedOverride own) {
        return segment.startOf(key, series.numbering()).equals(own.originalStart().withNano(0));
    }

    List<EntryFact> facts() {
        exclusions.stream()
                .filter(key -> !series.exclusions().contains(key))
                .forEach(key -> facts.add(new EntryFact.OccurrenceDeleted(series.entry(), key)));
        overrides.forEach(this::differ);
        Stream.concat(
                        ownHere().filter(key -> !silent(key)),
                        // one of what the rule does not say is not missed by an object
                        series.exclusions().stream().filter(plain::containsKey))
                .filter(key ->
                        within(key) && !overrides.containsKey(key) && !exclusions.contains(key))
                .distinct()
                .forEach(this::restore);
        return facts;
    }

    private Stream<OccurrenceKey> ownHere() {
        return series.overrides().stream().map(Series.Override::key);
    }

    /** Who says what the rule says is mentioned by no object and missed in none. */
    private boolean silent(OccurrenceKey key) {
        return Optional.ofNullable(plain.get(key))
                .flatMap(rule -> Optional.ofNullable(standing.get(key)).filter(rule::saysTheSameAs))
                .isPresent();
    }

    /**
     * What makes the occurrences that the object changes what it says, and leaves all others as
     * they are; empty where it names a start that the segment does not have.
     */
    Optional<List<EntryFact>> changes() {
        if (overrides.isEmpty() || !overrides.entrySet().stream().allMatch(this::stands)) {
            return Optional.empty();
        }
        overrides.forEach(this::differ);
        return Optional.of(facts);
    }

    private boolean stands(Map.Entry<OccurrenceKey, ImportedOverride> own) {
        var key = own.getKey();
        return (plain.containsKey(key) || standing.containsKey(key)) && names(key, own.getValue());
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
        var unchanged = Optional.ofNullable(plain.get(key));
        var excluded = series.exclusions().contains(key);
        var now = excluded ? unchanged : Optional.ofNullable(standing.get(key));
        if (excluded) {
            restore(key);
        }
        if (now.filter(own -> says(own, wanted)).isPresent()) {
            return;
        }
        if (!excluded && unchanged.filter(rule -> says(rule, wanted)).isPresent()) {
            restore(key);
            return;
        }
        var details = now.map(Occurrence::details).orElse(segment.details());
        var changes = new ArrayList<>(details.changesTo(wanted.details()));
        if (now.filter(own -> own.span().equals(wanted.span())).isEmpty()) {
            changes.add(new Change.When(wanted.span()));
        }
        facts.add(new EntryFact.OccurrenceUpdated(series.entry(), key, changes));
    }

    private static boolean says(Occurrence occurrence, ImportedOverride wanted) {
        return occurrence.details().equals(wanted.details())
                && occurrence.span().equals(wanted.span());
    }
}
