package almanac.simulated.google;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** JSON as trees. */
final class Json {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Json() {}

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /** An object; no text is an empty one. */
    static ObjectNode read(String text) {
        try {
            if (text.isBlank()) {
                return object();
            }
            if (MAPPER.readTree(text) instanceof ObjectNode object) {
                return object;
            }
        } catch (JacksonException broken) {
            throw new Refusal(400, "parseError", "Parse Error");
        }
        throw new Refusal(400, "parseError", "Parse Error");
    }

    static String write(JsonNode node) {
        return MAPPER.writeValueAsString(node);
    }

    static String text(JsonNode object, String field) {
        return object.path(field).asString("");
    }

    /** Applies a patch: null takes a field away, objects are patched, all else is replaced. */
    static void merge(ObjectNode target, ObjectNode patch) {
        for (var change : patch.properties()) {
            var name = change.getKey();
            var value = change.getValue();
            if (value.isNull()) {
                target.remove(name);
            } else if (value instanceof ObjectNode part
                    && target.get(name) instanceof ObjectNode existing) {
                merge(existing, part);
            } else if (value instanceof ObjectNode part) {
                var created = object();
                merge(created, part);
                target.set(name, created);
            } else {
                target.set(name, value.deepCopy());
            }
        }
    }
}
