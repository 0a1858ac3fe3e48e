package almanac.app.testing;

import almanac.app.Application;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.axonframework.eventhandling.GenericEventMessage;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.json.JsonMapper;

/**
 * The whole application on a free port and an embedded store, spoken to over real HTTP. {@link
 * #shared()} is booted once for all test classes of a JVM; a test that needs its own settings, or a
 * second start on the same data, uses {@link #start}.
 */
public final class AlmanacServer implements AutoCloseable {

    /** Good enough for every rule. */
    public static final String PASSWORD = "Correct-Horse-7";

    /** A third of what tests of the API took went into hashing passwords at full cost. */
    private static final String CHEAP_HASHES = "--almanac.security.password-memory=64KB";

    /** Tests also run where many others do; one that wants less says so. */
    private static final String PATIENT = "almanac.visible-within=30s";

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final ConfigurableApplicationContext context;
    private final Clock clockBefore;
    private final HttpClient client = HttpClient.newHttpClient();
    private final String url;

    private AlmanacServer(ConfigurableApplicationContext context, Clock clockBefore) {
        this.context = context;
        this.clockBefore = clockBefore;
        this.url = "http://localhost:" + context.getEnvironment().getProperty("local.server.port");
    }

    /** The one server that tests share; each test registers users of its own. */
    public static AlmanacServer shared() {
        return Shared.SERVER;
    }

    private static final class Shared {
        static final AlmanacServer SERVER =
                start(temporaryDirectory(), "--almanac.security.registrations-per-minute=100000");
    }

    /** Boots a server on that data directory with these settings ({@code --name=value}). */
    public static AlmanacServer start(Path data, String... settings) {
        return startWith(List.of(), data, settings);
    }

    /**
     * The same, with the beans of one more class; its primary ones take the place of ours. The
     * class must not be annotated, or every server would find it.
     */
    public static AlmanacServer with(Class<?> beans, Path data, String... settings) {
        return startWith(List.of(beans), data, settings);
    }

    /** The same with the beans of several classes. */
    public static AlmanacServer startWith(List<Class<?>> parts, Path data, String... settings) {
        var arguments =
                new ArrayList<>(
                        List.of("--server.port=0", "--almanac.data-dir=" + data, CHEAP_HASHES));
        arguments.addAll(Arrays.asList(settings));
        var application =
                new SpringApplicationBuilder(Application.class)
                        .sources(parts.toArray(Class<?>[]::new))
                        .properties(PATIENT);
        // Axon dates all facts of a JVM by one clock, which a server sets to its own
        var clockBefore = GenericEventMessage.clock;
        return new AlmanacServer(application.run(arguments.toArray(String[]::new)), clockBefore);
    }

    public static Path temporaryDirectory() {
        return unchecked(() -> Files.createTempDirectory("almanac-test"));
    }

    /** The bean of that name. */
    public <T> T bean(String name, Class<T> type) {
        return context.getBean(name, type);
    }

    /** A bean of the running application. */
    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** Without a slash at the end. */
    public String url() {
        return url;
    }

    /** Registers a user whose name begins so, and answers their session. */
    public User register(String name) {
        var username = name + "-" + NUMBER.incrementAndGet();
        return registerExactly(username);
    }

    /** Registers a user of exactly that name. */
    public User registerExactly(String username) {
        var email = username + "@example.org";
        var answer =
                post(
                        null,
                        "/api/auth/register",
                        Map.of("username", username, "email", email, "password", PASSWORD));
        if (answer.status() != 201) {
            throw new AssertionError("cannot register " + username + ": " + answer);
        }
        return new User(
                answer.json().at("/user/id").asLong(),
                username,
                answer.json().get("access_token").asString(),
                answer.json().get("refresh_token").asString());
    }

    /** A registered user with the tokens of their first session. */
    public record User(long id, String username, String token, String refreshToken) {}

    public Answer get(@Nullable String token, String path) {
        return send(token, "GET", path, null);
    }

    public Answer post(@Nullable String token, String path, Object body) {
        return send(token, "POST", path, body);
    }

    public Answer patch(@Nullable String token, String path, Object body) {
        return send(token, "PATCH", path, body);
    }

    public Answer delete(@Nullable String token, String path) {
        return send(token, "DELETE", path, null);
    }

    /** Any method; a String body is sent as it is, anything else as JSON. */
    public Answer send(@Nullable String token, String method, String path, @Nullable Object body) {
        return exchange(
                method,
                path,
                body,
                token == null ? Map.of() : Map.of("Authorization", "Bearer " + token));
    }

    /** With headers of the caller's choice; the content type is JSON unless they say otherwise. */
    public Answer exchange(
            String method, String path, @Nullable Object body, Map<String, String> headers) {
        var request =
                HttpRequest.newBuilder(URI.create(url + path))
                        .method(
                                method,
                                body == null
                                        ? BodyPublishers.noBody()
                                        : BodyPublishers.ofString(text(body)));
        if (body != null && !headers.containsKey("Content-Type")) {
            request.header("Content-Type", "application/json");
        }
        headers.forEach(request::header);
        return answer(unchecked(() -> client.send(request.build(), BodyHandlers.ofString())));
    }

    private static String text(Object body) {
        return body instanceof String text ? text : JSON.writeValueAsString(body);
    }

    private static Answer answer(HttpResponse<String> response) {
        var type = response.headers().firstValue("Content-Type").orElse("");
        var json =
                type.contains("json") && !type.contains("ndjson") && !response.body().isEmpty()
                        ? JSON.readTree(response.body())
                        : JSON.nullNode();
        return new Answer(response.statusCode(), json, response.body(), response.headers().map());
    }

    private interface Work<T> {
        T run() throws IOException, InterruptedException;
    }

    private static <T> T unchecked(Work<T> work) {
        Supplier<T> safe =
                () -> {
                    try {
                        return work.run();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                        throw new IllegalStateException(e);
                    }
                };
        return safe.get();
    }

    @Override
    public void close() {
        client.close();
        context.close();
        GenericEventMessage.clock = clockBefore;
    }
}
