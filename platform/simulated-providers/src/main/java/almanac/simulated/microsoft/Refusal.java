package almanac.simulated.microsoft;

import almanac.simulated.Simulator.Response;
import java.util.List;
import java.util.Map;

/** Graph says no, in its own words. */
final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int status;
    private final String code;
    private final transient List<Map.Entry<String, String>> headers;

    Refusal(int status, String code, String message) {
        this(status, code, message, List.of());
    }

    Refusal(int status, String code, String message, List<Map.Entry<String, String>> headers) {
        super(message, null, false, false);
        this.status = status;
        this.code = code;
        this.headers = headers;
    }

    static Refusal notFound() {
        return new Refusal(
                404, "ErrorItemNotFound", "The specified object was not found in the store.");
    }

    static Refusal denied() {
        return new Refusal(
                403, "ErrorAccessDenied", "Access is denied. Check credentials and try again.");
    }

    static Refusal invalid(String message) {
        return new Refusal(400, "ErrorInvalidRequest", message);
    }

    Response response() {
        var body = Json.object();
        body.putObject("error").put("code", code).put("message", String.valueOf(getMessage()));
        var plain = Response.json(status, body.toString());
        var all = new java.util.ArrayList<>(plain.headers());
        all.addAll(headers);
        return new Response(status, all, plain.body(), false);
    }
}
