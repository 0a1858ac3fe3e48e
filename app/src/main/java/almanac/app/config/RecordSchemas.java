package almanac.app.config;

import almanac.app.web.Patch;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.swagger.v3.core.converter.AnnotatedType;
import io.swagger.v3.core.converter.ModelConverter;
import io.swagger.v3.core.converter.ModelConverterContext;
import io.swagger.v3.core.util.Json31;
import io.swagger.v3.core.util.RefUtils;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.RecordComponent;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.node.NullNode;

/**
 * What our types mean in the documents, where swagger cannot read it from them: a {@link Patch} is
 * what it holds, null is null, and a record's component that may be null may be null. In a body
 * null then says the same as nothing, so that what a body must have is not said to be so.
 */
@Component
final class RecordSchemas implements ModelConverter {

    private static final String NULL = "null";

    @Override
    public @Nullable Schema<?> resolve(
            AnnotatedType type, ModelConverterContext context, Iterator<ModelConverter> chain) {
        var java = Json31.mapper().constructType(type.getType());
        if (java.getRawClass() == Patch.class) {
            return context.resolve(type.type(java.containedType(0)));
        }
        if (java.getRawClass() == NullNode.class) {
            return Shapes.typed(NULL);
        }
        if (!chain.hasNext()) {
            return null;
        }
        var schema = chain.next().resolve(type, context, chain);
        if (schema != null && java.getRawClass().isRecord()) {
            allowNulls(java.getRawClass(), model(schema, context));
        }
        return schema;
    }

    private static Schema<?> model(Schema<?> schema, ModelConverterContext context) {
        return Optional.ofNullable(schema.get$ref())
                .map(reference -> RefUtils.extractSimpleName(reference).getLeft().toString())
                .<Schema<?>>map(name -> context.getDefinedModels().get(name))
                .orElse(schema);
    }

    private static void allowNulls(Class<?> type, Schema<?> model) {
        var properties =
                Objects.requireNonNullElse(model.getProperties(), Map.<String, Schema>of());
        var required = Objects.requireNonNullElse(model.getRequired(), List.<String>of());
        for (var component : type.getRecordComponents()) {
            var name = name(component);
            if (properties.containsKey(name)
                    && !required.contains(name)
                    && mayBeNull(type, component)) {
                properties.put(name, orNull(properties.get(name)));
            }
        }
    }

    private static String name(RecordComponent component) {
        return Optional.ofNullable(component.getAccessor().getAnnotation(JsonProperty.class))
                .map(JsonProperty::value)
                .orElse(component.getName());
    }

    /** What is left out where it is null never is null. */
    private static boolean mayBeNull(Class<?> type, RecordComponent component) {
        return component.getAnnotatedType().isAnnotationPresent(Nullable.class)
                && !leavesNullsOut(type)
                && !leavesNullsOut(component.getAccessor());
    }

    private static boolean leavesNullsOut(AnnotatedElement element) {
        var include = element.getAnnotation(JsonInclude.class);
        return include != null && include.value() == JsonInclude.Include.NON_NULL;
    }

    /** The same for what is so already: a type is resolved wherever it is met. */
    private static Schema<?> orNull(Schema<?> property) {
        if (property.get$ref() != null) {
            return new Schema<>()
                    .anyOf(
                            List.of(
                                    new Schema<>().$ref(property.get$ref()),
                                    new Schema<>().types(Set.of(NULL))))
                    .description(property.getDescription());
        }
        if (property.getTypes() != null && !property.getTypes().contains(NULL)) {
            var types = new LinkedHashSet<>(property.getTypes());
            types.add(NULL);
            property.setTypes(types);
            if (property.getEnum() != null) {
                property.addEnumItemObject(null);
            }
        }
        return property;
    }
}
