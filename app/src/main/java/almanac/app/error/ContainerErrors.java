package almanac.app.error;

import jakarta.servlet.RequestDispatcher;
import java.io.IOException;
import java.util.Objects;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the container refuses before any filter sees it, and shows an HTML page for otherwise. A
 * request line that cannot be read has no path, so that no API owns it.
 */
public final class ContainerErrors extends ErrorReportValve {

    private static final Logger LOG = LoggerFactory.getLogger(ContainerErrors.class);

    private final ErrorAnswers answers;

    public ContainerErrors(ErrorAnswers answers) {
        this.answers = answers;
    }

    @Override
    protected void report(Request request, Response response, @Nullable Throwable problem) {
        if (response.getStatus() < 400
                || response.getContentWritten() > 0
                || !response.setErrorReported()) {
            return;
        }
        try {
            response.setHeader(RequestIds.HEADER, RequestIds.of(request));
            answers.write(request, response, path(request), Statuses.failure(response.getStatus()));
            response.finishResponse();
        } catch (IOException | IllegalStateException gone) {
            LOG.debug("nobody reads the answer", gone);
        }
    }

    private static String path(Request request) {
        return request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String uri
                ? uri
                : Objects.requireNonNullElse(request.getRequestURI(), "");
    }
}
