package almanac.app.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/** Whether answers are what an OpenAPI document says of them: types, nulls, lists and names. */
public final class Described {

    private static final String REFERENCE = "$ref";

    private final JsonNode document;

    public Described(JsonNode document) {
        this.document = document;
    }

    /** Where the answer differs from what the document says of that operation; empty if nowhere. */
    public List<String> differences(String method, String path, Answer answer) {
        var responses = document.get("paths").path(path).path(method).path("responses");
        var response = followed(responses.path(Integer.toString(answer.status())));
        if (response.isMissingNode()) {
            return List.of(method + " " + path + " has no " + answer.status());
        }
        var problems = new ArrayList<String>();
        var content = response.path("content");
        var media = content.has("*/*") ? content.get("*/*") : content.path("application/json");
        compare(answer.json(), media.path("schema"), "$", problems);
        return problems;
    }

    private JsonNode followed(JsonNode node) {
        return node.has(REFERENCE)
                ? followed(document.at(node.get(REFERENCE).asString().substring(1)))
                : node;
    }

    private void compare(JsonNode value, JsonNode said, String at, List<String> problems) {
        var schema = followed(said);
        if (schema.has("anyOf")) {
            var fits =
                    StreamSupport.stream(schema.get("anyOf").spliterator(), false)
                            .anyMatch(each -> fits(value, each));
            if (!fits) {
                problems.add(at + " is " + value + ", which is none of " + schema.get("anyOf"));
            }
            return;
        }
        if (schema.isEmpty() && !schema.isMissingNode()) {
            return;
        }
        if (!types(schema).contains(type(value))) {
            problems.add(at + " is " + value + ", but said to be " + said);
            return;
        }
        value.propertyNames()
                .forEach(name -> member(value, name, schema, at + "." + name, problems));
        if (value.isArray()) {
            value.forEach(each -> compare(each, schema.path("items"), at + "[]", problems));
        }
    }

    private boolean fits(JsonNode value, JsonNode schema) {
        var problems = new ArrayList<String>();
        compare(value, schema, "", problems);
        return problems.isEmpty();
    }

    private void member(
            JsonNode object, String name, JsonNode schema, String at, List<String> problems) {
        if (schema.path("properties").has(name)) {
            compare(object.get(name), schema.get("properties").get(name), at, problems);
        } else if (!schema.has("additionalProperties")) {
            problems.add(at + " is not in the document");
        }
    }

    private static List<String> types(JsonNode schema) {
        var type = schema.path("type");
        return type.isArray()
                ? StreamSupport.stream(type.spliterator(), false).map(JsonNode::asString).toList()
                : List.of(type.asString(""));
    }

    private static String type(JsonNode value) {
        return switch (value.getNodeType()) {
            case NUMBER -> value.isIntegralNumber() ? "integer" : "number";
            case STRING -> "string";
            case BOOLEAN -> "boolean";
            case ARRAY -> "array";
            case NULL -> "null";
            default -> "object";
        };
    }
}
