package almanac.sync.reconcile;

import almanac.entry.Change;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What one occurrence has of its own.
 *
 * @param excluded whether it does not take place; then there are no fields
 * @param fields those in which it differs from its series; a time is absolute
 */
record Own(boolean excluded, SortedMap<Field, Change> fields) {

    static final Own NOTHING = new Own(false, new TreeMap<>());
    static final Own EXCLUDED = new Own(true, new TreeMap<>());

    Own {
        fields = Collections.unmodifiableSortedMap(new TreeMap<>(fields));
    }

    static Own of(Map<Field, Change> fields) {
        return new Own(false, new TreeMap<>(fields));
    }

    Optional<Change> field(Field field) {
        return Optional.ofNullable(fields.get(field));
    }
}
