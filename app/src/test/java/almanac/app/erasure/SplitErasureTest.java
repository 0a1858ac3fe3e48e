package almanac.app.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.app.testing.AlmanacServer;
import almanac.app.testing.Person;
import almanac.app.testing.Waiting;
import almanac.embedded.EmbeddedMongo;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.axonframework.config.EventProcessingConfiguration;
import org.axonframework.eventhandling.StreamingEventProcessor;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.Test;

/** An erasure where one node holds the projection of threads and another that of events. */
final class SplitErasureTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void each_node_makes_again_what_it_holds_and_the_erasure_comes_to_its_end() {
        var database = "almanac-" + new ObjectId();
        try (var store = EmbeddedMongo.inMemory();
                var one = node(store, database);
                var two = node(store, database)) {
            var operator = one.registerExactly("olga");
            var ana = Person.at(one, "ana");
            var bob = Person.at(one, "bob");
            bob.share(bob.calendar(), ana, "write");
            var event =
                    bob.created("/api/events", Map.of("title", "Lunch", "startDate", "2026-12-07"));
            var path = "/api/events/" + event.get("id").asLong();
            ana.created(path + "/comments", Map.of("content", "quixlor"));
            assertThat(ana.patch(path, Map.of("location", "quixlor")).status()).isEqualTo(200);
            handOver("comments", one, two);

            var begun =
                    one.post(
                            operator.token(),
                            "/api/operations/erasures",
                            Map.of(
                                    "user",
                                    ana.user().id(),
                                    "confirm",
                                    ana.user().username(),
                                    "reason",
                                    "ticket 20"));

            assertThat(begun.status()).as(begun.text()).isEqualTo(202);
            var receipt = "/api/operations/erasures/" + begun.json().get("id").asLong();
            Waiting.until(
                    PATIENCE,
                    () -> one.get(operator.token(), receipt).text(),
                    () -> !one.get(operator.token(), receipt).at("/endedAt").isEmpty());
            assertThat(bob.get(path + "/comments").text()).doesNotContain("quixlor");
            assertThat(bob.get(path).text()).doesNotContain("quixlor");
        }
    }

    private static AlmanacServer node(EmbeddedMongo store, String database) {
        return AlmanacServer.start(
                AlmanacServer.temporaryDirectory(),
                "--almanac.store=mongodb",
                "--spring.mongodb.uri=" + store.uri(),
                "--almanac.database=" + database,
                "--almanac.operator=olga",
                "--almanac.security.jwt-secret=two-nodes-share-one-secret-of-32-bytes",
                "--almanac.security.vault-key=dHdvLW5vZGVzLXNoYXJlLW9uZS1rZXktb2YtMzItYiE=",
                "--almanac.security.ledger-key=dHdvLW5vZGVzLXNpZ24td2l0aC1vbmUta2V5LW9rISE=");
    }

    private static void handOver(String projection, AlmanacServer from, AlmanacServer to) {
        processor(projection, from).releaseSegment(0, PATIENCE.toSeconds(), TimeUnit.SECONDS);
        Waiting.until(PATIENCE, () -> !processor(projection, to).processingStatus().isEmpty());
        assertThat(processor("entries", from).processingStatus()).isNotEmpty();
    }

    private static StreamingEventProcessor processor(String name, AlmanacServer server) {
        return server.bean(EventProcessingConfiguration.class)
                .eventProcessor(name, StreamingEventProcessor.class)
                .orElseThrow();
    }
}
