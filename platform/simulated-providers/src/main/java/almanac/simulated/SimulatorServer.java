package almanac.simulated;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.zip.GZIPInputStream;

/** A simulator on a port of this machine, for tests and benchmarks. */
public final class SimulatorServer implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService workers = Executors.newVirtualThreadPerTaskExecutor();
    private final Simulator simulator;

    private SimulatorServer(Simulator simulator) {
        this.simulator = simulator;
        try {
            this.server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException unavailable) {
            throw new UncheckedIOException(unavailable);
        }
    }

    /** Serves on a free port until it is closed. */
    public static SimulatorServer start(Simulator simulator) {
        var mounted = new SimulatorServer(simulator);
        mounted.server.createContext("/", mounted::serve);
        mounted.server.setExecutor(mounted.workers);
        mounted.server.start();
        return mounted;
    }

    /** Where it is, with a trailing slash. */
    public URI root() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    private void serve(HttpExchange exchange) throws IOException {
        try (exchange) {
            var uri = exchange.getRequestURI();
            var query = uri.getRawQuery();
            var headers = headers(exchange);
            send(
                    exchange,
                    simulator.answer(
                            new Simulator.Request(
                                    exchange.getRequestMethod(),
                                    uri.getPath(),
                                    query == null ? Map.of() : Forms.read(query),
                                    headers,
                                    body(
                                            exchange.getRequestBody(),
                                            headers.getOrDefault("content-encoding", "")))));
        }
    }

    private static Map<String, String> headers(HttpExchange exchange) {
        var headers = new HashMap<String, String>();
        exchange.getRequestHeaders()
                .forEach((name, values) ->
                        headers.put(name.toLowerCase(Locale.ROOT), values.getLast()));
        return headers;
    }

    /** A request's body as text, unpacked where its {@code Content-Encoding} is gzip. */
    public static String body(InputStream stream, String encoding) throws IOException {
        var plain = encoding.equals("gzip") ? new GZIPInputStream(stream) : stream;
        return new String(plain.readAllBytes(), StandardCharsets.UTF_8);
    }

    private static void send(HttpExchange exchange, Simulator.Response response)
            throws IOException {
        var body = response.body().getBytes(StandardCharsets.UTF_8);
        if (response.cut() && body.length == 0) {
            return;
        }
        response.headers()
                .forEach(header ->
                        exchange.getResponseHeaders()
                                .put(header.getKey(), List.of(header.getValue())));
        exchange.sendResponseHeaders(
                response.status(),
                response.cut() ? 2L * body.length : body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
            exchange.getResponseBody().flush();
        }
    }

    @Override
    public void close() {
        server.stop(0);
        workers.shutdownNow();
    }
}
