package almanac.app.access;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.app.access.Matrix.Request;
import almanac.app.access.Matrix.Row;
import almanac.app.testing.AlmanacServer;
import almanac.app.testing.Answer;
import almanac.app.testing.Person;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/**
 * Every part tries every endpoint: owner, admin, write, read, stranger, and one whose share was
 * taken away in the middle of a session. An endpoint that is added without a row fails.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class PermissionMatrixTest {

    private final AlmanacServer server = AlmanacServer.shared();
    private final Map<String, Person> people = Scene.people(server);
    private final Scene shared = Scene.set(people);
    private final List<Row> rows =
            Matrix.rows(server.register("guest").id(), Person.at(server, "elsewhere").calendar());

    @Test
    void every_endpoint_has_a_row_or_a_reason() {
        var known = new TreeSet<String>();
        rows.forEach(row -> known.add(row.endpoint()));
        known.addAll(Matrix.selfOnly().keySet());
        known.addAll(Matrix.open().keySet());
        known.addAll(Matrix.triedElsewhere().keySet());
        var served =
                Endpoints.of(server).stream()
                        .filter(endpoint -> !isDocumentation(endpoint))
                        .collect(Collectors.toCollection(TreeSet::new));
        assertThat(served).as("endpoints that the matrix does not know").isEqualTo(known);
        var selfOnly = new TreeSet<>(Matrix.selfOnly().keySet());
        selfOnly.retainAll(rows.stream().map(Row::endpoint).collect(Collectors.toSet()));
        assertThat(selfOnly).as("both a row and self-only").isEmpty();
    }

    /** What springdoc serves: it describes the endpoints and reads nobody's data. */
    private static boolean isDocumentation(String endpoint) {
        return Stream.of("GET /v3/api-docs", "GET /docs", "GET /swagger-ui", "GET /")
                .anyMatch(prefix ->
                        prefix.equals("GET /")
                                ? endpoint.equals(prefix)
                                : endpoint.startsWith(prefix));
    }

    @TestFactory
    Stream<DynamicTest> everybody_may_do_exactly_what_their_part_says() {
        return rows.stream()
                .map(row ->
                        DynamicTest.dynamicTest(
                                row.endpoint() + " " + row.request().apply(shared).path(),
                                () -> people.forEach((part, who) -> tried(row, part, who))));
    }

    private void tried(Row row, String part, Person person) {
        var allowed = row.allows(part);
        var scene = allowed && row.destroys() ? Scene.set(people) : shared;
        var answer = sent(row, scene, bearer(person));
        var what = part + " does " + row.endpoint() + ": " + answer.text();
        if (row.isList()) {
            assertThat(answer.status()).as(what).isEqualTo(200);
            assertThat(answer.text().contains(scene.mark())).as(what).isEqualTo(allowed);
        } else if (allowed) {
            assertThat(answer.status()).as(what).isIn(200, 201);
        } else {
            assertThat(answer.status()).as(what).isEqualTo(row.refusal(part));
            assertThat(answer.text()).doesNotContain(scene.mark());
        }
    }

    private Answer sent(Row row, Scene scene, Map<String, String> credential) {
        Request request = row.request().apply(scene);
        var headers = new HashMap<>(credential);
        if (request.body() != null) {
            headers.put("Content-Type", request.type());
        }
        return server.exchange(row.method(), request.path(), request.body(), headers);
    }

    private static Map<String, String> bearer(Person person) {
        return Map.of("Authorization", "Bearer " + person.user().token());
    }

    @Test
    void nobody_gets_anywhere_without_credentials() {
        for (var row : rows) {
            for (var credential :
                    List.of(
                            Map.<String, String>of(),
                            Map.of("Authorization", "Bearer forged"),
                            Map.of("x-api-key", "pk_0123456789ab_forgedforgedforgedforged"),
                            Map.of("Cookie", "session_token=forged"))) {
                var answer = sent(row, shared, credential);
                assertThat(answer.status()).as(row.endpoint() + credential).isEqualTo(401);
                assertThat(answer.text()).doesNotContain(shared.mark());
            }
        }
        for (var endpoint : Matrix.selfOnly().keySet()) {
            assertThat(anonymously(endpoint).status()).as(endpoint).isEqualTo(401);
        }
    }

    @Test
    void what_is_open_asks_nobody_who_they_are() {
        for (var endpoint : Matrix.open().keySet()) {
            if (endpoint.contains(" ")) {
                var answer = anonymously(endpoint);
                assertThat(answer.text())
                        .as(endpoint)
                        .doesNotContain("Authentication is required", "Authentication required");
            }
        }
    }

    private Answer anonymously(String endpoint) {
        var method = endpoint.substring(0, endpoint.indexOf(' '));
        var path = endpoint.substring(endpoint.indexOf(' ') + 1).replaceAll("\\{\\w+}", "1");
        return server.exchange(method, path, method.equals("GET") ? null : "{}", Map.of());
    }

    @Test
    void a_key_that_may_only_read_writes_nothing_and_manages_no_keys() {
        var key = key("read");
        for (var row : rows) {
            var scene = shared;
            var answer = sent(row, scene, key);
            var reads = row.method().equals("GET") && !row.endpoint().contains("/api/api-keys");
            assertThat(answer.status())
                    .as(row.endpoint() + ": " + answer.text())
                    .isEqualTo(reads ? 200 : 403);
        }
        var all = key("admin");
        for (var row : rows) {
            if (row.endpoint().contains("/api/api-keys")) {
                assertThat(sent(row, shared, all).status()).as(row.endpoint()).isEqualTo(403);
            }
        }
    }

    private Map<String, String> key(String scope) {
        var owner = Scene.person(people, "owner");
        var made = owner.created("/api/api-keys", Map.of("name", "k", "scopes", Set.of(scope)));
        return Map.of("x-api-key", made.get("apiKey").asString());
    }

    /** Of those who may see nothing of one another, nobody learns more than names. */
    @Test
    void the_directory_tells_no_address_to_who_does_not_know_it() {
        var owner = Scene.person(people, "owner");
        var found =
                Scene.person(people, "stranger")
                        .get("/api/users?search=" + owner.user().username());
        assertThat(found.status()).isEqualTo(200);
        assertThat(found.json().get(0).propertyNames())
                .containsExactlyInAnyOrder("id", "username", "email", "firstName", "lastName");
        assertThat(found.json().get(0).get("email").isNull()).isTrue();
        assertThat(found.text()).doesNotContain("@example.org");
    }
}
