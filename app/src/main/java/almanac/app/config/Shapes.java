package almanac.app.config;

import io.swagger.v3.oas.models.media.Schema;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The schema of values that are shown. */
final class Shapes {

    private Shapes() {}

    static Schema<?> of(List<? extends Object> shown) {
        return switch (shown.getFirst()) {
            case Map<?, ?> any -> object(shown);
            case List<?> any -> typed("array").items(elements(shown));
            default ->
                    new Schema<>()
                            .types(
                                    shown.stream()
                                            .map(Shapes::type)
                                            .collect(Collectors.toCollection(LinkedHashSet::new)));
        };
    }

    private static Schema<?> elements(List<? extends Object> lists) {
        var elements =
                lists.stream()
                        .flatMap(each -> each instanceof List<?> list ? list.stream() : Stream.of())
                        .toList();
        return elements.isEmpty() ? new Schema<>() : of(elements);
    }

    private static String type(Object value) {
        return switch (value) {
            case Boolean flag -> "boolean";
            case Integer number -> "integer";
            case Long number -> "integer";
            case Double number -> "number";
            default -> "string";
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
