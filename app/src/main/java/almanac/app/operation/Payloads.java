package almanac.app.operation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.UncheckedIOException;
import org.axonframework.messaging.Message;

/** What is in a message, for people: every text as stars unless they may see it. */
final class Payloads {

    private static final String MASK = "***";

    private final JsonMapper mapper;

    Payloads(JsonMapper mapper) {
        this.mapper = mapper;
    }

    String of(Message<?> message, boolean unmasked) {
        JsonNode tree = mapper.valueToTree(message.getPayload());
        return of(tree, unmasked);
    }

    /**
     * @param json what is in it
     */
    String of(String json, boolean unmasked) {
        try {
            return of(mapper.readTree(json), unmasked);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String of(JsonNode tree, boolean unmasked) {
        try {
            return mapper.writeValueAsString(unmasked ? tree : masked(tree));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JsonNode masked(JsonNode node) {
        if (node.isObject()) {
            var fields = JsonNodeFactory.instance.objectNode();
            node.properties().forEach(each -> fields.set(each.getKey(), masked(each.getValue())));
            return fields;
        }
        if (node.isArray()) {
            ArrayNode items = JsonNodeFactory.instance.arrayNode();
            node.forEach(each -> items.add(masked(each)));
            return items;
        }
        return node.isTextual() ? JsonNodeFactory.instance.textNode(MASK) : node;
    }
}
