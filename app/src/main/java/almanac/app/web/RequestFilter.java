package almanac.app.web;

import almanac.app.error.ErrorAnswers;
import almanac.app.error.RequestIds;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.MDC;
import org.springframework.web.filter.OncePerRequestFilter;

/** Goes around everything: names the request, and answers what nobody else has caught. */
public final class RequestFilter extends OncePerRequestFilter {

    /** The logging key of the id that the client chose. */
    private static final String SENT_ID = "sentRequestId";

    private final ErrorAnswers answers;

    public RequestFilter(ErrorAnswers answers) {
        this.answers = answers;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest sent, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var request = new PlainPath(sent);
        var id = RequestIds.of(request);
        response.setHeader(RequestIds.HEADER, id);
        var stored = RequestIds.stored(request);
        MDC.put(Commands.REQUEST_ID, stored);
        if (!stored.equals(id)) {
            MDC.put(SENT_ID, id);
        }
        try {
            chain.doFilter(request, response);
        } catch (ServletException | IOException | RuntimeException problem) {
            answers.write(request, response, problem);
        } finally {
            MDC.remove(Commands.REQUEST_ID);
            MDC.remove(SENT_ID);
        }
    }
}
