package almanac.app.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import almanac.app.testing.AlmanacServer;
import almanac.app.testing.Person;
import almanac.app.testing.Waiting;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Sorts;
import com.sun.net.httpserver.HttpServer;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.bson.Document;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.NoSuchBeanDefinitionException;
import org.springframework.context.annotation.Bean;

/** One request is followed to its command, its fact and everything that comes of it. */
final class TracesTest {

    private static final Map<String, String> WHY = Map.of("reason", "to try it");
    private static final AtomicInteger NUMBER = new AtomicInteger();

    @TempDir private static Path data;

    private static HttpServer others;
    private static final AtomicInteger EXPORTS = new AtomicInteger();
    private static final AtomicInteger DELIVERIES = new AtomicInteger();
    private static AlmanacServer server;
    private static InMemorySpanExporter spans;
    private static Person olga;

    /** Takes the spans beside the exporter that the settings name. */
    static final class Beans {
        @Bean
        InMemorySpanExporter spansInMemory() {
            return InMemorySpanExporter.create();
        }
    }

    @BeforeAll
    static void start() throws IOException {
        others = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        counting("/v1/traces", EXPORTS);
        counting("/hook", DELIVERIES);
        others.start();
        server =
                AlmanacServer.with(
                        Beans.class,
                        data,
                        "--almanac.traces.endpoint=" + url("/v1/traces"),
                        "--almanac.webhooks.allow-hosts=127.0.0.1");
        spans = server.bean(InMemorySpanExporter.class);
        var user = server.registerExactly("olga");
        var calendar = server.get(user.token(), "/api/calendars").json().get(0).get("id").asLong();
        olga = new Person(server, user, calendar);
        var auditor = "/api/admin/users/" + user.id() + "/roles/auditor";
        assertThat(server.send(user.token(), "PUT", auditor, WHY).status()).isBetween(200, 204);
    }

    private static void counting(String path, AtomicInteger count) {
        others.createContext(
                path,
                exchange -> {
                    count.incrementAndGet();
                    exchange.getRequestBody().readAllBytes();
                    exchange.sendResponseHeaders(200, -1);
                    exchange.close();
                });
    }

    private static String url(String path) {
        return "http://127.0.0.1:" + others.getAddress().getPort() + path;
    }

    @AfterAll
    static void stop() {
        server.close();
        others.stop(0);
    }

    /** A trace that a client has begun. */
    private record Begun(String trace, String span) {

        static Begun next() {
            return new Begun(
                    "%032x".formatted(4096 + NUMBER.incrementAndGet()), "00000000000000aa");
        }

        Map<String, String> headers() {
            return Map.of("traceparent", "00-" + trace + "-" + span + "-01");
        }
    }

    private static long create(Begun begun, String title) {
        var body = Map.of("title", title, "startDate", "2026-12-07", "startTime", "09:00");
        var created = olga.send("POST", "/api/events", body, begun.headers());
        assertThat(created.status()).as(created.text()).isEqualTo(201);
        return created.json().get("id").asLong();
    }

    private static List<SpanData> all() {
        server.bean(SdkTracerProvider.class).forceFlush().join(10, TimeUnit.SECONDS);
        return spans.getFinishedSpanItems();
    }

    private static List<SpanData> of(Begun begun) {
        return all().stream().filter(span -> span.getTraceId().equals(begun.trace())).toList();
    }

    private static SpanData one(Begun begun, String name) {
        until(() -> of(begun).stream().anyMatch(span -> span.getName().equals(name)));
        return of(begun).stream()
                .filter(span -> span.getName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static void until(BooleanSupplier condition) {
        Waiting.until(
                Duration.ofSeconds(60),
                () ->
                        "spans "
                                + spans.getFinishedSpanItems().stream()
                                        .map(SpanData::getName)
                                        .toList(),
                condition);
    }

    @Test
    void a_request_is_followed_to_its_command_its_fact_and_all_that_handle_it() {
        var begun = Begun.next();
        var id = create(begun, "Dinner with Zoe");

        var request = one(begun, "http post /api/events");
        assertThat(request.getParentSpanId()).isEqualTo(begun.span());
        var command = one(begun, "command CreateEntry");
        assertThat(command.getParentSpanId()).isEqualTo(request.getSpanId());
        assertThat(one(begun, "append").getTraceId()).isEqualTo(begun.trace());
        var fact = one(begun, "fact entry.created");
        assertThat(fact.getParentSpanId()).isEqualTo(command.getSpanId());
        assertThat(fact.getAttributes().get(AttributeKey.stringKey("almanac.resource")))
                .isEqualTo("entry-" + id);
        for (var handled :
                List.of(
                        "projection entries",
                        "projection feed",
                        "projection history",
                        "policy sync",
                        "policy rules",
                        "policy webhooks")) {
            assertThat(one(begun, handled).getParentSpanId())
                    .as(handled)
                    .isEqualTo(fact.getSpanId());
        }
    }

    @Test
    void spans_tell_ids_and_names_of_ours_and_nothing_that_people_wrote() {
        var begun = Begun.next();
        var id = create(begun, "Dinner with Zoe");
        var read = olga.send("GET", "/api/events/" + id, null, begun.headers());
        assertThat(read.status()).isEqualTo(200);
        one(begun, "http get /api/events/{id}");
        one(begun, "policy webhooks");

        assertThat(of(begun))
                .allSatisfy(span ->
                        assertThat(span.getName() + span.getAttributes() + span.getEvents())
                                .doesNotContain("Zoe")
                                .doesNotContain("olga")
                                .doesNotContain("/api/events/" + id));
    }

    @Test
    void a_fact_keeps_its_trace_beside_what_it_had_and_is_told_as_before() {
        var begun = Begun.next();
        var id = create(begun, "Kept");
        var kept = metaData("entry-" + id);
        var fact = one(begun, "fact entry.created");
        assertThat(kept)
                .contains(
                        "\"traceparent\":\"00-" + begun.trace() + "-" + fact.getSpanId() + "-01\"")
                .doesNotContain("tracestate");

        var history = olga.get("/api/events/" + id + "/history");
        assertThat(history.at("/data/0/type")).isEqualTo("entry.created");
        assertThat(history.text()).doesNotContain("traceparent");
        var audit = olga.get("/api/audit?resource=entry-" + id);
        assertThat(audit.at("/data/0/type")).as(audit.text()).isEqualTo("entry.created");
        var exported = olga.get("/api/audit/export?resource=entry-" + id);
        assertThat(exported.text()).contains(begun.trace());
    }

    private static String metaData(String stream) {
        var commit =
                server.bean(MongoDatabase.class)
                        .getCollection("facts")
                        .find(new Document("stream", stream))
                        .sort(Sorts.descending("_id"))
                        .first();
        return Objects.requireNonNull(commit).toJson().replace("\\\"", "\"");
    }

    @Test
    void a_batch_of_several_traces_is_linked_to_each() {
        server.post(olga.user().token(), "/api/operations/processors/rules/pause", WHY);
        var one = Begun.next();
        var other = Begun.next();
        create(one, "One");
        create(other, "Other");
        server.post(olga.user().token(), "/api/operations/processors/rules/resume", WHY);

        until(() ->
                all().stream()
                        .filter(span -> span.getName().equals("policy rules"))
                        .map(TracesTest::linked)
                        .anyMatch(its -> its.containsAll(List.of(one.trace(), other.trace()))));
        assertThat(of(one)).noneMatch(span -> span.getName().equals("policy rules"));
    }

    private static List<String> linked(SpanData span) {
        return span.getLinks().stream()
                .map(LinkData::getSpanContext)
                .map(context -> context.getTraceId())
                .toList();
    }

    @Test
    void a_delivery_belongs_to_the_trace_of_what_it_tells() {
        var hook = Map.of("url", url("/hook"), "events", List.of("event.created"));
        olga.created("/v1/webhook_endpoints", hook);
        var begun = Begun.next();
        create(begun, "Told");

        var delivery = one(begun, "deliver webhooks");
        assertThat(delivery.getAttributes().get(AttributeKey.stringKey("almanac.outcome")))
                .isEqualTo("gone");
        assertThat(DELIVERIES.get()).isPositive();
    }

    @Test
    void a_rebuild_makes_no_spans_of_what_it_folds() {
        for (var i = 0; i < 20; i++) {
            create(Begun.next(), "Event " + i);
        }
        var last = Begun.next();
        create(last, "Last");
        one(last, "projection entries");
        all();
        spans.reset();

        var begun =
                olga.post(
                        "/api/operations/rebuilds",
                        Map.of("projection", "entries", "mode", "always", "reason", "to see"));
        var path = "/api/operations/rebuilds/" + begun.json().at("/data/0/id").asLong();
        until(() -> !olga.get(path).json().get("endedAt").isNull());
        assertThat(olga.get(path).at("/state")).isEqualTo("swapped");

        assertThat(all())
                .extracting(SpanData::getName)
                .contains("http post /api/operations/rebuilds")
                .noneMatch(name -> name.startsWith("projection entries"))
                .noneMatch(name -> name.startsWith("fact entry."));
    }

    @Test
    void spans_go_out_to_the_endpoint() {
        create(Begun.next(), "Sent");
        all();
        assertThat(EXPORTS.get()).isPositive();
    }

    @Test
    void without_an_endpoint_nothing_of_it_is_there() {
        var quiet = AlmanacServer.shared();
        for (var type : List.of(OpenTelemetry.class, SdkTracerProvider.class, Traces.class)) {
            assertThatThrownBy(() -> quiet.bean(type))
                    .isInstanceOf(NoSuchBeanDefinitionException.class);
        }
        var user = Person.at(quiet, "untraced");
        var created =
                user.send(
                        "POST",
                        "/api/events",
                        Map.of("title", "Quiet", "startDate", "2026-12-07"),
                        Begun.next().headers());
        var stored =
                quiet.bean(MongoDatabase.class)
                        .getCollection("facts")
                        .find(new Document("stream", "entry-" + created.json().get("id").asLong()))
                        .first();
        assertThat(Objects.requireNonNull(stored).toJson())
                .contains("entry.created")
                .doesNotContain("traceparent");
    }
}
