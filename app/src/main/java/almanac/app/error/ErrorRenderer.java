package almanac.app.error;

import java.time.Instant;
import java.util.Map;

/** Says a failure as one API does. */
interface ErrorRenderer {

    /** The request that failed. */
    record Request(String method, String path, String id, Instant time) {}

    /** The status and the JSON object to answer with. */
    record Rendering(int status, Map<String, Object> body) {}

    Rendering render(Failure failure, Request request);
}
