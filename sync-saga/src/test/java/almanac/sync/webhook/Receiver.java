package almanac.sync.webhook;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;

/** An endpoint that somebody runs: a real HTTP server that answers what it is told to. */
public final class Receiver implements AutoCloseable {

    private final HttpServer server;
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile int status = 200;
    private volatile Map<String, String> headers = Map.of();
    private volatile UnaryOperator<String> tokens = token -> token;
    private volatile boolean silent;

    /** What arrived. */
    public record Request(String path, Map<String, List<String>> headers, String body) {

        public String header(String name) {
            return headers.entrySet().stream()
                    .filter(each -> each.getKey().equalsIgnoreCase(name))
                    .map(each -> each.getValue().getFirst())
                    .findFirst()
                    .orElse("");
        }
    }

    public Receiver() {
        this(0);
    }

    public Receiver(int port) {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", this::handle);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    private void handle(HttpExchange exchange) throws IOException {
        var body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
        requests.add(
                new Request(
                        exchange.getRequestURI().toString(),
                        Map.copyOf(exchange.getRequestHeaders()),
                        body));
        if (silent) {
            try {
                closed.await();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        }
        headers.forEach(exchange.getResponseHeaders()::add);
        var text = token(exchange.getRequestURI()).map(tokens).orElse("").getBytes(UTF_8);
        exchange.sendResponseHeaders(status, text.length == 0 ? -1 : text.length);
        if (text.length > 0) {
            exchange.getResponseBody().write(text);
        }
        exchange.close();
    }

    private static Optional<String> token(URI asked) {
        return Arrays.stream(Optional.ofNullable(asked.getQuery()).orElse("").split("&"))
                .filter(pair -> pair.startsWith("validationToken="))
                .map(pair -> pair.substring("validationToken=".length()))
                .findFirst();
    }

    public int port() {
        return server.getAddress().getPort();
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + port() + "/hook?tenant=7");
    }

    public Receiver answers(int newStatus, Map<String, String> newHeaders) {
        status = newStatus;
        headers = newHeaders;
        return this;
    }

    public Receiver answers(int newStatus) {
        return answers(newStatus, Map.of());
    }

    /** How it answers a validation token: with itself unless told otherwise. */
    public Receiver answersToken(UnaryOperator<String> answer) {
        tokens = answer;
        return this;
    }

    /** Takes requests and says nothing. */
    public void fallsSilent() {
        silent = true;
    }

    public List<Request> requests() {
        return List.copyOf(requests);
    }

    public void forget() {
        requests.clear();
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
    }
}
