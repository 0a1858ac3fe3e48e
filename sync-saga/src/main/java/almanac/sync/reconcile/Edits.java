package almanac.sync.reconcile;

import almanac.entry.Change;
import almanac.entry.Recurrence;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Collects a {@link Diff}. */
final class Edits {

    private final SortedMap<Field, Change> details = new TreeMap<>();
    private final SortedMap<Long, Diff.OfOccurrence> occurrences = new TreeMap<>();
    private Optional<Diff.Moved> when = Optional.empty();
    private Optional<Optional<Recurrence>> repeats = Optional.empty();

    void detail(Change change) {
        details.put(Field.of(change), change);
    }

    void when(Diff.Moved moved) {
        when = Optional.of(moved);
    }

    void repeats(Optional<Recurrence> recurrence) {
        repeats = Optional.of(recurrence);
    }

    void occurrence(long key, Diff.OfOccurrence diff) {
        occurrences.put(key, diff);
    }

    void excluded(long key, boolean excluded) {
        var now = occurrence(key);
        occurrences.put(key, new Diff.OfOccurrence(Optional.of(excluded), now.fields()));
    }

    void own(long key, Field field, Optional<Change> value) {
        var now = occurrence(key);
        var fields = new TreeMap<>(now.fields());
        fields.put(field, value);
        occurrences.put(key, new Diff.OfOccurrence(now.excluded(), fields));
    }

    /** Whether another time or recurrence is among them. */
    boolean areOfTiming() {
        return when.isPresent() || repeats.isPresent();
    }

    private Diff.OfOccurrence occurrence(long key) {
        return occurrences.getOrDefault(key, Diff.OfOccurrence.NOTHING);
    }

    Diff diff() {
        return new Diff(details, when, repeats, occurrences);
    }
}
