package almanac.simulated;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A web server as a function, to be mounted wherever HTTP is spoken. Safe for concurrent use. */
public interface Simulator {

    /** Answers one request; never throws. */
    Response answer(Request request);

    /**
     * @param path below where the simulator is mounted, with a leading slash, decoded
     * @param query decoded; the last value of a repeated parameter
     * @param headers by lower-case name
     * @param body as text, unpacked where it came compressed
     */
    record Request(
            String method,
            String path,
            Map<String, String> query,
            Map<String, String> headers,
            String body) {

        public Optional<String> header(String name) {
            return Optional.ofNullable(headers.get(name));
        }

        public Optional<String> parameter(String name) {
            return Optional.ofNullable(query.get(name));
        }
    }

    /**
     * @param headers in order
     * @param cut the connection breaks: instead of this answer where the body is empty, else after
     *     this much of a body that was announced as longer
     */
    record Response(int status, List<Map.Entry<String, String>> headers, String body, boolean cut) {

        public Response {
            headers = List.copyOf(headers);
        }

        public static Response page(int status, String html) {
            return new Response(
                    status,
                    List.of(Map.entry("Content-Type", "text/html; charset=utf-8")),
                    html,
                    false);
        }

        /** Sends the browser elsewhere with a GET. */
        public static Response seeOther(String location) {
            return new Response(303, List.of(Map.entry("Location", location)), "", false);
        }

        public static Response json(int status, String body) {
            return new Response(
                    status, List.of(Map.entry("Content-Type", "application/json")), body, false);
        }
    }
}
