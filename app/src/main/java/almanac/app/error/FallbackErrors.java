package almanac.app.error;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;

/** What the container refuses by itself and forwards here. */
@Controller
final class FallbackErrors implements ErrorController {

    private final ErrorAnswers answers;

    FallbackErrors(ErrorAnswers answers) {
        this.answers = answers;
    }

    @RequestMapping("/error")
    void answer(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var path =
                request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI) instanceof String uri
                        ? uri
                        : request.getRequestURI();
        var cause = request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
        var status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        var failure =
                cause instanceof Throwable problem
                        ? Failures.of(problem)
                        : Statuses.failure(status instanceof Integer code ? code : 404);
        answers.write(request, response, path, failure);
    }
}
