package almanac.app.web;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.DeserializationProblemHandler;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Refuses what a body that is {@link Exact} does not have. */
final class ExactBodies extends DeserializationProblemHandler {

    @Override
    public boolean handleUnknownProperty(
            DeserializationContext context,
            JsonParser parser,
            @Nullable ValueDeserializer<?> deserializer,
            Object beanOrClass,
            String name) {
        var type = beanOrClass instanceof Class<?> its ? its : beanOrClass.getClass();
        if (type.isAnnotationPresent(Exact.class)) {
            throw UnrecognizedPropertyException.from(parser, type, name, List.of());
        }
        return false;
    }
}
