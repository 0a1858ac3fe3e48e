package almanac.app.web;

import tools.jackson.core.JsonParser;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.deser.jdk.StringDeserializer;
import tools.jackson.databind.deser.std.StdScalarDeserializer;

/**
 * Reads a text that every API and every calendar file can give back: without the controls that RFC
 * 5545 3.1 excludes, a line break aside, and without half of a character, which UTF-8 cannot say.
 *
 * <p>Lists ask it for each of their texts. Jackson's own reader of such lists loses its place in an
 * array within the array, and then tells no field.
 */
final class TextDeserializer extends StdScalarDeserializer<String> {

    private static final char DELETE = 0x7f;

    TextDeserializer() {
        super(String.class);
    }

    @Override
    public String deserialize(JsonParser parser, DeserializationContext context) {
        var text = StringDeserializer.instance.deserialize(parser, context);
        return text.codePoints().allMatch(TextDeserializer::canBeGivenBack)
                ? text
                : (String)
                        context.handleWeirdStringValue(
                                String.class, text, "a control or half of a character");
    }

    private static boolean canBeGivenBack(int character) {
        return switch (character) {
            case '\t', '\r', '\n' -> true;
            case DELETE -> false;
            default -> character >= ' ' && Character.getType(character) != Character.SURROGATE;
        };
    }
}
