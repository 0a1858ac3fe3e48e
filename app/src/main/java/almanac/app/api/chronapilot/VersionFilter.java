package almanac.app.api.chronapilot;

import almanac.app.error.Api;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.web.filter.OncePerRequestFilter;

/** Says on every answer which version was asked for (contract.md 4.4). */
final class VersionFilter extends OncePerRequestFilter {

    private static final String VERSION = "Chronapilot-Version";

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return Api.of(request.getRequestURI()) != Api.CHRONAPILOT;
    }

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional.ofNullable(request.getHeader(VERSION))
                .filter(version -> version.matches("[0-9-]{1,20}"))
                .ifPresent(version -> response.setHeader(VERSION, version));
        chain.doFilter(request, response);
    }
}
