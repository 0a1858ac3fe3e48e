package almanac.app.security;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/**
 * Finds the credential of a request: {@code Authorization: Bearer} or {@code ApiKey}, {@code
 * x-api-key}, Aurinko's {@code X-Aurinko-Session}, or a session cookie as the academic API has them
 * (contract.md 2.1, 5.1, R15).
 */
final class Credentials {

    private static final Set<String> COOKIES = Set.of("authjs.session-token", "session_token");

    /**
     * A credential as it came.
     *
     * @param ambient whether a browser adds it by itself, whoever made the request
     */
    record Found(String value, boolean ambient) {}

    private Credentials() {}

    static Optional<Found> of(HttpServletRequest request) {
        return scheme(request, "Bearer ")
                .or(() -> scheme(request, "ApiKey "))
                .or(() -> header(request, "x-api-key"))
                .or(() -> header(request, "X-Aurinko-Session"))
                .map(value -> new Found(value, false))
                .or(() -> cookie(request).map(value -> new Found(value, true)));
    }

    private static Optional<String> scheme(HttpServletRequest request, String scheme) {
        return header(request, "Authorization")
                .filter(value -> value.regionMatches(true, 0, scheme, 0, scheme.length()))
                .map(value -> value.substring(scheme.length()).strip());
    }

    private static Optional<String> header(HttpServletRequest request, String name) {
        return Optional.ofNullable(request.getHeader(name))
                .map(String::strip)
                .filter(value -> !value.isEmpty());
    }

    private static Optional<String> cookie(HttpServletRequest request) {
        if (request.getCookies() == null) {
            return Optional.empty();
        }
        return Arrays.stream(request.getCookies())
                .filter(cookie -> COOKIES.contains(cookie.getName()))
                .map(Cookie::getValue)
                .filter(value -> !value.isEmpty())
                .findFirst();
    }
}
