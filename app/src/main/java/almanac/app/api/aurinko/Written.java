package almanac.app.api.aurinko;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The answer to a write (contract 7.4): ids and etag, with the event in {@code record} and its
 * fields beside that, so that a client finds them wherever it looks. Here the UID is spelled {@code
 * iCalUId}, in an event {@code iCalUid}.
 */
@Component("aurinkoWritten")
class Written {

    private final JsonMapper json;

    /** How the documents describe it. */
    @Schema(name = "Aurinko written event")
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Answer(@JsonUnwrapped EventJson event, @Nullable EventJson record, String iCalUId) {}

    Written(JsonMapper json) {
        this.json = json;
    }

    /**
     * @param whole whether the event itself is wanted
     */
    ObjectNode json(EventJson event, boolean whole) {
        ObjectNode record = json.valueToTree(event);
        var answer = json.createObjectNode();
        if (whole) {
            answer.setAll(record);
            answer.set("record", record);
        }
        answer.put("id", event.id());
        answer.put("etag", event.etag());
        answer.put("iCalUId", event.iCalUid());
        answer.put("globalId", event.globalId());
        return answer;
    }
}
