package almanac.query.history;

import almanac.query.past.Fold;
import almanac.query.past.Recorded;
import almanac.query.rebuild.Row;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What facts of one kind add up to, as named fields: those of the read model's own state. */
final class StateFields<F, S> {

    /** Groups of fields that a reader need not know of. */
    private static final Set<String> GROUPS = Set.of("details", "profile", "terms");

    private final Fold<F, S> fold;
    private final Words words;
    private final Map<Long, Row<S>> rows = new HashMap<>();

    StateFields(Fold<F, S> fold, Words words) {
        this.fold = fold;
        this.words = words;
    }

    /** The fields of what a fact is about, as they are before and after it. */
    record Step(Map<String, Object> before, Map<String, Object> after) {}

    Step add(Recorded recorded, boolean wanted) {
        if (!wanted) {
            fold.add(rows, recorded);
            return new Step(Map.of(), Map.of());
        }
        var id = fold.folding().id(fold.type().cast(recorded.fact()));
        var before = fields(id);
        fold.add(rows, recorded);
        return new Step(before, fields(id));
    }

    private Map<String, Object> fields(long id) {
        return Optional.ofNullable(rows.get(id))
                .map(row -> flat(words.fields(row.state())))
                .orElse(Map.of());
    }

    private static Map<String, Object> flat(Map<?, ?> state) {
        var fields = new LinkedHashMap<String, Object>();
        state.forEach((name, value) -> {
            if (GROUPS.contains(name) && value instanceof Map<?, ?> group) {
                fields.putAll(flat(group));
            } else if (says(value)) {
                fields.put(String.valueOf(name), value);
            }
        });
        return fields;
    }

    private static boolean says(Object value) {
        return value != null && !(value instanceof List<?> list && list.isEmpty());
    }
}
