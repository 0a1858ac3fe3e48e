package almanac.embedded;

import de.bwaldvogel.mongo.backend.Missing;
import de.bwaldvogel.mongo.bson.Document;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A dotted path and what it finds in a document: each element where it meets an array. */
record FieldPath(String name, List<String> parts) {

    /**
     * @param values what is indexed; {@link Missing} where there is nothing, {@link
     *     KeyCodec#NO_ELEMENTS} for an empty array
     * @param array the path up to the first array, null without one
     */
    record Found(List<@Nullable Object> values, @Nullable String array) {}

    static FieldPath of(String name) {
        return new FieldPath(name, Arrays.asList(name.split("\\.", -1)));
    }

    Found in(Document document) {
        Search search = new Search();
        search.visit(document, 0);
        return new Found(search.values, search.array);
    }

    private final class Search {
        private final List<@Nullable Object> values = new ArrayList<>(1);
        private @Nullable String array;

        private void visit(@Nullable Object value, int depth) {
            if (value instanceof List<?> elements && array == null) {
                array = String.join(".", parts.subList(0, depth));
            }
            if (depth == parts.size()) {
                collect(value);
            } else if (value instanceof Document document) {
                visit(document.getOrMissing(parts.get(depth)), depth + 1);
            } else if (value instanceof List<?> elements) {
                elements.forEach(element -> visit(element, depth));
                if (elements.isEmpty()) {
                    values.add(KeyCodec.NO_ELEMENTS);
                }
            } else {
                values.add(Missing.getInstance());
            }
        }

        private void collect(@Nullable Object value) {
            if (!(value instanceof List<?> elements)) {
                values.add(value);
            } else if (elements.isEmpty()) {
                values.add(KeyCodec.NO_ELEMENTS);
            } else {
                values.addAll(elements);
            }
        }
    }
}
