package almanac.app.error;

import almanac.app.error.ErrorRenderer.Rendering;
import almanac.app.error.ErrorRenderer.Request;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/** Writes failures to clients: one place, whoever noticed them. */
public final class ErrorAnswers {

    private static final Logger LOG = LoggerFactory.getLogger(ErrorAnswers.class);

    private final Map<Api, ErrorRenderer> renderers = new EnumMap<>(Api.class);
    private final JsonMapper json;
    private final Clock clock;

    public ErrorAnswers(JsonMapper json, Clock clock) {
        this.json = json;
        this.clock = clock;
        renderers.put(Api.PRIMECAL, new PrimeCalErrors());
        renderers.put(Api.ACADEMIC, new AcademicErrors());
        renderers.put(Api.CHRONAPILOT, new ChronaPilotErrors());
        renderers.put(Api.AURINKO, new AurinkoErrors());
    }

    /** How the API that the path belongs to tells a failure of that request; for its document. */
    public Map<String, Object> example(String method, String path, Failure failure) {
        return rendering(failure, new Request(method, path, "req_5a1f0c93be7d2468", Instant.EPOCH))
                .body();
    }

    private Rendering rendering(Failure failure, Request request) {
        return renderers
                .getOrDefault(Api.of(request.path()), new PrimeCalErrors())
                .render(failure, request);
    }

    /** Answers what the exception means; an unexpected one is logged and shows no detail. */
    public void write(HttpServletRequest request, HttpServletResponse response, Throwable problem)
            throws IOException {
        var failure = Failures.of(problem);
        if (failure.kind() == Failure.Kind.INTERNAL) {
            LOG.error("{} {} failed", request.getMethod(), request.getRequestURI(), problem);
        }
        write(request, response, failure);
    }

    /** Answers the failure in the words of the API that the path belongs to. */
    public void write(HttpServletRequest request, HttpServletResponse response, Failure failure)
            throws IOException {
        write(request, response, request.getRequestURI(), failure);
    }

    /** The same for a path that the container has forwarded since, or never let through. */
    void write(
            HttpServletRequest request, HttpServletResponse response, String sent, Failure failure)
            throws IOException {
        if (response.isCommitted()) {
            return;
        }
        var method = method(request);
        var path = PlainPaths.of(sent);
        var facts = new Request(method, path, RequestIds.of(request), clock.instant());
        var rendering = rendering(failure, facts);
        response.resetBuffer();
        response.setStatus(rendering.status());
        failure.headers().forEach(response::setHeader);
        response.setContentType("application/json");
        response.setCharacterEncoding("UTF-8");
        var body = json.writeValueAsBytes(rendering.body());
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    /** The container forwards as GET. */
    private static String method(HttpServletRequest request) {
        return request.getAttribute(RequestDispatcher.ERROR_METHOD) instanceof String sent
                ? sent
                : Objects.requireNonNullElse(request.getMethod(), "");
    }
}
