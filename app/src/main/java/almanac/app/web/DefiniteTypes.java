package almanac.app.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/** Refuses a body of a type with a wildcard, which Spring takes for a failure of the server. */
public final class DefiniteTypes implements HandlerInterceptor {

    @Override
    public boolean preHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler)
            throws HttpMediaTypeNotSupportedException {
        var type = request.getContentType();
        // few have a wildcard, so that is asked first
        if (type != null
                && type.contains("*")
                && handler instanceof HandlerMethod method
                && readsBody(method)) {
            refuse(type);
        }
        return true;
    }

    private static void refuse(String type) throws HttpMediaTypeNotSupportedException {
        var sent = parsed(type);
        if (sent.isPresent() && !sent.get().isConcrete()) {
            throw new HttpMediaTypeNotSupportedException(
                    sent.get(), List.of(MediaType.APPLICATION_JSON));
        }
    }

    private static boolean readsBody(HandlerMethod method) {
        return Arrays.stream(method.getMethodParameters())
                .anyMatch(each -> each.hasParameterAnnotation(RequestBody.class));
    }

    /** Empty where it is none, which the reader of the body says itself. */
    private static Optional<MediaType> parsed(String type) {
        try {
            return Optional.of(MediaType.parseMediaType(type));
        } catch (InvalidMediaTypeException broken) {
            return Optional.empty();
        }
    }
}
