package almanac.sync.caldav;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** A server that says what it is told to say, in the ways of servers that we do not have here. */
final class ScriptedDav implements AutoCloseable {

    /** What came in. */
    record Seen(String method, String path, Map<String, List<String>> headers, String body) {

        Optional<String> header(String name) {
            return Optional.ofNullable(headers.get(name)).map(List::getFirst);
        }
    }

    /** What goes out; the last answer of a script is said again and again. */
    record Says(int status, Map<String, String> headers, String body) {

        static Says status(int status) {
            return new Says(status, Map.of(), "");
        }

        static Says multistatus(String responses) {
            return new Says(
                    207,
                    Map.of("Content-Type", "application/xml"),
                    "<?xml version=\"1.0\"?><d:multistatus xmlns:d=\"DAV:\""
                            + " xmlns:c=\"urn:ietf:params:xml:ns:caldav\""
                            + " xmlns:s=\"http://calendarserver.org/ns/\""
                            + " xmlns:a=\"http://apple.com/ns/ical/\">"
                            + responses
                            + "</d:multistatus>");
        }

        static Says error(int status, String condition) {
            return new Says(
                    status,
                    Map.of(),
                    "<d:error xmlns:d=\"DAV:\" xmlns:c=\"urn:ietf:params:xml:ns:caldav\">"
                            + condition
                            + "</d:error>");
        }

        Says with(String header, String value) {
            var more = new LinkedHashMap<>(headers);
            more.put(header, value);
            return new Says(status, more, body);
        }
    }

    private static final Says SLOW = new Says(-1, Map.of(), "");
    private static final Says NOTHING = new Says(-2, Map.of(), "");

    private final HttpServer server;
    private final Map<String, Deque<Says>> script = new LinkedHashMap<>();
    private final List<Seen> seen = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);

    ScriptedDav() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    /** It begins to answer, and does not end before the test does. */
    static Says slow() {
        return SLOW;
    }

    /** It hangs up. */
    static Says nothing() {
        return NOTHING;
    }

    URI at(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    /** The same server under another name. */
    URI elsewhere(String path) {
        return URI.create("http://localhost:" + server.getAddress().getPort() + path);
    }

    synchronized ScriptedDav on(String method, String path, Says... answers) {
        script.put(method + " " + path, new ArrayDeque<>(List.of(answers)));
        return this;
    }

    List<Seen> seen() {
        return List.copyOf(seen);
    }

    List<Seen> seen(String method) {
        return seen.stream().filter(each -> each.method().equals(method)).toList();
    }

    private synchronized Says next(String call) {
        var answers = Optional.ofNullable(script.get(call));
        return answers.map(all -> all.size() > 1 ? all.remove() : all.element())
                .orElse(Says.status(404));
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var path = exchange.getRequestURI().getRawPath();
            seen.add(
                    new Seen(
                            exchange.getRequestMethod(),
                            path,
                            Map.copyOf(exchange.getRequestHeaders()),
                            body));
            var says = next(exchange.getRequestMethod() + " " + path);
            if (says.equals(NOTHING)) {
                return;
            }
            if (says.equals(SLOW)) {
                exchange.sendResponseHeaders(207, 1000);
                exchange.getResponseBody().write('<');
                exchange.getResponseBody().flush();
                closed.await(60, TimeUnit.SECONDS);
                return;
            }
            says.headers().forEach(exchange.getResponseHeaders()::add);
            var bytes = says.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(says.status(), bytes.length == 0 ? -1 : bytes.length);
            if (bytes.length > 0) {
                exchange.getResponseBody().write(bytes);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
    }
}
