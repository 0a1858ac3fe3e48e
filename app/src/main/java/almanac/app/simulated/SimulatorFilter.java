package almanac.app.simulated;

import almanac.simulated.Forms;
import almanac.simulated.Simulator;
import jakarta.servlet.FilterChain;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/**
 * Answers everything below the mount, before the application's own filters: what is simulated has
 * credentials and errors of its own.
 */
public final class SimulatorFilter extends HttpFilter {

    private static final long serialVersionUID = 1L;

    /** Of a request's body once it is unpacked. */
    private static final int MOST_BYTES = 1024 * 1024;

    private final transient Map<String, Simulator> mounted;
    private final transient Visitors visitors;

    public SimulatorFilter(SimulatedProviders providers, Visitors visitors) {
        this.mounted = providers.mounted();
        this.visitors = visitors;
    }

    @Override
    protected void doFilter(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException {
        send(request, response, answer(request));
    }

    private Simulator.Response answer(HttpServletRequest request) throws IOException {
        if (!visitors.mayEnter(request)) {
            return IndexPage.closed();
        }
        var path = decoded(request.getRequestURI());
        if (path.isEmpty()) {
            return IndexPage.notFound();
        }
        var below = path.get().substring(Places.MOUNT.length());
        if (below.isEmpty() || below.equals("/")) {
            return IndexPage.index();
        }
        for (var mount : mounted.entrySet()) {
            if (below.equals(mount.getKey())) {
                // its links are relative
                return Simulator.Response.seeOther(Places.MOUNT + mount.getKey() + "/");
            }
            if (below.startsWith(mount.getKey() + "/")) {
                return asked(request, below.substring(mount.getKey().length()), mount.getValue());
            }
        }
        return IndexPage.notFound();
    }

    private static Optional<String> decoded(String uri) {
        try {
            return Optional.ofNullable(URI.create(uri).getPath())
                    .filter(path -> path.startsWith(Places.MOUNT));
        } catch (IllegalArgumentException broken) {
            return Optional.empty();
        }
    }

    private static Simulator.Response asked(
            HttpServletRequest request, String path, Simulator simulator) throws IOException {
        var body = body(request);
        return body.isEmpty()
                ? IndexPage.tooLarge()
                : simulator.answer(
                        new Simulator.Request(
                                request.getMethod(),
                                path,
                                Forms.read(
                                        Optional.ofNullable(request.getQueryString()).orElse("")),
                                headers(request),
                                body.get()));
    }

    private static Map<String, String> headers(HttpServletRequest request) {
        var headers = new HashMap<String, String>();
        request.getHeaderNames()
                .asIterator()
                .forEachRemaining(name ->
                        request.getHeaders(name)
                                .asIterator()
                                .forEachRemaining(value ->
                                        headers.put(name.toLowerCase(Locale.ROOT), value)));
        return headers;
    }

    /** Empty where it is too large. */
    private static Optional<String> body(HttpServletRequest request) throws IOException {
        var sent = request.getInputStream();
        var plain =
                "gzip".equals(request.getHeader("Content-Encoding"))
                        ? new GZIPInputStream(sent)
                        : sent;
        var bytes = plain.readNBytes(MOST_BYTES + 1);
        return bytes.length > MOST_BYTES
                ? Optional.empty()
                : Optional.of(new String(bytes, StandardCharsets.UTF_8));
    }

    private static void send(
            HttpServletRequest request, HttpServletResponse response, Simulator.Response answer)
            throws IOException {
        var body = answer.body().getBytes(StandardCharsets.UTF_8);
        if (answer.cut()) {
            CutConnections.cut(request);
            if (body.length == 0) {
                return;
            }
        }
        response.setStatus(answer.status());
        answer.headers().forEach(header -> response.setHeader(header.getKey(), header.getValue()));
        response.setHeader("Cache-Control", "no-store");
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader(
                "Content-Security-Policy",
                "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none';"
                        + " frame-ancestors 'none'");
        response.setContentLength(answer.cut() ? 2 * body.length : body.length);
        response.getOutputStream().write(body);
        response.flushBuffer();
    }
}
