package almanac.app.security;

import almanac.app.error.Api;
import almanac.app.error.ErrorAnswers;
import almanac.app.error.Failure;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Tells on every answer of one API how many requests are left in this second, for each credential,
 * or address where there is none. An API key has a rate of its own, which is told instead.
 */
public final class RateFilter extends OncePerRequestFilter {

    private final Api api;
    private final RequestRates rates;
    private final ErrorAnswers answers;
    private final Clock clock;

    public RateFilter(Api api, RequestRates rates, ErrorAnswers answers, Clock clock) {
        this.api = api;
        this.rates = rates;
        this.answers = answers;
        this.clock = clock;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return Api.of(request.getRequestURI()) != api;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var taken = rates.take(who(request));
        var reset = clock.instant().plus(taken.reset()).plusMillis(999).getEpochSecond();
        response.setHeader("X-RateLimit-Limit", Integer.toString(rates.perSecond()));
        response.setHeader("X-RateLimit-Remaining", Long.toString(taken.remaining()));
        response.setHeader("X-RateLimit-Reset", Long.toString(reset));
        if (taken.granted()) {
            chain.doFilter(request, response);
        } else {
            answers.write(
                    request,
                    response,
                    Failure.of(Failure.Kind.RATE_LIMITED, "Too many requests. Please retry later.")
                            .retryAfter(taken.reset()));
        }
    }

    private static String who(HttpServletRequest request) {
        return Optional.ofNullable(request.getHeader("Authorization"))
                .or(() -> Optional.ofNullable(request.getHeader("x-api-key")))
                .orElseGet(request::getRemoteAddr);
    }
}
