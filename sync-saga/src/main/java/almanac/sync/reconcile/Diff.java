package almanac.sync.reconcile;

import almanac.entry.Change;
import almanac.entry.Recurrence;
import almanac.time.Span;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * What turns one snapshot into another of the same frame, field by field.
 *
 * @param details of the single entry or the master
 * @param when another time of it
 * @param repeats another recurrence; present and empty for none any more
 * @param occurrences by name
 */
record Diff(
        SortedMap<Field, Change> details,
        Optional<Moved> when,
        Optional<Optional<Recurrence>> repeats,
        SortedMap<Long, OfOccurrence> occurrences) {

    Diff {
        details = Collections.unmodifiableSortedMap(new TreeMap<>(details));
        occurrences = Collections.unmodifiableSortedMap(new TreeMap<>(occurrences));
    }

    /**
     * @param frame the name that the first start then has
     */
    record Moved(Span span, long frame) {}

    /**
     * @param excluded whether it is excluded now, where that changed
     * @param fields its own values; empty where it has none of its own any more
     */
    record OfOccurrence(Optional<Boolean> excluded, SortedMap<Field, Optional<Change>> fields) {

        static final OfOccurrence NOTHING = new OfOccurrence(Optional.empty(), new TreeMap<>());

        OfOccurrence {
            fields = Collections.unmodifiableSortedMap(new TreeMap<>(fields));
        }

        static OfOccurrence between(Own before, Own after) {
            var fields = new TreeMap<Field, Optional<Change>>();
            var names = new TreeSet<>(before.fields().keySet());
            names.addAll(after.fields().keySet());
            for (var name : names) {
                var value = after.field(name);
                if (!Zones.same(before.field(name), value)) {
                    fields.put(name, value);
                }
            }
            return new OfOccurrence(
                    before.excluded() == after.excluded()
                            ? Optional.empty()
                            : Optional.of(after.excluded()),
                    after.excluded() ? new TreeMap<>() : fields);
        }

        /** An occurrence that somebody changes takes place again. */
        Own applyTo(Own own, Span series) {
            var changed = fields.values().stream().anyMatch(Optional::isPresent);
            if (excluded.orElse(own.excluded() && !changed)) {
                return Own.EXCLUDED;
            }
            var result = new TreeMap<>(own.fields());
            fields.forEach((name, value) -> {
                if (value.isEmpty()) {
                    result.remove(name);
                } else {
                    result.put(name, named(value.get(), series));
                }
            });
            return Own.of(result);
        }

        private static Change named(Change change, Span series) {
            return change instanceof Change.When(var to)
                    ? new Change.When(Zones.inZoneOf(to, series))
                    : change;
        }

        boolean isEmpty() {
            return equals(NOTHING);
        }
    }

    static Diff between(Snapshot before, Snapshot after) {
        var edits = new Edits();
        before.details().changesTo(after.details()).forEach(edits::detail);
        if (!Zones.same(before.span(), after.span())) {
            edits.when(new Moved(after.span(), after.frame()));
        }
        if (!before.recurrence().equals(after.recurrence())) {
            edits.repeats(after.recurrence());
        }
        var keys = new TreeSet<>(before.occurrences().keySet());
        keys.addAll(after.occurrences().keySet());
        for (var key : keys) {
            var diff = OfOccurrence.between(before.own(key), after.own(key));
            if (!diff.isEmpty()) {
                edits.occurrence(key, diff);
            }
        }
        return edits.diff();
    }

    /** These differences without some fields. */
    Diff without(Predicate<Field> left) {
        var edits = new Edits();
        details.forEach((field, change) -> {
            if (!left.test(field)) {
                edits.detail(change);
            }
        });
        when.filter(moved -> !left.test(Field.WHEN)).ifPresent(edits::when);
        repeats.filter(recurrence -> !left.test(Field.REPEATS)).ifPresent(edits::repeats);
        occurrences.forEach((key, diff) -> {
            diff.excluded()
                    .filter(excluded -> !left.test(Field.EXISTENCE))
                    .ifPresent(excluded -> edits.excluded(key, excluded));
            diff.fields()
                    .forEach((field, value) -> {
                        if (!left.test(field)) {
                            edits.own(key, field, value);
                        }
                    });
        });
        return edits.diff();
    }

    OfOccurrence occurrence(long key) {
        return occurrences.getOrDefault(key, OfOccurrence.NOTHING);
    }

    /** All that differs anywhere. */
    SortedSet<Field> fields() {
        var fields = new TreeSet<>(details.keySet());
        when.ifPresent(moved -> fields.add(Field.WHEN));
        repeats.ifPresent(recurrence -> fields.add(Field.REPEATS));
        occurrences
                .values()
                .forEach(own -> {
                    own.excluded().ifPresent(excluded -> fields.add(Field.EXISTENCE));
                    fields.addAll(own.fields().keySet());
                });
        return fields;
    }

    boolean isEmpty() {
        return details.isEmpty() && when.isEmpty() && repeats.isEmpty() && occurrences.isEmpty();
    }

    /** What takes the fields named here back to what they were before. */
    Diff backTo(Snapshot before, Snapshot now) {
        var edits = new Edits();
        now.details().changesTo(before.details()).stream()
                .filter(change -> details.containsKey(Field.of(change)))
                .forEach(edits::detail);
        when.ifPresent(moved -> edits.when(new Moved(before.span(), before.frame())));
        repeats.ifPresent(recurrence -> edits.repeats(before.recurrence()));
        occurrences.forEach((key, diff) -> {
            var was = before.own(key);
            diff.excluded()
                    .ifPresent(excluded -> {
                        edits.excluded(key, was.excluded());
                        was.fields()
                                .forEach((field, value) ->
                                        edits.own(key, field, Optional.of(value)));
                    });
            diff.fields().keySet().forEach(field -> edits.own(key, field, was.field(field)));
        });
        return edits.diff();
    }
}
