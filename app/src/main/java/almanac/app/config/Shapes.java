package almanac.app.config;

import io.swagger.v3.oas.models.media.Schema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The schema of values that are shown. */
final class Shapes {

    private Shapes() {}

    static Schema<?> of(List<? extends Object> shown) {
        var first = shown.getFirst();
        return switch (first) {
            case Map<?, ?> any -> object(shown);
            case List<?> list ->
                    typed("array")
                            .items(list.isEmpty() ? new Schema<>() : of(List.of(list.getFirst())));
            case Boolean flag -> typed("boolean");
            case Integer number -> typed("integer");
            case Long number -> typed("integer");
            default -> typed("string");
        };
    }

    private static Schema<?> object(List<? extends Object> shown) {
        var members = new LinkedHashMap<String, List<Object>>();
        for (var each : shown) {
            if (each instanceof Map<?, ?> object) {
                object.forEach((name, value) ->
                        members.computeIfAbsent(String.valueOf(name), n -> new ArrayList<>())
                                .add(value));
            }
        }
        var schema = typed("object");
        members.forEach((name, values) -> schema.addProperty(name, of(values)));
        return schema;
    }

    /** As OpenAPI 3.1 has it, which may name several. */
    static Schema<?> typed(String type) {
        return new Schema<>().types(Set.of(type));
    }
}
