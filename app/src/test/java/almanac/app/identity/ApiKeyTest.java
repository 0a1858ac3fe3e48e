package almanac.app.identity;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.app.testing.AlmanacServer;
import almanac.app.testing.Answer;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class ApiKeyTest {

    private final AlmanacServer server = AlmanacServer.shared();
    private final AlmanacServer.User user = server.register("keys");

    @Test
    void a_key_works_in_every_header_form() {
        var key = newKey("read").at("/apiKey");
        assertThat(key).matches("pk_[a-f0-9]{12}_[A-Za-z0-9_-]{20,}");

        var forms =
                List.of(
                        Map.of("Authorization", "Bearer " + key),
                        Map.of("Authorization", "ApiKey " + key),
                        Map.of("x-api-key", key));
        for (var form : forms) {
            assertThat(server.exchange("GET", "/api/users/me", null, form).status())
                    .as(form.toString())
                    .isEqualTo(200);
        }
    }

    @Test
    void a_secret_key_works_as_any_other_and_stays_one_when_it_is_rotated() {
        var body = Map.of("name", "a program", "kind", "secret", "scopes", List.of("write"));
        var made = server.post(user.token(), "/api/api-keys", body);

        assertThat(made.at("/apiKey")).matches("sk_test_[a-f0-9]{12}_[A-Za-z0-9_-]{20,}");
        assertThat(made.at("/apiKey")).startsWith(made.at("/key/prefix") + "_");
        assertThat(made.at("/key/kind")).isEqualTo("secret");
        assertThat(newKey("read").at("/key/kind")).isEqualTo("user");
        for (var form : List.of("Bearer ", "ApiKey ")) {
            var header = Map.of("Authorization", form + made.at("/apiKey"));
            assertThat(server.exchange("GET", "/v1/connections", null, header).status())
                    .isEqualTo(200);
        }
        var rotate = "/api/api-keys/" + made.json().at("/key/id").asLong() + "/rotate";
        var rotated = server.post(user.token(), rotate, Map.of());
        assertThat(rotated.at("/apiKey")).startsWith("sk_test_");
        assertThat(server.get(made.at("/apiKey"), "/api/users/me").status()).isEqualTo(401);
        assertThat(server.get(rotated.at("/apiKey"), "/api/users/me").status()).isEqualTo(200);
    }

    @Test
    void a_reading_key_cannot_write_and_is_told_which_scope_it_lacks() {
        var key = newKey("read").at("/apiKey");
        var answer = server.patch(key, "/api/user/profile", Map.of("firstName", "Eve"));

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.at("/message")).isEqualTo("API key lacks required \"write\" scope.");
        assertThat(
                        server.patch(
                                        newKey("write").at("/apiKey"),
                                        "/api/user/profile",
                                        Map.of("firstName", "Eve"))
                                .status())
                .isEqualTo(200);
    }

    @Test
    void admin_paths_need_the_admin_scope() {
        assertThat(server.get(newKey("write").at("/apiKey"), "/api/admin/x").at("/message"))
                .isEqualTo("API key lacks required \"admin\" scope.");
        assertThat(server.get(newKey("admin").at("/apiKey"), "/api/admin/x").status())
                .isEqualTo(404);
    }

    @Test
    void keys_cannot_manage_keys() {
        var key = newKey("admin").at("/apiKey");

        assertThat(server.get(key, "/api/api-keys").status()).isEqualTo(403);
        assertThat(server.post(key, "/api/api-keys", Map.of("name", "more")).status())
                .isEqualTo(403);
    }

    @Test
    void after_a_rotation_only_the_new_secret_works() {
        var first = newKey("read");
        var path = "/api/api-keys/" + first.json().at("/key/id").asLong();
        assertThat(server.get(first.at("/apiKey"), "/api/users/me").status()).isEqualTo(200);

        var rotated = server.post(user.token(), path + "/rotate", Map.of());

        assertThat(rotated.status()).as(rotated.text()).isEqualTo(201);
        assertThat(server.get(first.at("/apiKey"), "/api/users/me").status()).isEqualTo(401);
        assertThat(server.get(rotated.at("/apiKey"), "/api/users/me").status()).isEqualTo(200);
        assertThat(server.delete(user.token(), path).status()).isEqualTo(200);
        assertThat(server.get(rotated.at("/apiKey"), "/api/users/me").status()).isEqualTo(401);
    }

    @Test
    void of_rotations_at_once_one_secret_works_and_after_a_revocation_none() {
        var path = "/api/api-keys/" + newKey("read").json().at("/key/id").asLong();

        var rotated =
                IntStream.range(0, 4)
                        .mapToObj(i ->
                                CompletableFuture.supplyAsync(
                                        () -> server.post(user.token(), path + "/rotate", Map.of()),
                                        Thread::startVirtualThread))
                        .toList()
                        .stream()
                        .map(CompletableFuture::join)
                        .toList();

        assertThat(rotated).extracting(Answer::status).contains(201).isSubsetOf(201, 409);
        var secrets =
                rotated.stream()
                        .filter(answer -> answer.status() == 201)
                        .map(answer -> answer.at("/apiKey"))
                        .toList();
        assertThat(secrets.stream().filter(this::works)).hasSize(1);
        assertThat(server.delete(user.token(), path).status()).isEqualTo(200);
        assertThat(secrets.stream().filter(this::works)).isEmpty();
    }

    private boolean works(String key) {
        return server.get(key, "/api/users/me").status() == 200;
    }

    @Test
    void the_list_counts_uses_and_never_shows_a_secret() {
        var owner = server.register("counts");
        var made = server.post(owner.token(), "/api/api-keys", Map.of("name", "counted"));
        server.get(made.at("/apiKey"), "/api/users/me");
        server.get(made.at("/apiKey"), "/api/users/me");

        var list = server.get(owner.token(), "/api/api-keys");

        assertThat(list.json().get(0).get("usageCount").asInt()).isEqualTo(2);
        assertThat(list.json().get(0).get("lastUsedAt").isNull()).isFalse();
        assertThat(list.text()).doesNotContain(made.at("/apiKey"));
    }

    @Test
    void the_terms_of_a_key_are_checked() {
        assertThat(field(Map.of("scopes", List.of("read")))).isEqualTo("name");
        assertThat(field(Map.of("name", "k", "scopes", List.of("all")))).isEqualTo("scopes");
        assertThat(field(Map.of("name", "k", "expiresInDays", 0))).isEqualTo("expiresInDays");
        assertThat(field(Map.of("name", "k", "tier", "gold"))).isEqualTo("tier");
        assertThat(field(Map.of("name", "k", "kind", "sk_live"))).isEqualTo("kind");
    }

    @Test
    void a_guest_key_may_be_used_sixty_times_a_minute() {
        var made = server.post(user.token(), "/api/api-keys", Map.of("name", "g", "tier", "guest"));
        var key = made.at("/apiKey");
        for (var i = 0; i < 60; i++) {
            var answer = server.get(key, "/api/users/me");
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("X-RateLimit-Limit")).hasValue("60");
            // one a second comes back while the test runs
            assertThat(number(answer, "X-RateLimit-Remaining")).isGreaterThanOrEqualTo(59 - i);
        }
        var refused =
                IntStream.range(0, 1_000)
                        .mapToObj(i -> server.get(key, "/api/users/me"))
                        .filter(answer -> answer.status() == 429)
                        .findFirst();
        assertThat(refused).isPresent();
        assertThat(refused.get().at("/error/code")).isEqualTo("RATE_LIMITED");
        assertThat(refused.get().header("Retry-After")).isPresent();
        assertThat(refused.get().header("X-RateLimit-Remaining")).hasValue("0");
        var now = Instant.now().getEpochSecond();
        assertThat(number(refused.get(), "X-RateLimit-Reset")).isBetween(now, now + 61);
    }

    private static long number(Answer answer, String header) {
        return Long.parseLong(answer.header(header).orElseThrow());
    }

    @Test
    void a_session_has_no_rate_to_tell_of() {
        assertThat(server.get(user.token(), "/api/users/me").header("X-RateLimit-Limit")).isEmpty();
    }

    @Test
    void an_expiry_is_so_many_days_from_now_and_shown() {
        var before = Instant.now();
        var made =
                server.post(
                        user.token(),
                        "/api/api-keys",
                        Map.of("name", "k", "expiresInDays", 2, "rotateInDays", 1));

        assertThat(Instant.parse(made.at("/key/expiresAt")))
                .isBetween(
                        before.plus(Duration.ofDays(2)).truncatedTo(ChronoUnit.MILLIS),
                        Instant.now().plus(Duration.ofDays(2)));
        assertThat(Instant.parse(made.at("/key/rotateAfter")))
                .isBetween(
                        before.plus(Duration.ofDays(1)).truncatedTo(ChronoUnit.MILLIS),
                        Instant.now().plus(Duration.ofDays(1)));
    }

    @Test
    void another_users_key_is_not_found() {
        var id = newKey("read").json().at("/key/id").asLong();
        var other = server.register("other");

        assertThat(server.delete(other.token(), "/api/api-keys/" + id).status()).isEqualTo(404);
    }

    private String field(Map<String, Object> body) {
        return server.post(user.token(), "/api/api-keys", body).at("/error/details/fields/0/field");
    }

    private Answer newKey(String scope) {
        var made =
                server.post(
                        user.token(),
                        "/api/api-keys",
                        Map.of("name", "a key", "scopes", List.of(scope)));
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        return made;
    }
}
