package almanac.app.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import tools.jackson.databind.json.JsonMapper;

/**
 * Server-Sent Events (WHATWG HTML 9.2). The id stands with the last event of a page, so a client
 * that breaks off in between gets the page again rather than half of it.
 */
public final class ServerSentEvents {

    private final OutputStream out;
    private final JsonMapper json;

    private ServerSentEvents(OutputStream out, JsonMapper json) {
        this.out = out;
        this.json = json;
    }

    /** Begins an answer that is a stream and is kept nowhere. */
    public static ServerSentEvents begin(HttpServletResponse response, JsonMapper json)
            throws IOException {
        response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
        response.setCharacterEncoding("UTF-8");
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader("X-Accel-Buffering", "no");
        return new ServerSentEvents(response.getOutputStream(), json);
    }

    /** One event without an id. */
    public void event(String name, Object data) throws IOException {
        written(name, json.writeValueAsString(data));
    }

    /**
     * The same of what is JSON already.
     *
     * @param text in one line
     */
    public void written(String name, String text) throws IOException {
        write("event: " + name + "\ndata: " + text + "\n\n");
    }

    /** Where a client goes on that has got everything up to here; keeps the connection alive. */
    public void mark(String id) throws IOException {
        write(": alive\nid: " + id + "\n\n");
        out.flush();
    }

    private void write(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }
}
