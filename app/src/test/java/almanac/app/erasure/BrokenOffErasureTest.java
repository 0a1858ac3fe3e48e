package almanac.app.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.app.testing.AlmanacServer;
import almanac.app.testing.Person;
import almanac.operation.ErasureView;
import almanac.operation.OperationId;
import com.mongodb.client.MongoDatabase;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The node dies before and after the work of each step, as often as there are steps; and an erasure
 * that has to wait.
 */
final class BrokenOffErasureTest {

    private static final String MARK = "quixlor";
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private static AlmanacServer server;
    private static AlmanacServer.User operator;

    @BeforeAll
    static void start() {
        server =
                AlmanacServer.start(
                        AlmanacServer.temporaryDirectory(),
                        "--almanac.visible-within=60s",
                        "--almanac.erasure.patience=60s");
        operator = server.registerExactly("olga");
        // this test works on erasures itself
        server.bean("erasureLifecycle", org.springframework.context.SmartLifecycle.class).stop();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    /** The process ends here. */
    private static final class Death extends Error {
        private static final long serialVersionUID = 1L;
    }

    /** Dies once before and once after the work of each step. */
    private static Step dyingOnce(Step step, Set<String> deaths) {
        return new Step() {
            @Override
            public String name() {
                return step.name();
            }

            @Override
            public Outcome run(Job job) {
                if (deaths.add("before " + name())) {
                    throw new Death();
                }
                var outcome = step.run(job);
                if (outcome instanceof Done && deaths.add("after " + name())) {
                    throw new Death();
                }
                return outcome;
            }
        };
    }

    @Test
    void an_erasure_goes_on_where_it_was_wherever_its_node_died() {
        var ana = Person.at(server, MARK);
        var bob = Person.at(server, "bob");
        bob.share(bob.calendar(), ana, "write");
        ana.created("/api/events", event(MARK + " at home", ana.calendar()));
        var kept = ana.created("/api/events", event(MARK + " at Bob's", bob.calendar()));
        var begun =
                server.post(
                        operator.token(),
                        "/api/operations/erasures",
                        Map.of(
                                "user",
                                ana.user().id(),
                                "confirm",
                                ana.user().username(),
                                "reason",
                                "ticket 18"));
        assertThat(begun.status()).as(begun.text()).isEqualTo(202);
        var id = new OperationId(begun.json().get("id").asLong());

        var deaths = new HashSet<String>();
        var ended = untilDone(id, deaths);

        assertThat(deaths).hasSize(2 * Steps.NAMES.size());
        assertThat(ended.steps().stream().map(ErasureView.Step::name)).isEqualTo(Steps.NAMES);
        assertThat(ended.position()).isPresent();
        assertThat(found()).isEmpty();
        assertThat(ana.get("/api/users/me").status()).isEqualTo(401);
        var left = bob.get("/api/events/" + kept.get("id").asLong());
        assertThat(left.at("/title")).isEqualTo("(erased)");
        assertThat(server.bean(ErasureSide.class).runner(step -> step).tick())
                .as("it is over")
                .isFalse();
    }

    @Test
    void an_erasure_tells_that_it_waits_for_a_rebuild() {
        var zoe = Person.at(server, "zoe");
        zoe.created("/api/events", event("Lunch", zoe.calendar()));
        var rebuild =
                server.post(
                        operator.token(),
                        "/api/operations/rebuilds",
                        Map.of("projection", "entries", "reason", "slowly", "factsPerSecond", 1));
        assertThat(rebuild.status()).as(rebuild.text()).isEqualTo(202);
        var begun =
                server.post(
                        operator.token(),
                        "/api/operations/erasures",
                        Map.of(
                                "user",
                                zoe.user().id(),
                                "confirm",
                                zoe.user().username(),
                                "reason",
                                "ticket 19"));
        var id = new OperationId(begun.json().get("id").asLong());

        var waits =
                until(
                        id,
                        view -> view.waitsFor().filter(it -> it.contains("rebuilds")).isPresent());

        assertThat(waits.pending()).contains("read-models");
        var cancelled =
                server.post(
                        operator.token(),
                        "/api/operations/rebuilds/"
                                + rebuild.json().at("/data/0/id").asLong()
                                + "/cancel",
                        Map.of("reason", "somebody waits"));
        assertThat(cancelled.status()).as(cancelled.text()).isLessThan(300);
        assertThat(until(id, view -> view.endedAt().isPresent()).waitsFor()).isEmpty();
    }

    private static ErasureView until(OperationId id, Predicate<ErasureView> reached) {
        var side = server.bean(ErasureSide.class);
        var since = System.nanoTime();
        while (!reached.test(side.erasures().find(id))) {
            assertThat(Duration.ofNanos(System.nanoTime() - since)).isLessThan(PATIENCE);
            if (!side.runner(step -> step).tick()) {
                LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
            }
        }
        return side.erasures().find(id);
    }

    private static ErasureView untilDone(OperationId id, Set<String> deaths) {
        var side = server.bean(ErasureSide.class);
        var since = System.nanoTime();
        while (side.erasures().find(id).endedAt().isEmpty()) {
            assertThat(Duration.ofNanos(System.nanoTime() - since)).isLessThan(PATIENCE);
            try {
                if (!side.runner(step -> dyingOnce(step, deaths)).tick()) {
                    LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
                }
            } catch (Death died) {
                // a node that starts takes back what it held when it died
                side.jobs().freeAllOf("embedded");
            }
        }
        return side.erasures().find(id);
    }

    private static Map<String, Object> event(String title, long calendar) {
        return Map.of("title", title, "startDate", "2026-12-09", "calendarId", calendar);
    }

    private static List<String> found() {
        var database = server.bean(MongoDatabase.class);
        return database.listCollectionNames().into(new java.util.ArrayList<>()).stream()
                .filter(name ->
                        database
                                .getCollection(name)
                                .find()
                                .into(new java.util.ArrayList<>())
                                .stream()
                                .anyMatch(document ->
                                        document.toJson().toLowerCase(Locale.ROOT).contains(MARK)))
                .toList();
    }
}
