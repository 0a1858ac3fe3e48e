package almanac.app.error;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;

/** What a controller or its arguments throw. */
@ControllerAdvice
final class ErrorAdvice {

    private final ErrorAnswers answers;

    ErrorAdvice(ErrorAnswers answers) {
        this.answers = answers;
    }

    @ExceptionHandler
    void answer(Exception problem, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (problem instanceof AsyncRequestNotUsableException) {
            return;
        }
        answers.write(request, response, problem);
    }
}
