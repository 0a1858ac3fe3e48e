package almanac.app.testing;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * What came back.
 *
 * @param json the body, or a null node when it is not JSON
 */
public record Answer(int status, JsonNode json, String text, Map<String, List<String>> headers) {

    /** The first value of a header, whatever the case of its name. */
    public Optional<String> header(String name) {
        return headers.entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase(name))
                .map(header -> header.getValue().getFirst())
                .findFirst();
    }

    /** The text at a JSON pointer; empty when nothing is there. */
    public String at(String pointer) {
        return json.at(pointer).asString("");
    }
}
