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
     * @param cut the connection breaks instead of this answer, after what was asked was done
     */
    record Response(int status, List<Map.Entry<String, String>> headers, String body, boolean cut) {

        public Response {
            headers = List.copyOf(headers);
        }

        public static Response json(int status, String body) {
            return new Response(
                    status, List.of(Map.entry("Content-Type", "application/json")), body, false);
        }
    }
}
