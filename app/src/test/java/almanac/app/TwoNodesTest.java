package almanac.app;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.app.testing.AlmanacServer;
import almanac.app.testing.Answer;
import almanac.embedded.EmbeddedMongo;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Two identical nodes that share nothing but a MongoDB, spoken to over TCP: the one of {@code
 * ALMANAC_TEST_MONGODB_URI}, else the embedded store standing alone.
 */
class TwoNodesTest {

    private static final String SECRET =
            "--almanac.security.jwt-secret=two-nodes-share-one-secret-of-32-bytes";
    private static final String VAULT =
            "--almanac.security.vault-key=dHdvLW5vZGVzLXNoYXJlLW9uZS1rZXktb2YtMzItYiE=";
    private static final String LEDGER =
            "--almanac.security.ledger-key=dHdvLW5vZGVzLXNpZ24td2l0aC1vbmUta2V5LW9rISE=";

    private static final Optional<String> REAL =
            Optional.ofNullable(System.getenv("ALMANAC_TEST_MONGODB_URI"));

    private static Optional<EmbeddedMongo> store = Optional.empty();
    private static AlmanacServer one;
    private static AlmanacServer two;

    @BeforeAll
    static void start() {
        store = REAL.isPresent() ? Optional.empty() : Optional.of(EmbeddedMongo.inMemory());
        var database = "almanac-" + new ObjectId();
        one = node(database);
        two = node(database);
    }

    private static AlmanacServer node(String database) {
        return AlmanacServer.start(
                AlmanacServer.temporaryDirectory(),
                "--almanac.store=mongodb",
                "--spring.mongodb.uri="
                        + REAL.or(() -> store.map(EmbeddedMongo::uri)).orElseThrow(),
                "--almanac.database=" + database,
                SECRET,
                VAULT,
                LEDGER);
    }

    @AfterAll
    static void stop() {
        two.close();
        one.close();
        store.ifPresent(EmbeddedMongo::close);
    }

    @Test
    void what_one_node_acknowledged_the_other_answers_at_once() {
        var ada = one.register("ada");

        for (var i = 0; i < 20; i++) {
            var writer = i % 2 == 0 ? one : two;
            var reader = i % 2 == 0 ? two : one;
            var created = writer.post(ada.token(), "/api/events", event("Shared " + i));
            assertThat(created.status()).as(created.text()).isEqualTo(201);
            var read = reader.get(ada.token(), "/api/events/" + created.json().get("id").asLong());
            assertThat(read.at("/title")).as(read.text()).isEqualTo("Shared " + i);
        }
    }

    @Test
    void ids_and_facts_of_two_writing_nodes_never_clash() throws Exception {
        var ada = one.register("ada");
        Set<Long> ids = new HashSet<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var writes =
                    IntStream.range(0, 60)
                            .<Callable<Answer>>mapToObj(i ->
                                    () ->
                                            (i % 2 == 0 ? one : two)
                                                    .post(
                                                            ada.token(),
                                                            "/api/events",
                                                            event("Busy " + i)))
                            .toList();
            for (var written : threads.invokeAll(writes)) {
                var answer = written.get();
                assertThat(answer.status()).as(answer.text()).isEqualTo(201);
                ids.add(answer.json().get("id").asLong());
            }
        }

        assertThat(ids).hasSize(60);
        var listed =
                two.get(ada.token(), "/api/events?startDate=2026-12-01&endDate=2026-12-31").json();
        assertThat(listed).hasSize(60);
    }

    @Test
    void concurrent_edits_of_one_event_on_both_nodes_are_all_kept() throws Exception {
        var ada = one.register("ada");
        var id = one.post(ada.token(), "/api/events", event("Edited")).json().get("id").asLong();

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var title =
                    threads.submit(() ->
                            one.patch(ada.token(), "/api/events/" + id, Map.of("title", "New")));
            var place =
                    threads.submit(() ->
                            two.patch(ada.token(), "/api/events/" + id, Map.of("location", "Gym")));
            assertThat(title.get().status()).as(title.get().text()).isEqualTo(200);
            assertThat(place.get().status()).as(place.get().text()).isEqualTo(200);
        }

        var read = one.get(ada.token(), "/api/events/" + id);
        assertThat(read.at("/title")).isEqualTo("New");
        assertThat(read.at("/location")).isEqualTo("Gym");
    }

    @Test
    void a_node_that_goes_leaves_its_work_to_the_other_within_ten_seconds() {
        var database = "almanac-" + new ObjectId();
        try (var going = node(database);
                var staying = node(database)) {
            var ada = going.register("ada");
            going.close();
            var gone = System.nanoTime();

            var written = staying.post(ada.token(), "/api/events", event("Alone"));
            while (written.status() == 503
                    && System.nanoTime() - gone < Duration.ofSeconds(10).toNanos()) {
                written = staying.post(ada.token(), "/api/events", event("Alone"));
            }

            assertThat(written.status()).as(written.text()).isEqualTo(201);
        }
    }

    private static Map<String, Object> event(String title) {
        return Map.of(
                "title",
                title,
                "startDate",
                "2026-12-07",
                "startTime",
                "09:00",
                "endTime",
                "10:00");
    }
}
