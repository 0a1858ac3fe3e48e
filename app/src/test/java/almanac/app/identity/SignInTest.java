package almanac.app.identity;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.app.testing.AlmanacServer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SignInTest {

    private final AlmanacServer server = AlmanacServer.shared();

    @Test
    void a_new_user_gets_a_session_and_sees_themselves() {
        var body =
                Map.of(
                        "username", "Ada",
                        "email", "ada@example.org",
                        "password", AlmanacServer.PASSWORD,
                        "timezone", "Europe/Budapest",
                        "role", "operator");
        var answer = server.post(null, "/api/auth/register", body);

        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        assertThat(answer.at("/token_type")).isEqualTo("Bearer");
        assertThat(answer.json().get("expires_in").asInt()).isEqualTo(900);
        assertThat(answer.at("/refresh_expires_at")).isNotEmpty();
        var me = server.get(answer.at("/access_token"), "/api/users/me");
        assertThat(me.status()).isEqualTo(200);
        assertThat(me.at("/username")).isEqualTo("Ada");
        assertThat(me.at("/timezone")).isEqualTo("Europe/Budapest");
        assertThat(me.json().get("onboardingCompleted").asBoolean()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "short-A1, must have 10 to 128",
        "no-upper-case-1, upper-case",
        "NO-LOWER-CASE-1, lower-case",
        "No-Digit-Here, digit",
        "NoSpecial11, special"
    })
    void a_weak_password_is_refused_by_the_rule_it_breaks(String password, String rule) {
        var answer =
                server.post(
                        null,
                        "/api/auth/register",
                        Map.of("username", "weak", "email", "w@example.org", "password", password));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.at("/error/code")).isEqualTo("VALIDATION_FAILED");
        assertThat(answer.at("/error/details/fields/0/field")).isEqualTo("password");
        assertThat(answer.at("/error/details/fields/0/reasons/0")).contains(rule);
        assertThat(answer.text()).doesNotContain(password);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "two\nlines",
                "right\u202eto-left",
                "zero\u200bwidth",
                "tab\tbed",
                "para\u2029graph",
                "vic@example.org"
            })
    void a_username_that_misleads_is_refused(String username) {
        var answer =
                server.post(
                        null,
                        "/api/auth/register",
                        Map.of(
                                "username",
                                username,
                                "email",
                                "mallory@example.org",
                                "password",
                                AlmanacServer.PASSWORD));

        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        assertThat(answer.at("/error/details/fields/0/field")).isEqualTo("username");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Zo\u00eb M\u00fcller", "\u5c71\u7530 \u592a\u90ce", "own@example.org"})
    void a_username_may_be_a_name_of_any_script_or_the_own_address(String username) {
        var body =
                Map.of(
                        "username",
                        username,
                        "email",
                        username.contains("@") ? username : username.hashCode() + "@x.org",
                        "password",
                        AlmanacServer.PASSWORD);

        assertThat(server.post(null, "/api/auth/register", body).status()).isEqualTo(201);
        assertThat(login(username, AlmanacServer.PASSWORD).status()).isEqualTo(200);
    }

    @Test
    void a_name_is_taken_whatever_its_case() {
        var user = server.register("taken");
        var answer =
                server.post(
                        null,
                        "/api/auth/register",
                        Map.of(
                                "username",
                                user.username().toUpperCase(Locale.ROOT),
                                "email",
                                "other@example.org",
                                "password",
                                AlmanacServer.PASSWORD));

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.at("/error/code")).isEqualTo("CONFLICT");
    }

    @Test
    void a_user_signs_in_by_name_or_by_email() {
        var user = server.register("signs-in");

        for (var name : List.of(user.username(), user.username() + "@example.org")) {
            var answer = login(name, AlmanacServer.PASSWORD);
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.json().at("/user/id").asLong()).isEqualTo(user.id());
        }
    }

    @Test
    void a_wrong_password_and_an_unknown_name_are_told_in_the_same_words() {
        var user = server.register("guessed");
        var wrong = login(user.username(), "Wrong-Horse-77");
        var unknown = login("nobody-at-all", "Wrong-Horse-77");

        assertThat(wrong.status()).isEqualTo(401);
        assertThat(unknown.status()).isEqualTo(401);
        assertThat(wrong.at("/message")).isEqualTo(unknown.at("/message"));
    }

    @Test
    void guessing_is_slowed_down_for_one_name_only() {
        var user = server.register("slow");
        var statuses =
                java.util.stream.IntStream.range(0, 11)
                        .mapToObj(i -> login(user.username(), "Wrong-Horse-77"))
                        .toList();

        assertThat(statuses.getFirst().status()).isEqualTo(401);
        assertThat(statuses.getLast().status()).isEqualTo(429);
        assertThat(statuses.getLast().header("Retry-After")).isPresent();
        assertThat(login("someone-else", "Wrong-Horse-77").status()).isEqualTo(401);
    }

    @Test
    void guessing_is_slowed_down_however_the_name_is_written() {
        var user = server.register("Spelled");
        var spellings =
                List.of(
                        user.username() + " ",
                        "\t" + user.username() + "\u2003",
                        user.username().toUpperCase(Locale.ROOT),
                        user.username() + "@example.org",
                        user.username() + "@EXAMPLE.org   ");
        for (var i = 0; i < 10; i++) {
            login(spellings.get(i % spellings.size()), "Wrong-Horse-77");
        }

        for (var spelling : spellings) {
            assertThat(login(spelling, AlmanacServer.PASSWORD).status()).isEqualTo(429);
        }
    }

    @Test
    void a_refresh_token_works_once_and_its_reuse_ends_the_session() {
        var user = server.register("rotates");
        var next = refresh(user.refreshToken());
        assertThat(next.status()).isEqualTo(200);
        assertThat(next.at("/refresh_token")).isNotEqualTo(user.refreshToken());

        assertThat(refresh(user.refreshToken()).status()).isEqualTo(401);

        assertThat(refresh(next.at("/refresh_token")).status()).isEqualTo(401);
        assertThat(server.get(next.at("/access_token"), "/api/users/me").status()).isEqualTo(401);
    }

    @Test
    void after_logout_neither_token_works() {
        var user = server.register("leaves");
        assertThat(server.post(user.token(), "/api/auth/logout", Map.of()).status()).isEqualTo(200);

        assertThat(server.get(user.token(), "/api/users/me").status()).isEqualTo(401);
        assertThat(refresh(user.refreshToken()).status()).isEqualTo(401);
    }

    @Test
    void a_token_that_was_changed_is_refused() {
        var user = server.register("forged");
        var parts = user.token().split("\\.");
        var forged = parts[0] + "." + parts[1] + "." + parts[2].replaceFirst("^..", "AA");

        assertThat(server.get(forged, "/api/users/me").status()).isEqualTo(401);
    }

    @Test
    void a_profile_change_shows_at_once() {
        var user = server.register("changes");
        var changed =
                server.patch(
                        user.token(),
                        "/api/user/profile",
                        "{\"timezone\":\"Asia/Tokyo\",\"firstName\":\"Ann\",\"weekStartDay\":1}");
        assertThat(changed.at("/timezone")).as(changed.text()).isEqualTo("Asia/Tokyo");

        var cleared = server.patch(user.token(), "/api/user/profile", "{\"firstName\":null}");

        assertThat(cleared.json().get("firstName").isNull()).isTrue();
        assertThat(cleared.at("/timezone")).isEqualTo("Asia/Tokyo");
        assertThat(cleared.json().get("weekStartDay").asInt()).isEqualTo(1);
    }

    @Test
    void users_are_found_by_search_only() {
        var user = server.register("findable");

        assertThat(server.get(user.token(), "/api/users").status()).isEqualTo(400);
        var found = server.get(user.token(), "/api/users?search=" + user.username());
        assertThat(found.json().get(0).get("username").asString()).isEqualTo(user.username());
    }

    @Test
    void whoever_knows_an_address_finds_its_user_and_is_shown_no_other() {
        var user = server.register("addressed");
        var other = server.register(user.username() + "-too");
        var finder = server.register("finder").token();
        var address = user.username() + "@example.org";

        var found = server.get(finder, "/api/users?search=" + address.toUpperCase(Locale.ROOT));
        assertThat(found.json()).hasSize(1);
        assertThat(found.json().get(0).get("id").asLong()).isEqualTo(user.id());
        assertThat(found.json().get(0).get("email").asString()).isEqualTo(address);

        var begun = server.get(finder, "/api/users?search=" + user.username() + "@example");
        assertThat(begun.json()).isEmpty();
        var named = server.get(finder, "/api/users?search=" + user.username());
        assertThat(named.json())
                .extracting(person -> person.get("id").asLong())
                .containsExactly(user.id(), other.id());
        assertThat(named.text()).doesNotContain("@example.org");
    }

    @Test
    void whoever_is_named_by_their_address_is_found_once() {
        var address = "Named.By.Address@example.org";
        var name =
                Map.of("username", address, "email", address, "password", AlmanacServer.PASSWORD);
        server.post(null, "/api/auth/register", name);

        var found = server.get(server.register("finder").token(), "/api/users?search=" + address);

        assertThat(found.json()).hasSize(1);
        assertThat(found.at("/0/email")).isEqualTo(address);
    }

    private almanac.app.testing.Answer login(String name, String password) {
        return server.post(null, "/api/auth/login", Map.of("username", name, "password", password));
    }

    private almanac.app.testing.Answer refresh(String token) {
        return server.post(null, "/api/auth/refresh", Map.of("refreshToken", token));
    }
}
