package almanac.simulated.google;

import almanac.simulated.Simulator;

/** An error answer of the Calendar API (guide "Handle API errors"). */
final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final String SCOPES = "insufficientPermissions";

    private final int status;
    private final String reason;

    Refusal(int status, String reason, String message) {
        super(message, null, false, false);
        this.status = status;
        this.reason = reason;
    }

    static Refusal invalid(String message) {
        return new Refusal(400, "invalid", message);
    }

    static Refusal notFound() {
        return new Refusal(404, "notFound", "Not Found");
    }

    static Refusal forbidden(String reason, String message) {
        return new Refusal(403, reason, message);
    }

    /** The access token lacks what the call needs, whoever its account is. */
    static Refusal scopes() {
        return forbidden(SCOPES, "Request had insufficient authentication scopes.");
    }

    Simulator.Response response() {
        return Simulator.Response.json(status, body(status, reason, String.valueOf(getMessage())));
    }

    static String body(int status, String reason, String message) {
        var error = Json.object();
        error.put("code", status);
        error.put("message", message);
        var detail = error.putArray("errors").addObject();
        detail.put("domain", domain(reason));
        detail.put("reason", reason);
        detail.put("message", message);
        if (reason.equals(SCOPES)) {
            error.put("status", "PERMISSION_DENIED");
            var info = error.putArray("details").addObject();
            info.put("@type", "type.googleapis.com/google.rpc.ErrorInfo");
            info.put("reason", "ACCESS_TOKEN_SCOPE_INSUFFICIENT");
            info.put("domain", "googleapis.com");
        }
        var body = Json.object();
        body.set("error", error);
        return Json.write(body);
    }

    private static String domain(String reason) {
        return switch (reason) {
            case "rateLimitExceeded", "userRateLimitExceeded", "quotaExceeded" -> "usageLimits";
            case "fullSyncRequired" -> "calendar";
            default -> "global";
        };
    }
}
