package almanac.app.api.aurinko;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Enumeration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Reads every body as JSON, whatever its content type: the document's own commands send none, so
 * curl says it was a form (contract 6.2). Parameters come from the query string alone, else the
 * container would read such a body for them.
 */
final class JsonBodies extends OncePerRequestFilter {

    private static final Set<String> WRITES = Set.of("POST", "PUT", "PATCH", "DELETE");

    @Override
    protected void doFilterInternal(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        chain.doFilter(
                WRITES.contains(request.getMethod()) ? new Json(request) : request, response);
    }

    private static final class Json extends HttpServletRequestWrapper {

        private final Map<String, String[]> parameters;

        Json(HttpServletRequest request) {
            super(request);
            this.parameters = parameters(request.getQueryString());
        }

        private static Map<String, String[]> parameters(@Nullable String query) {
            var values = new LinkedMultiValueMap<String, String>();
            for (var pair : query == null ? new String[0] : query.split("&")) {
                var equals = pair.indexOf('=');
                var name = equals < 0 ? pair : pair.substring(0, equals);
                if (!name.isEmpty()) {
                    values.add(
                            decoded(name), equals < 0 ? "" : decoded(pair.substring(equals + 1)));
                }
            }
            var parameters = new LinkedHashMap<String, String[]>();
            values.forEach((name, all) -> parameters.put(name, all.toArray(String[]::new)));
            return Collections.unmodifiableMap(parameters);
        }

        /** What cannot be decoded is taken as it stands. */
        private static String decoded(String text) {
            try {
                return URLDecoder.decode(text, StandardCharsets.UTF_8);
            } catch (IllegalArgumentException broken) {
                return text;
            }
        }

        @Override
        public String getContentType() {
            return MediaType.APPLICATION_JSON_VALUE;
        }

        @Override
        public @Nullable String getHeader(String name) {
            return isType(name) ? getContentType() : super.getHeader(name);
        }

        @Override
        public Enumeration<String> getHeaders(String name) {
            return isType(name)
                    ? Collections.enumeration(List.of(getContentType()))
                    : super.getHeaders(name);
        }

        private static boolean isType(String name) {
            return name.equalsIgnoreCase(HttpHeaders.CONTENT_TYPE);
        }

        @Override
        public @Nullable String getParameter(String name) {
            return Optional.ofNullable(parameters.get(name)).map(all -> all[0]).orElse(null);
        }

        @Override
        public Map<String, String[]> getParameterMap() {
            return parameters;
        }

        @Override
        public Enumeration<String> getParameterNames() {
            return Collections.enumeration(parameters.keySet());
        }

        @Override
        public String @Nullable [] getParameterValues(String name) {
            return parameters.get(name);
        }
    }
}
