package almanac.simulated.microsoft;

import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** JSON as trees, since what a client sends is kept, known or not. */
final class Json {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private Json() {}

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    /** An object as a client sends it; what it says of its own type is no member of it. */
    static ObjectNode parse(String text) {
        try {
            var parsed = text.isBlank() ? object() : (ObjectNode) MAPPER.readTree(text);
            parsed.remove("@odata.type");
            return parsed;
        } catch (JacksonException | ClassCastException broken) {
            throw new Refusal(400, "BadRequest", "Unable to read JSON request payload.");
        }
    }

    static Optional<String> text(JsonNode node, String name) {
        var value = node.path(name);
        return value.isString() ? Optional.of(value.asString()) : Optional.empty();
    }

    /** Takes over each member of {@code from}; one that is null goes away. */
    static void merge(ObjectNode into, JsonNode from) {
        from.properties()
                .forEach(member -> {
                    if (member.getValue().isNull()) {
                        into.remove(member.getKey());
                    } else {
                        into.set(member.getKey(), member.getValue().deepCopy());
                    }
                });
    }
}
