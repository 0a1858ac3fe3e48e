package almanac.sync.caldav;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;

/** Stands before a server and loses answers. */
final class Relay implements AutoCloseable {

    private static final Set<String> KEPT =
            Set.of("authorization", "depth", "content-type", "if-match", "if-none-match");

    private final URI behind;
    private final HttpServer server;
    private final AtomicBoolean losing = new AtomicBoolean();
    private final List<String> requests = new CopyOnWriteArrayList<>();

    Relay(URI behind) {
        this.behind = behind;
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::relay);
        server.start();
    }

    URI root() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/");
    }

    /** Methods and paths of what came through. */
    List<String> requests() {
        return List.copyOf(requests);
    }

    void loseNextWrite() {
        losing.set(true);
    }

    private void relay(HttpExchange exchange) throws IOException {
        // a client of its own, since the JDK takes connections to HTTP/1.0 servers twice
        try (exchange;
                var client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            var method = exchange.getRequestMethod();
            requests.add(method + " " + exchange.getRequestURI());
            var body = exchange.getRequestBody().readAllBytes();
            var request =
                    HttpRequest.newBuilder(behind.resolve(exchange.getRequestURI().toString()))
                            .method(method, BodyPublishers.ofByteArray(body));
            exchange.getRequestHeaders()
                    .forEach((name, values) -> {
                        if (KEPT.contains(name.toLowerCase(java.util.Locale.ROOT))) {
                            values.forEach(value -> request.header(name, value));
                        }
                    });
            var answer = client.send(request.build(), BodyHandlers.ofByteArray());
            if (Set.of("PUT", "DELETE").contains(method) && losing.getAndSet(false)) {
                return;
            }
            answer.headers()
                    .map()
                    .forEach((name, values) -> {
                        if (Set.of("etag", "location", "content-type").contains(name)) {
                            exchange.getResponseHeaders().put(name, values);
                        }
                    });
            var none = answer.body().length == 0;
            exchange.sendResponseHeaders(answer.statusCode(), none ? -1 : answer.body().length);
            if (!none) {
                exchange.getResponseBody().write(answer.body());
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
