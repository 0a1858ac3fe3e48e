package almanac.query.rebuild;

import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializationConfig;
import com.fasterxml.jackson.databind.ser.BeanSerializerModifier;
import com.fasterxml.jackson.databind.ser.std.StdDelegatingSerializer;
import com.fasterxml.jackson.databind.type.CollectionType;
import com.fasterxml.jackson.databind.util.StdConverter;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;

/**
 * Writes a set of constants or texts in their order. A set iterates as it was made, and most do
 * otherwise in another process; documents that say the same must be the same, since a rebuild
 * compares them.
 */
final class OrderedSets extends BeanSerializerModifier {

    private static final long serialVersionUID = 1L;

    @Override
    public JsonSerializer<?> modifyCollectionSerializer(
            SerializationConfig config,
            CollectionType type,
            BeanDescription description,
            JsonSerializer<?> serializer) {
        return unordered(type) ? new StdDelegatingSerializer(new Ordered()) : serializer;
    }

    private static boolean unordered(CollectionType type) {
        var held = type.getContentType();
        return type.isTypeOrSubTypeOf(Set.class)
                && !type.isTypeOrSubTypeOf(SortedSet.class)
                && (held.isEnumType() || held.hasRawClass(String.class));
    }

    private static final class Ordered extends StdConverter<Set<?>, List<?>> {

        @Override
        public List<?> convert(Set<?> set) {
            return set.stream().sorted().toList();
        }
    }
}
