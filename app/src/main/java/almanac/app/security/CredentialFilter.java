package almanac.app.security;

import almanac.app.error.ErrorAnswers;
import almanac.app.error.Failure;
import almanac.app.web.Caller;
import almanac.app.web.Standing;
import almanac.message.Rejected;
import almanac.message.Rejection;
import almanac.user.KeyScope;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.authentication.preauth.PreAuthenticatedAuthenticationToken;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Finds out who calls, and whether the key they use reaches that far. A credential that is not
 * valid counts as none, so that a public route still answers.
 */
final class CredentialFilter extends OncePerRequestFilter {

    private static final Set<String> READING = Set.of("GET", "HEAD", "OPTIONS");

    /** They set or clear the cookie or end a page of ours: they matter without a cookie too. */
    private static final Set<String> BROWSER_ROUTES =
            Set.of(
                    "/api/auth/signup",
                    "/api/auth/signin",
                    "/api/auth/signout",
                    "/v1/auth/authorize");

    private final Callers callers;
    private final CrossSite crossSite;
    private final ErrorAnswers answers;

    CredentialFilter(Callers callers, CrossSite crossSite, ErrorAnswers answers) {
        this.callers = callers;
        this.crossSite = crossSite;
        this.answers = answers;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var credential = Credentials.of(request);
        if (forged(request, credential)) {
            answers.write(
                    request,
                    response,
                    Failure.of(Failure.Kind.FORBIDDEN, "The request comes from another site."));
            return;
        }
        var found = credential.map(Credentials.Found::value).flatMap(callers::of);
        found.flatMap(Callers.Found::quota).ifPresent(quota -> limit(quota, response));
        var caller = found.map(Callers.Found::caller);
        var needed = needed(request);
        if (caller.isPresent() && !caller.get().scopes().contains(needed)) {
            answers.write(request, response, lacking(needed));
            return;
        }
        caller.ifPresent(known -> admit(request, known));
        credential.ifPresent(it -> {
            Standing standing = () -> callers.stand(it.value());
            request.setAttribute(Standing.class.getName(), standing);
        });
        chain.doFilter(request, response);
    }

    private static void limit(Quota quota, HttpServletResponse response) {
        quota.show(response);
        quota.delay()
                .ifPresent(wait -> {
                    throw new Rejected(new Rejection.TooManyRequests(wait));
                });
    }

    private boolean forged(HttpServletRequest request, Optional<Credentials.Found> credential) {
        var matters =
                credential.map(Credentials.Found::ambient).orElse(false)
                        || BROWSER_ROUTES.contains(request.getRequestURI());
        return matters && !READING.contains(request.getMethod()) && crossSite.sent(request);
    }

    private static KeyScope needed(HttpServletRequest request) {
        var path = request.getRequestURI();
        if (List.of(path.split("/")).contains("admin")) {
            return KeyScope.ADMIN;
        }
        return READING.contains(request.getMethod()) ? KeyScope.READ : KeyScope.WRITE;
    }

    private static Failure lacking(KeyScope scope) {
        var name = scope.name().toLowerCase(Locale.ROOT);
        return Failure.of(Failure.Kind.FORBIDDEN, "API key lacks required \"" + name + "\" scope.");
    }

    private static void admit(HttpServletRequest request, Caller caller) {
        request.setAttribute(Caller.class.getName(), caller);
        var authorities =
                caller.roles().stream()
                        .filter(caller::acts)
                        .map(role -> new SimpleGrantedAuthority("ROLE_" + role))
                        .toList();
        var context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(new PreAuthenticatedAuthenticationToken(caller, "", authorities));
        SecurityContextHolder.setContext(context);
    }
}
