package almanac.app.api.identity;

import almanac.app.security.Accounts;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;

/** The cookies of a session; the documents know two names (contract.md 5.1), the first is set. */
final class SessionCookies {

    private static final List<String> NAMES = List.of("authjs.session-token", "session_token");

    private SessionCookies() {}

    /** What the session cookies of the request hold. */
    static List<String> sent(HttpServletRequest request) {
        return Arrays.stream(Optional.ofNullable(request.getCookies()).orElse(new Cookie[0]))
                .filter(cookie -> NAMES.contains(cookie.getName()))
                .map(Cookie::getValue)
                .toList();
    }

    static void set(
            Accounts.BrowserSession session,
            HttpServletRequest request,
            HttpServletResponse response) {
        add(NAMES.getFirst(), session.token(), session.life(), request, response);
    }

    static void clear(HttpServletRequest request, HttpServletResponse response) {
        NAMES.forEach(name -> add(name, "", Duration.ZERO, request, response));
    }

    private static void add(
            String name,
            String value,
            Duration life,
            HttpServletRequest request,
            HttpServletResponse response) {
        var cookie =
                ResponseCookie.from(name, value)
                        .httpOnly(true)
                        .sameSite("Lax")
                        .secure(isHttps(request))
                        .path("/")
                        .maxAge(life)
                        .build();
        response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
    }

    /** A proxy that ends TLS says so; a client that lies about it only loses its own cookie. */
    private static boolean isHttps(HttpServletRequest request) {
        return request.isSecure()
                || "https".equalsIgnoreCase(request.getHeader("X-Forwarded-Proto"));
    }
}
