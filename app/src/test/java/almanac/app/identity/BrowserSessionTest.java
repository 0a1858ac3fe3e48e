package almanac.app.identity;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.app.testing.AlmanacServer;
import almanac.app.testing.Answer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The session routes of the academic API (contract 5.1, 8.2). */
final class BrowserSessionTest {

    private static final Pattern COOKIE = Pattern.compile("authjs\\.session-token=([^;]+); (.*)");
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final AlmanacServer SERVER = AlmanacServer.shared();

    private static String email(String name) {
        return name + NUMBER.incrementAndGet() + "@sessions.example.org";
    }

    private static Answer signUp(String name, String email) {
        return SERVER.post(
                null,
                "/api/auth/signup",
                Map.of("name", name, "email", email, "password", AlmanacServer.PASSWORD));
    }

    private static Answer signIn(String email, String password) {
        return SERVER.post(null, "/api/auth/signin", Map.of("email", email, "password", password));
    }

    private static List<String> cookies(Answer answer) {
        return answer.headers().entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase("Set-Cookie"))
                .flatMap(header -> header.getValue().stream())
                .toList();
    }

    private static String token(Answer answer) {
        var cookie = COOKIE.matcher(cookies(answer).getFirst());
        assertThat(cookie.matches()).as(cookies(answer).toString()).isTrue();
        return cookie.group(1);
    }

    private static Answer with(String cookie, String method, String path, String... headers) {
        var all = new HashMap<>(Map.of("Cookie", cookie));
        for (var i = 0; i < headers.length; i += 2) {
            all.put(headers[i], headers[i + 1]);
        }
        var body = method.equals("GET") ? null : "{\"name\":\"n\"}";
        return SERVER.exchange(method, path, body, all);
    }

    private static void failed(Answer answer, int status, String code, String error) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.json().get("success").asBoolean()).isFalse();
        assertThat(answer.at("/code")).isEqualTo(code);
        assertThat(answer.at("/error")).contains(error);
        assertThat(cookies(answer)).isEmpty();
    }

    @Test
    void who_signs_up_has_a_session_in_a_cookie_that_no_script_reads() {
        var email = email("ada");
        var answer = signUp("Ada King  Lovelace", email);

        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        assertThat(List.copyOf(answer.json().propertyNames()))
                .containsExactly("success", "data", "message");
        var user = answer.json().at("/data/user");
        assertThat(List.copyOf(user.propertyNames())).containsExactly("id", "name", "email");
        assertThat(user.get("id").asString()).matches("user_[1-9][0-9]*");
        assertThat(user.get("name").asString()).isEqualTo("Ada King Lovelace");
        assertThat(user.get("email").asString()).isEqualTo(email);
        assertThat(cookies(answer)).hasSize(1);
        assertThat(cookies(answer).getFirst())
                .contains("; Path=/", "; Max-Age=2592000", "; HttpOnly", "; SameSite=Lax")
                .doesNotContain("Secure")
                .doesNotContain("Domain");
        assertThat(answer.text()).doesNotContain(token(answer));

        for (var name : List.of("authjs.session-token", "session_token")) {
            var session = with(name + "=" + token(answer), "GET", "/api/auth/session");
            assertThat(session.status()).isEqualTo(200);
            assertThat(session.json().at("/data/user")).isEqualTo(user);
        }
        var made = with("session_token=" + token(answer), "POST", "/api/courses");
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        assertThat(made.json().at("/data/userId")).isEqualTo(user.get("id"));
    }

    @Test
    void the_cookie_of_a_secure_request_is_secure() {
        var body = Map.of("name", "n", "email", email("tls"), "password", AlmanacServer.PASSWORD);
        var answer =
                SERVER.exchange(
                        "POST", "/api/auth/signup", body, Map.of("X-Forwarded-Proto", "https"));
        assertThat(cookies(answer).getFirst()).contains("; Secure");
    }

    @Test
    void who_signed_up_signs_in_by_email_here_and_at_the_other_login() {
        var email = email("bob");
        var id = signUp("Bob", email).at("/data/user/id");

        var answer = signIn(email, AlmanacServer.PASSWORD);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.at("/data/user/id")).isEqualTo(id);
        assertThat(answer.at("/message")).isNotEmpty();
        assertThat(with("session_token=" + token(answer), "GET", "/api/auth/session").status())
                .isEqualTo(200);
        var login =
                SERVER.post(
                        null,
                        "/api/auth/login",
                        Map.of("username", email, "password", AlmanacServer.PASSWORD));
        assertThat("user_" + login.at("/user/id")).isEqualTo(id);
    }

    @Test
    void a_wrong_password_and_an_unknown_address_are_told_in_the_same_words() {
        var email = email("cid");
        signUp("Cid", email);
        var wrong = signIn(email, "Wrong-Horse-77");
        var unknown = signIn("nobody-at-all@example.org", "Wrong-Horse-77");
        failed(wrong, 401, "UNAUTHORIZED", "Invalid credentials");
        assertThat(unknown.json()).isEqualTo(wrong.json());
    }

    @Test
    void guessing_is_slowed_down() {
        var email = email("dan");
        var answers = new ArrayList<Answer>();
        for (var i = 0; i < 11; i++) {
            answers.add(signIn(email, "Wrong-Horse-77"));
        }
        assertThat(answers.getFirst().status()).isEqualTo(401);
        failed(answers.getLast(), 429, "RATE_LIMIT_EXCEEDED", "");
        assertThat(answers.getLast().header("Retry-After")).isPresent();
        assertThat(answers.getLast().at("/action")).isEqualTo("RETRY_LATER");
    }

    @Test
    void an_address_is_registered_once_whatever_its_case() {
        var email = email("eli");
        signUp("Eli", email);
        var again = signUp("Eli", email.toUpperCase(Locale.ROOT));
        failed(again, 409, "CONFLICT", "email is already taken");
    }

    @Test
    void nobody_takes_the_address_of_another_for_a_username() {
        var email = email("hut");
        var squatter =
                Map.of("username", email, "email", email("squatter"), "password", "Other-Horse-88");
        var refused = SERVER.post(null, "/api/auth/register", squatter);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.at("/error/details/fields/0/field")).isEqualTo("username");
        var id = signUp("Hut", email).at("/data/user/id");
        assertThat(signIn(email, AlmanacServer.PASSWORD).at("/data/user/id")).isEqualTo(id);
    }

    @Test
    void two_people_of_the_same_name_at_two_hosts_get_two_usernames() {
        var name = "fay" + NUMBER.incrementAndGet();
        for (var host : List.of("one", "two")) {
            var answer = signUp("Fay", name + "@" + host + ".example.org");
            assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        }
        var found =
                SERVER.get(SERVER.register("finder").token(), "/api/users?search=" + name).json();
        assertThat(found.size()).isEqualTo(2);
        assertThat(found.get(0).get("username").asString()).isEqualTo(name);
        assertThat(found.get(1).get("username").asString()).matches(name + "-[0-9a-f]{8}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    signup | {"email":"x@example.org","password":"Correct-Horse-7"}             | name
                    signup | {"name":" ","email":"x@example.org","password":"Correct-Horse-7"}  | name
                    signup | {"name":7,"email":"x@example.org","password":"Correct-Horse-7"}    | name
                    signup | {"name":"n","password":"Correct-Horse-7"}                          | email
                    signup | {"name":"n","email":"nobody","password":"Correct-Horse-7"}         | email
                    signup | {"name":"n","email":"x@example.org"}                               | password
                    signup | {"name":"n","email":"x@example.org","password":"short"}            | password
                    signin | {"password":"Correct-Horse-7"}                                     | email
                    signin | {"email":"x@example.org"}                                          | password
                    signin | {"email":["x@example.org"],"password":"Correct-Horse-7"}           | email
                    """)
    void a_wrong_field_is_refused_by_name(String route, String body, String field) {
        var answer = SERVER.post(null, "/api/auth/" + route, body);
        failed(answer, 400, "VALIDATION_ERROR", "");
        assertThat(answer.at("/details/0")).startsWith(field + ": ");
    }

    @Test
    void a_name_has_at_most_eighty_characters() {
        assertThat(signUp("🎓".repeat(80), email("gus")).status()).isEqualTo(201);
        failed(signUp("🎓".repeat(81), email("gus")), 400, "VALIDATION_ERROR", "name");
    }

    @Test
    void after_sign_out_the_cookie_is_cleared_and_opens_nothing() {
        var token = token(signUp("Hal", email("hal")));
        var answer = with("authjs.session-token=" + token, "POST", "/api/auth/signout");

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(List.copyOf(answer.json().propertyNames()))
                .containsExactly("success", "message");
        assertThat(cookies(answer))
                .hasSize(2)
                .allSatisfy(cookie -> assertThat(cookie).contains("Max-Age=0", "HttpOnly"));
        var after = with("authjs.session-token=" + token, "GET", "/api/auth/session");
        failed(after, 401, "UNAUTHORIZED", "Authentication required");
        assertThat(SERVER.get(token, "/api/courses").status()).isEqualTo(401);
    }

    @Test
    void signing_out_without_a_session_is_no_error() {
        assertThat(SERVER.exchange("POST", "/api/auth/signout", null, Map.of()).status())
                .isEqualTo(200);
        assertThat(with("session_token=forged", "POST", "/api/auth/signout").status())
                .isEqualTo(200);
    }

    @Test
    void a_session_is_asked_for_with_any_credential_and_never_without() {
        var user = SERVER.register("bearer");
        var session = SERVER.get(user.token(), "/api/auth/session");
        assertThat(session.at("/data/user/id")).isEqualTo("user_" + user.id());
        assertThat(session.at("/data/user/name")).isEqualTo(user.username());
        failed(
                SERVER.get(null, "/api/auth/session"),
                401,
                "UNAUTHORIZED",
                "Authentication required");
        failed(
                with("session_token=forged", "GET", "/api/auth/session"),
                401,
                "UNAUTHORIZED",
                "Authentication required");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://evil.example", "null", "https://localhost", "garbage :"})
    void another_site_cannot_write_with_the_cookie(String origin) {
        var cookie = "authjs.session-token=" + token(signUp("Ida", email("ida")));
        var forged = with(cookie, "POST", "/api/courses", "Origin", origin);
        failed(forged, 403, "FORBIDDEN", "another site");
        var primeCal = with(cookie, "POST", "/api/calendars", "Origin", origin);
        assertThat(primeCal.status()).isEqualTo(403);
        var read = with(cookie, "GET", "/api/courses", "Origin", origin);
        assertThat(read.json().at("/data/courses").size()).isZero();
        assertThat(read.status()).isEqualTo(200);
        assertThat(with(cookie, "POST", "/api/courses", "Origin", SERVER.url()).status())
                .isEqualTo(201);
    }

    @ParameterizedTest
    @CsvSource({"cross-site,403", "same-site,403", "same-origin,201", "none,201"})
    void what_the_browser_says_of_the_site_counts(String site, int status) {
        var cookie = "session_token=" + token(signUp("Jan", email("jan")));
        assertThat(with(cookie, "POST", "/api/courses", "Sec-Fetch-Site", site).status())
                .isEqualTo(status);
    }

    @Test
    void a_credential_that_no_browser_adds_by_itself_is_good_from_anywhere() {
        var token = SERVER.register("script").token();
        var answer =
                SERVER.exchange(
                        "POST",
                        "/api/courses",
                        "{\"name\":\"n\"}",
                        Map.of(
                                "Authorization",
                                "Bearer " + token,
                                "Origin",
                                "http://evil.example"));
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {"signup", "signin", "signout"})
    void another_site_cannot_sign_anybody_in_or_out(String route) {
        var answer =
                SERVER.exchange(
                        "POST",
                        "/api/auth/" + route,
                        "{}",
                        Map.of("Origin", "http://evil.example"));
        failed(answer, 403, "FORBIDDEN", "another site");
    }
}
