package almanac.app.api.aurinko;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.json.JsonMapper;

/**
 * Server-Sent Events (WHATWG HTML 9.2). The id stands with the last event of a page, so a client
 * that breaks off in between gets the page again rather than half of it.
 */
final class StreamWriter {

    private final OutputStream out;
    private final JsonMapper json;

    StreamWriter(OutputStream out, JsonMapper json) {
        this.out = out;
        this.json = json;
    }

    /** One event without an id. */
    void event(String name, Object data) throws IOException {
        write("event: " + name + "\ndata: " + json.writeValueAsString(data) + "\n\n");
    }

    /** Where a client goes on that has got everything up to here; keeps the connection alive. */
    void mark(String id) throws IOException {
        write(": alive\nid: " + id + "\n\n");
        out.flush();
    }

    private void write(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }
}
