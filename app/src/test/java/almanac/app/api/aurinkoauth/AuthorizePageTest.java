package almanac.app.api.aurinkoauth;

import static almanac.app.api.aurinkoauth.Client.BACK;
import static almanac.app.api.aurinkoauth.Client.parameters;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import almanac.app.testing.AlmanacServer;
import almanac.app.testing.AlmanacServer.User;
import almanac.app.testing.Answer;
import almanac.message.Rejected;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The page where a user lets an application in, as a browser and as an attacker see it. */
final class AuthorizePageTest {

    private static final AlmanacServer SERVER = AlmanacServer.shared();
    private static final Client CLIENT = Client.at(SERVER, "Photo frame");

    private final User ana = SERVER.register("ana");

    @Test
    void the_page_says_who_asks_for_what_and_needs_no_script() {
        var page = CLIENT.page(CLIENT.asking("loginHint", ana.username()));

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Content-Type").orElseThrow()).startsWith("text/html");
        assertThat(page.text())
                .contains("<strong>Photo frame</strong> asks to see your calendars")
                .contains("<strong>localhost:3000</strong>")
                .contains("<label for=\"username\">", "<label for=\"password\">")
                .contains("value=\"" + ana.username() + "\"")
                .contains("<html lang=\"en\">", "<main>", "<h1>")
                .doesNotContain("<script", "role=\"alert\"");
        assertThat(page.header("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'")
                .contains("form-action 'self' http://localhost:3000")
                .contains("style-src 'sha256-")
                .doesNotContain("unsafe");
        assertThat(page.header("Cache-Control")).contains("no-store");
        assertThat(page.header("X-Frame-Options")).contains("DENY");
        assertThat(CLIENT.page(CLIENT.asking("scopes", "Calendar.Read Calendar.ReadWrite")).text())
                .contains("asks to see and change your calendars");
    }

    /** A browser takes the sheet only if its hash is the one that the policy names. */
    @Test
    void the_policy_lets_the_style_of_the_page_in() throws Exception {
        var page = CLIENT.page(CLIENT.asking());
        var text = page.text();
        var sheet = text.substring(text.indexOf("<style>") + 7, text.indexOf("</style>"));
        var hash =
                java.util.Base64.getEncoder()
                        .encodeToString(
                                java.security.MessageDigest.getInstance("SHA-256")
                                        .digest(
                                                sheet.getBytes(
                                                        java.nio.charset.StandardCharsets.UTF_8)));

        assertThat(page.header("Content-Security-Policy").orElseThrow())
                .contains("style-src 'sha256-" + hash + "'");
    }

    @Test
    void who_allows_it_goes_back_with_a_code_and_the_state_as_it_was() {
        var state = "a b+c&d=%3D<\n>\"é\u2028𝄞";
        var answer =
                CLIENT.decided(
                        CLIENT.asking("state", state, "returnUrl", BACK + "?kept=1"),
                        "allow",
                        ana.username() + "@example.org",
                        AlmanacServer.PASSWORD);

        assertThat(answer.status()).isEqualTo(303);
        assertThat(answer.header("Location").orElseThrow()).startsWith(BACK + "?kept=1&code=");
        assertThat(parameters(answer)).containsOnlyKeys("kept", "code", "state");
        assertThat(parameters(answer)).containsEntry("state", state);
        assertThat(parameters(answer).get("code")).matches("[A-Za-z0-9_-]{43}");
        assertThat(answer.header("Cache-Control")).contains("no-store");
        assertThat(answer.header("Referrer-Policy")).contains("no-referrer");
    }

    @Test
    void the_form_goes_to_the_address_of_the_page_with_all_it_was_asked() {
        var page = CLIENT.page(CLIENT.asking("state", "a b&c", "unknown", "x")).text();
        var action = page.substring(page.indexOf("action=\"") + 8);
        var path = action.substring(0, action.indexOf('"')).replace("&amp;", "&");
        assertThat(path).startsWith("/v1/auth/authorize?").doesNotContain("unknown");

        var answer =
                SERVER.exchange("POST", path, "decision=deny", Map.of("Content-Type", Client.FORM));

        assertThat(parameters(answer))
                .isEqualTo(Map.of("error", "access_denied", "state", "a b&c"));
    }

    @Test
    void who_does_not_allow_it_goes_back_without_signing_in() {
        var denied = CLIENT.decided(CLIENT.asking(), "deny", "", "");
        var stateless = CLIENT.asking();
        stateless.remove("state");

        assertThat(denied.status()).isEqualTo(303);
        assertThat(denied.header("Location")).contains(BACK + "?error=access_denied&state=s-1");
        assertThat(CLIENT.decided(stateless, "deny", "", "").header("Location"))
                .contains(BACK + "?error=access_denied");
        assertThat(CLIENT.decided(CLIENT.asking(), "", "", "").status()).isEqualTo(400);
    }

    @Test
    void markup_is_shown_as_text_wherever_it_comes_from() {
        var markup = "\"'><script>alert(1)</script>";
        var hostile = Client.at(SERVER, "<script>alert(2)</script>");
        var pages =
                List.of(
                        hostile.page(hostile.asking("state", markup, "loginHint", markup)),
                        hostile.decided(
                                hostile.asking("state", markup), "allow", markup, "Wrong-Horse-77"),
                        CLIENT.page(CLIENT.asking("clientId", markup)),
                        CLIENT.page(CLIENT.asking("scopes", markup)),
                        CLIENT.page(CLIENT.asking("serviceType", markup)),
                        CLIENT.page(CLIENT.asking("returnUrl", "http://localhost/" + markup)),
                        CLIENT.page(CLIENT.asking(markup, markup)));

        for (var page : pages) {
            assertThat(page.header("Content-Type").orElseThrow()).startsWith("text/html");
            assertThat(page.text()).doesNotContain("<script", "\"'>");
        }
        assertThat(pages.getFirst().text())
                .contains("&lt;script&gt;alert(2)&lt;/script&gt;</strong> asks")
                .contains("value=\"&quot;&#39;&gt;&lt;script&gt;");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/done",
                "http://localhost.evil.example/",
                "http://localhost@evil.example/",
                "http://localhost:3000@evil.example/",
                "http://evil.example\\@localhost/",
                "http://localhost\\.evil.example/",
                "http://evil.example#@localhost/",
                "http://localhost/#part",
                "http://user:pw@localhost/",
                "//evil.example/",
                "/done",
                "done",
                "javascript:alert(1)",
                "javascript://localhost/%0Aalert(1)",
                "data:text/html,x",
                "ftp://localhost/",
                "http:localhost",
                "http:///evil.example",
                "https:evil.example",
                "http://loc\u0430lhost/",
                "http://localhost%2eevil.example/",
                "http://localhost\tx.example/",
                " http://localhost/",
                "http://localhost/\r\nSet-Cookie: a=b",
                ""
            })
    void an_address_that_is_not_allowed_gets_a_page_and_no_redirect(String target) {
        var query = CLIENT.asking("returnUrl", target);
        for (var answer :
                List.of(
                        CLIENT.page(query),
                        CLIENT.decided(query, "deny", "", ""),
                        CLIENT.decided(query, "allow", ana.username(), AlmanacServer.PASSWORD))) {
            refusedOnAPage(answer);
            assertThat(answer.text()).contains("returnUrl must be an address on an allowed");
        }
    }

    private static void refusedOnAPage(Answer answer) {
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("Location")).isEmpty();
        assertThat(answer.header("Content-Type").orElseThrow()).startsWith("text/html");
        assertThat(answer.text()).contains("role=\"alert\"").doesNotContain("<form");
    }

    @Test
    void an_application_that_is_none_gets_nobody_in() {
        var revoked = Client.at(SERVER, "revoked");
        SERVER.delete(revoked.developer().token(), "/api/api-keys/" + revoked.key());
        var users = SERVER.post(ana.token(), "/api/api-keys", Map.of("name", "of a user"));
        for (var id :
                List.of(
                        revoked.id(),
                        users.at("/key/prefix"),
                        "sk_test_0123456789ab",
                        CLIENT.secret(),
                        "sk_",
                        "")) {
            var query = CLIENT.asking("clientId", id);
            refusedOnAPage(CLIENT.page(query));
            var answer = CLIENT.decided(query, "allow", ana.username(), AlmanacServer.PASSWORD);
            refusedOnAPage(answer);
            assertThat(answer.text()).contains("not known").doesNotContain(CLIENT.secret());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "serviceType, Google, /v1/connections/start",
        "serviceType, almanac, /v1/connections/start",
        "responseType, token, responseType must be code",
        "scopes, Mail.Read, Calendar.ReadWrite",
        "scopes, Calendar.Read Mail.Send, Calendar.ReadWrite",
        "code_challenge, short, S256",
        "code_challenge, E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM, S256",
        "code_challenge_method, S256, S256"
    })
    void what_cannot_be_had_is_said_on_the_page(String name, String value, String words) {
        var answer = CLIENT.page(CLIENT.asking(name, value));

        refusedOnAPage(answer);
        assertThat(answer.text()).contains(words);
    }

    @Test
    void a_parameter_that_is_there_twice_is_refused_and_what_is_left_out_has_a_meaning() {
        var path = Client.path(CLIENT.asking());
        refusedOnAPage(SERVER.get(null, path + "&returnUrl=http%3A%2F%2Flocalhost%2Fx"));
        refusedOnAPage(SERVER.get(null, path + "&clientId=" + CLIENT.id()));
        assertThatThrownBy(() -> AuthorizeQuery.of("clientId=x&state=%"))
                .isInstanceOf(Rejected.class);
        refusedOnAPage(SERVER.get(null, "/v1/auth/authorize"));
        assertThat(SERVER.get(null, path + "&scopes=Calendar.ReadWrite").text())
                .contains("see and change");

        var least = CLIENT.asking();
        List.of("serviceType", "scopes", "responseType", "state").forEach(least::remove);
        assertThat(CLIENT.page(least).text()).contains("asks to see your calendars");
    }

    @Test
    void a_wrong_password_and_an_unknown_name_are_told_in_the_same_words_and_may_be_corrected() {
        var wrong = CLIENT.decided(CLIENT.asking(), "allow", ana.username(), "Wrong-Horse-77");
        var unknown = CLIENT.decided(CLIENT.asking(), "allow", "nobody-at-all", "Wrong-Horse-77");

        for (var answer : List.of(wrong, unknown)) {
            assertThat(answer.status()).isEqualTo(422);
            assertThat(answer.header("Location")).isEmpty();
            assertThat(answer.text())
                    .contains("role=\"alert\"", "The username or the password is wrong.", "<form")
                    .doesNotContain("Wrong-Horse-77");
        }
        for (var password : List.of("", "x".repeat(129))) {
            assertThat(CLIENT.decided(CLIENT.asking(), "allow", ana.username(), password).status())
                    .isEqualTo(422);
        }
        assertThat(CLIENT.code(ana)).isNotBlank();
    }

    @Test
    void guessing_is_slowed_down_here_and_at_the_sign_in_together() {
        var login = Map.of("username", ana.username(), "password", "Wrong-Horse-77");
        IntStream.range(0, 5).forEach(i -> SERVER.post(null, "/api/auth/login", login));
        IntStream.range(0, 5)
                .forEach(i ->
                        CLIENT.decided(CLIENT.asking(), "allow", ana.username(), "Wrong-Horse-77"));
        var last =
                IntStream.range(0, 5)
                        .mapToObj(i ->
                                CLIENT.decided(
                                        CLIENT.asking(),
                                        "allow",
                                        ana.username(),
                                        AlmanacServer.PASSWORD))
                        .filter(answer -> answer.status() != 303)
                        .findFirst()
                        .orElseThrow();

        assertThat(last.status()).isEqualTo(429);
        assertThat(last.header("Retry-After")).isPresent();
        assertThat(last.header("Location")).isEmpty();
        assertThat(last.text()).contains("role=\"alert\"", "Please wait", "<form");
        assertThat(CLIENT.code(SERVER.register("another"))).isNotBlank();
    }

    @Test
    void a_form_that_another_site_makes_the_browser_send_is_refused() {
        var form =
                Map.of(
                        "decision",
                        "allow",
                        "username",
                        ana.username(),
                        "password",
                        AlmanacServer.PASSWORD);
        for (var headers :
                List.of(
                        Map.of("Origin", "https://evil.example"),
                        Map.of("Origin", "null"),
                        Map.of("Sec-Fetch-Site", "cross-site"),
                        Map.of("Sec-Fetch-Site", "same-site"))) {
            var answer = CLIENT.posted(CLIENT.asking(), form, headers);
            assertThat(answer.status()).as(headers.toString()).isEqualTo(403);
            assertThat(answer.header("Location")).isEmpty();
        }
        for (var headers :
                List.of(
                        Map.of("Origin", SERVER.url()),
                        Map.of("Sec-Fetch-Site", "same-origin", "Origin", SERVER.url()))) {
            assertThat(CLIENT.posted(CLIENT.asking(), form, headers).status()).isEqualTo(303);
        }
    }

    @Test
    void nothing_that_the_browser_brings_by_itself_allows_it() {
        var signedIn = Map.of("Cookie", "session_token=" + ana.token());
        var allow = Map.of("decision", "allow");
        var query = new HashMap<>(CLIENT.asking());

        assertThat(CLIENT.posted(query, allow, signedIn).status()).isEqualTo(422);
        query.put("username", ana.username());
        query.put("password", AlmanacServer.PASSWORD);
        assertThat(CLIENT.posted(query, allow, Map.of()).status()).isEqualTo(422);
    }

    @Test
    void the_document_of_this_api_has_it() {
        var paths = SERVER.get(null, "/v3/api-docs/aurinko").json().get("paths");

        assertThat(paths.at("/~1v1~1auth~1authorize/get/parameters").valueStream())
                .extracting(parameter -> parameter.get("name").asString())
                .contains("clientId", "returnUrl", "scopes", "state", "code_challenge");
        assertThat(paths.at("/~1v1~1auth~1authorize").has("post")).isFalse();
        assertThat(paths.at("/~1v1~1auth~1token~1{code}/post/security/0").has("application"))
                .isTrue();
    }
}
