package almanac.embedded;

import de.bwaldvogel.mongo.bson.BinData;
import de.bwaldvogel.mongo.bson.BsonTimestamp;
import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.bson.LegacyUUID;
import de.bwaldvogel.mongo.bson.ObjectId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a filter demands of single fields, as far as an index can help: equality and ranges joined
 * by "and". Documents found have to match what {@link #without is left} of the filter still.
 */
final class Criteria {

    /**
     * @param value the limit
     * @param inclusive whether the limit itself is in
     */
    record Bound(Object value, boolean inclusive) {}

    /** The demands on one field. */
    static final class OfField {
        private @Nullable List<@Nullable Object> anyOf;
        private @Nullable Bound lower;
        private @Nullable Bound upper;
        private boolean whole = true;

        @Nullable List<@Nullable Object> anyOf() {
            return anyOf;
        }

        @Nullable Bound lower() {
            return lower;
        }

        @Nullable Bound upper() {
            return upper;
        }

        /** Whether an index that is read for this field alone finds no more than is demanded. */
        private boolean isWhole() {
            return whole
                    && (anyOf == null
                            ? isText(lower) && isText(upper)
                            : lower == null && upper == null);
        }

        private static boolean isText(@Nullable Bound bound) {
            return bound == null || bound.value() instanceof String;
        }

        private void demandAnyOf(Collection<?> values) {
            boolean usable = values.stream().allMatch(Criteria::canBeEqual);
            whole &= usable && anyOf == null && values.stream().allMatch(Objects::nonNull);
            if (usable && (anyOf == null || anyOf.size() > values.size())) {
                anyOf = Collections.unmodifiableList(new ArrayList<>(values));
            }
        }

        private void demand(String operator, @Nullable Object value) {
            if (operator.equals("$eq")) {
                demandAnyOf(Collections.singletonList(value));
            } else if (operator.equals("$in") && value instanceof Collection<?> values) {
                demandAnyOf(values);
            } else if (value != null && canBeCompared(value)) {
                demandBound(operator, value);
            } else {
                whole = false;
            }
        }

        private void demandBound(String operator, Object value) {
            switch (operator) {
                case "$gt", "$gte" -> {
                    boolean inclusive = operator.equals("$gte");
                    whole &= lower == null;
                    lower = lower == null ? new Bound(value, inclusive) : lower;
                }
                case "$lt", "$lte" -> {
                    boolean inclusive = operator.equals("$lte");
                    whole &= upper == null;
                    upper = upper == null ? new Bound(value, inclusive) : upper;
                }
                default -> whole = false;
            }
        }
    }

    private final Document filter;
    private final Map<String, OfField> fields = new HashMap<>();

    private Criteria(Document filter) {
        this.filter = filter;
    }

    static Criteria of(Document filter) {
        Criteria criteria = new Criteria(filter);
        criteria.add(filter);
        return criteria;
    }

    @Nullable OfField field(String path) {
        return fields.get(path);
    }

    /** The filter without what an index that is read for these fields has seen to. */
    Document without(Set<String> used) {
        return without(filter, used);
    }

    private Document without(Document demands, Set<String> used) {
        Document rest = new Document();
        demands.forEach((name, value) -> {
            if (name.equals("$and") && value instanceof Collection<?> parts) {
                List<?> left =
                        parts.stream()
                                .map(part -> withoutPart(part, used))
                                .filter(Criteria::demands)
                                .toList();
                if (!left.isEmpty()) {
                    rest.put(name, left);
                }
            } else if (!used.contains(name) || !isWhole(name)) {
                rest.put(name, value);
            }
        });
        return rest;
    }

    private boolean isWhole(String name) {
        OfField field = fields.get(name);
        return field != null && field.isWhole();
    }

    private @Nullable Object withoutPart(@Nullable Object part, Set<String> used) {
        return part instanceof Document demands ? without(demands, used) : part;
    }

    private static boolean demands(@Nullable Object part) {
        return !(part instanceof Document left && left.isEmpty());
    }

    private void add(Document demands) {
        demands.forEach((name, value) -> {
            if (name.equals("$and") && value instanceof Collection<?> parts) {
                parts.forEach(part -> addPart(part));
            } else if (!name.startsWith("$")) {
                demand(fields.computeIfAbsent(name, path -> new OfField()), value);
            }
        });
    }

    private void addPart(@Nullable Object part) {
        if (part instanceof Document demands) {
            add(demands);
        }
    }

    private static void demand(OfField field, @Nullable Object value) {
        if (value instanceof Document operators && hasOperators(operators)) {
            operators.forEach(field::demand);
        } else {
            field.demand("$eq", value);
        }
    }

    private static boolean hasOperators(Document document) {
        return document.keySet().stream().anyMatch(name -> name.startsWith("$"));
    }

    /** Values whose equality means the same to the matcher and to {@link KeyCodec}. */
    private static boolean canBeEqual(@Nullable Object value) {
        return value == null
                || canBeCompared(value)
                || (value instanceof Document document
                        && !document.isEmpty()
                        && !hasOperators(document)
                        && document.values().stream().allMatch(Criteria::canBeCompared));
    }

    private static boolean canBeCompared(@Nullable Object value) {
        return value instanceof Number
                || value instanceof String
                || value instanceof Instant
                || value instanceof Boolean
                || value instanceof ObjectId
                || value instanceof UUID
                || value instanceof LegacyUUID
                || value instanceof BinData
                || value instanceof BsonTimestamp;
    }
}
