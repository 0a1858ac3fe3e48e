package almanac.app.personal;

import almanac.message.Personal;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonValue;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Finds out, once for each type, where {@link Personal} stands in it. */
final class Shapes {

    private final Map<Class<?>, Shape> known = new ConcurrentHashMap<>();

    /** The shape of a record or of a sealed family of records. */
    Shape of(Class<?> type) {
        var found = known.get(type);
        if (found == null) {
            found = derived(type);
            known.put(type, found);
        }
        return found;
    }

    private Shape derived(Class<?> type) {
        if (isText(type)) {
            return Shape.PLAIN;
        }
        if (type.isRecord()) {
            return ofRecord(type);
        }
        return type.isSealed() ? ofFamily(type) : Shape.PLAIN;
    }

    /** It is written as one value, whatever it is made of. */
    private static boolean isText(Class<?> type) {
        return Arrays.stream(type.getDeclaredMethods())
                .anyMatch(method -> method.isAnnotationPresent(JsonValue.class));
    }

    private Shape ofRecord(Class<?> type) {
        var fields = new LinkedHashMap<String, Shape>();
        for (var component : type.getRecordComponents()) {
            var shape = ofComponent(component);
            if (!shape.equals(Shape.PLAIN)) {
                fields.put(component.getName(), shape);
            }
        }
        return fields.isEmpty() ? Shape.PLAIN : new Shape.Fields(fields);
    }

    private Shape ofComponent(RecordComponent component) {
        var personal = component.getAnnotation(Personal.class);
        return personal == null
                ? ofType(component.getGenericType())
                : new Shape.Whole(erased(component.getType(), personal.erased()));
    }

    private static String erased(Class<?> type, String word) {
        if (type == Optional.class) {
            return "null";
        }
        return Collection.class.isAssignableFrom(type) ? "[]" : '"' + word + '"';
    }

    private Shape ofType(Type type) {
        if (type instanceof Class<?> plain) {
            return of(plain);
        }
        if (type instanceof ParameterizedType generic
                && generic.getRawType() instanceof Class<?> raw) {
            var inner = generic.getActualTypeArguments();
            if (raw == Optional.class) {
                return ofType(inner[0]);
            }
            if (Collection.class.isAssignableFrom(raw)) {
                var each = ofType(inner[0]);
                return each.equals(Shape.PLAIN) ? each : new Shape.Elements(each);
            }
        }
        return Shape.PLAIN;
    }

    private Shape ofFamily(Class<?> type) {
        var names = type.getAnnotation(JsonSubTypes.class);
        if (names == null) {
            return Shape.PLAIN;
        }
        var how = type.getAnnotation(JsonTypeInfo.class);
        if (how == null || how.include() != JsonTypeInfo.As.PROPERTY) {
            throw new IllegalStateException(type + " must be told apart by a field of its own");
        }
        var tagged = new LinkedHashMap<String, Shape>();
        for (var member : names.value()) {
            tagged.put(member.name(), of(member.value()));
        }
        return tagged.values().stream().allMatch(Shape.PLAIN::equals)
                ? Shape.PLAIN
                : new Shape.Tagged(tagged);
    }
}
