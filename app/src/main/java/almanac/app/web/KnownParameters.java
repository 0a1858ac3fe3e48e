package almanac.app.web;

import almanac.message.Rejected;
import io.swagger.v3.oas.annotations.Parameter;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * Refuses a query parameter where passing it over would answer something else than was asked: any
 * on a handler that is {@link Exact}, and {@code asOf} on every read that has no past, since what
 * is there now must not pass for what was there then.
 */
public final class KnownParameters implements HandlerInterceptor {

    private static final String AS_OF = "asOf";
    private static final Set<String> READS = Set.of("GET", "HEAD");

    @Override
    public boolean preHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler) {
        // what the container forwards is refused already
        if (handler instanceof HandlerMethod method
                && request.getDispatcherType() != DispatcherType.ERROR) {
            var taken = taken(method).toList();
            watched(request, method).stream()
                    .filter(name -> !taken.contains(name))
                    .findFirst()
                    .ifPresent(KnownParameters::refuse);
        }
        return true;
    }

    /** Whose parameters are looked at: of other writes that could read the body away. */
    private static List<String> watched(HttpServletRequest request, HandlerMethod method) {
        if (method.hasMethodAnnotation(Exact.class)) {
            return Collections.list(request.getParameterNames());
        }
        return READS.contains(request.getMethod()) && request.getParameterMap().containsKey(AS_OF)
                ? List.of(AS_OF)
                : List.of();
    }

    private static Stream<String> taken(HandlerMethod method) {
        var handler = method.getMethod();
        var named =
                Arrays.stream(handler.getParameters())
                        .filter(each -> each.isAnnotationPresent(RequestParam.class))
                        .map(java.lang.reflect.Parameter::getName);
        // a handler that takes all of them at once documents each
        var documented =
                Arrays.stream(handler.getAnnotationsByType(Parameter.class)).map(Parameter::name);
        return Stream.concat(named, documented);
    }

    private static void refuse(String name) {
        throw Rejected.invalid(name, name + " is not a parameter of this request");
    }
}
