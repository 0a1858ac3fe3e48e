package almanac.query.history;

import almanac.history.FieldChange;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What differs between two sets of fields; a field that is not there has no value. */
final class Fields {

    private Fields() {}

    /** By name, in the order of the later fields, then those that are gone. */
    static Map<String, FieldChange> changes(Map<String, Object> before, Map<String, Object> after) {
        var changes = new LinkedHashMap<String, FieldChange>();
        after.forEach((name, value) -> {
            if (!Objects.equals(before.get(name), value)) {
                changes.put(name, change(before.get(name), value));
            }
        });
        var gone = new TreeSet<>(before.keySet());
        gone.removeAll(after.keySet());
        gone.forEach(name -> changes.put(name, change(before.get(name), null)));
        return changes;
    }

    private static FieldChange change(@Nullable Object from, @Nullable Object to) {
        return new FieldChange(Optional.ofNullable(from), Optional.ofNullable(to));
    }
}
