package almanac.app.web;

import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.BeanProperty;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ValueDeserializer;

/** Reads {@link Patch}: Jackson asks for the absent and the null value by themselves. */
final class PatchDeserializer extends ValueDeserializer<Patch<?>> {

    private final @Nullable JavaType content;

    PatchDeserializer() {
        this(null);
    }

    private PatchDeserializer(@Nullable JavaType content) {
        this.content = content;
    }

    @Override
    public ValueDeserializer<?> createContextual(
            DeserializationContext context, @Nullable BeanProperty property) {
        var type = property == null ? context.getContextualType() : property.getType();
        return new PatchDeserializer(type.containedTypeOrUnknown(0));
    }

    @Override
    public Patch<?> deserialize(JsonParser parser, DeserializationContext context) {
        @Nullable Object value = context.<@Nullable Object>readValue(parser, content);
        if (value == null) {
            // a blank text where a number belongs is read as null
            return context.reportInputMismatch(content, "no value");
        }
        return Patch.of(value);
    }

    @Override
    public Object getAbsentValue(DeserializationContext context) {
        return Patch.absent();
    }

    @Override
    public Object getNullValue(DeserializationContext context) {
        return Patch.none();
    }
}
