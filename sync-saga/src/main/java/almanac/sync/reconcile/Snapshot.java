package almanac.sync.reconcile;

import almanac.entry.Change;
import almanac.entry.Details;
import almanac.entry.ImportedEntry;
import almanac.entry.ImportedEntry.ImportedOverride;
import almanac.entry.OccurrenceKey;
import almanac.entry.Recurrence;
import almanac.entry.Segment;
import almanac.recurrence.Budget;
import almanac.time.Span;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * One object, flattened into fields. An occurrence is named by how many seconds of wall clock its
 * original start lies behind the object's first start, so that a series that was moved as a whole
 * still has the same occurrences under the same names. Two snapshots with such names can only be
 * compared within one {@code frame}: where the beginning of a series was cut off, the names of what
 * is left must not change ({@link Alignment} tells which of the two it was).
 *
 * @param frame the name that the first start has
 * @param occurrences by name, those that have something of their own
 */
record Snapshot(
        String uid,
        Details details,
        Span span,
        Optional<Recurrence> recurrence,
        long frame,
        SortedMap<Long, Own> occurrences) {

    Snapshot {
        occurrences = Collections.unmodifiableSortedMap(new TreeMap<>(occurrences));
    }

    /**
     * Flattens. Of an occurrence that is excluded and changed too, the change counts; one whose
     * change says nothing is kept as such. What excludes a day that the recurrence does not have
     * says nothing (docs/adr/0035): once another rule has that day, it is news.
     */
    static Snapshot of(ImportedEntry content) {
        var master =
                new Snapshot(
                        content.uid(),
                        content.details(),
                        content.span(),
                        content.recurrence(),
                        0,
                        new TreeMap<>());
        var occurrences = new TreeMap<Long, Own>();
        content.exclusions().stream()
                .filter(master::says)
                .forEach(start -> occurrences.put(master.key(start), Own.EXCLUDED));
        content.overrides()
                .forEach(each ->
                        occurrences.put(master.key(each.originalStart()), master.own(each)));
        return master.with(occurrences);
    }

    /** The inverse of {@link #of}; exceptions come in the order of their original starts. */
    ImportedEntry content() {
        List<LocalDateTime> exclusions = new ArrayList<>();
        List<ImportedOverride> overrides = new ArrayList<>();
        occurrences.forEach((key, own) -> {
            if (own.excluded()) {
                exclusions.add(startOf(key));
            } else {
                overrides.add(new ImportedOverride(startOf(key), details(own), span(key)));
            }
        });
        return new ImportedEntry(uid, details, span, recurrence, exclusions, overrides);
    }

    /** The name of the occurrence of that original start. */
    long key(LocalDateTime start) {
        return frame + Duration.between(span.localStart(), start).toSeconds();
    }

    /** The original start of an occurrence, in the series' zone. */
    LocalDateTime startOf(long key) {
        return span.localStart().plusSeconds(key - frame);
    }

    Own own(long key) {
        return occurrences.getOrDefault(key, Own.NOTHING);
    }

    private Own own(ImportedOverride override) {
        var fields = new TreeMap<Field, Change>();
        details.changesTo(override.details())
                .forEach(change -> fields.put(Field.of(change), change));
        var start = override.originalStart();
        // outside of the rule an occurrence is there only because it says when
        if (!override.span().equals(segment().at(start)) || !says(start)) {
            fields.put(Field.WHEN, new Change.When(override.span()));
        }
        return Own.of(fields);
    }

    private Details details(Own own) {
        return details.withAll(List.copyOf(own.fields().values()));
    }

    /** What the occurrence says, apart from when. */
    Details details(long key) {
        return details(own(key));
    }

    /** When the occurrence takes place, as if it were not excluded. */
    Span span(long key) {
        return own(key).field(Field.WHEN).orElse(null) instanceof Change.When(var to)
                ? to
                : segment().at(startOf(key));
    }

    /** Whether the recurrence gives an occurrence of that name, excluded or not. */
    boolean says(long key) {
        return says(startOf(key));
    }

    /** Whether there is an occurrence of that name: by the recurrence, or by a time of its own. */
    boolean takesPlace(long key) {
        return !own(key).excluded() && (own(key).field(Field.WHEN).isPresent() || says(key));
    }

    boolean says(LocalDateTime start) {
        var whole = start.withNano(0);
        return recurrence.isPresent()
                && segment()
                        .starts()
                        .startsBetween(whole, whole.plusSeconds(1), Budget.usual())
                        .hasNext();
    }

    Segment segment() {
        return new Segment(
                OccurrenceKey.FIRST,
                details,
                span,
                recurrence.flatMap(Recurrence::rule),
                recurrence.map(Recurrence::additions).orElse(List.of()),
                0);
    }

    /** The same object, whose first start has another name. */
    Snapshot inFrame(long other) {
        var moved = new TreeMap<Long, Own>();
        occurrences.forEach((key, own) -> moved.put(key - frame + other, own));
        return new Snapshot(uid, details, span, recurrence, other, moved);
    }

    Snapshot with(SortedMap<Long, Own> others) {
        return new Snapshot(uid, details, span, recurrence, frame, others);
    }

    /** Only those have a place that have something of their own. */
    static void put(SortedMap<Long, Own> occurrences, long key, Own own) {
        if (own.equals(Own.NOTHING)) {
            occurrences.remove(key);
        } else {
            occurrences.put(key, own);
        }
    }

    /** The same object with these differences. Zones keep the names that they have here. */
    Snapshot with(Diff diff) {
        var occurrencesNow = new TreeMap<>(occurrences);
        var spanNow = diff.when().map(moved -> Zones.inZoneOf(moved.span(), span)).orElse(span);
        diff.occurrences()
                .forEach((key, each) -> put(occurrencesNow, key, each.applyTo(own(key), spanNow)));
        var repeats = diff.repeats().orElse(recurrence);
        return new Snapshot(
                uid,
                details.withAll(List.copyOf(diff.details().values())),
                spanNow,
                repeats,
                diff.when().map(Diff.Moved::frame).orElse(frame),
                repeats.isPresent() ? occurrencesNow : new TreeMap<>());
    }
}
