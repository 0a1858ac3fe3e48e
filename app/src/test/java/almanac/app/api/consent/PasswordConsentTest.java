package almanac.app.api.consent;

import static almanac.app.testing.SyncServer.PROVIDERS;
import static almanac.app.testing.SyncServer.SERVER;
import static almanac.app.testing.SyncServer.user;
import static org.assertj.core.api.Assertions.assertThat;

import almanac.app.testing.Answer;
import almanac.app.testing.Person;
import almanac.app.testing.SyncServer;
import almanac.connection.Authorizations.Purpose;
import almanac.connection.ProviderKind;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
final class PasswordConsentTest {

    private static final URI BACK = URI.create("http://localhost:3000/done");

    private static String started(Person person, ProviderKind provider) {
        return PROVIDERS
                .begin(user(person), provider, Purpose.CHRONAPILOT, BACK, List.of())
                .state();
    }

    private static Answer post(String form) {
        return SERVER.exchange(
                "POST",
                "/connect/icloud",
                form,
                Map.of("Content-Type", "application/x-www-form-urlencoded"));
    }

    @Test
    void the_page_asks_with_labels_and_without_scripts_and_is_kept_nowhere() {
        var state = started(SyncServer.person("asks"), ProviderKind.ICLOUD);
        var page = SERVER.get(null, "/connect/icloud?state=" + state);
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.header("Content-Type").orElseThrow()).startsWith("text/html");
        assertThat(page.text())
                .contains("<label for=\"username\">", "<label for=\"password\">")
                .contains("value=\"" + state + "\"")
                .doesNotContain("<script");
        assertThat(page.header("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'");
        assertThat(page.header("Cache-Control")).contains("no-store");
        assertThat(page.header("Referrer-Policy")).contains("no-referrer");
    }

    @Test
    void a_state_that_waits_for_nothing_gets_no_form() {
        var other = started(SyncServer.person("other"), ProviderKind.GOOGLE);
        for (var state : List.of("", "nobodys", other, "%3Cscript%3E")) {
            var page = SERVER.get(null, "/connect/icloud?state=" + state);
            assertThat(page.status()).as(state).isEqualTo(410);
            assertThat(page.text()).as(state).doesNotContain("<form").doesNotContain("<script");
            var posted = post("state=" + state + "&username=a&password=b");
            assertThat(posted.status()).as(state).isEqualTo(410);
        }
    }

    @Test
    void the_right_password_connects_once_and_goes_back() {
        var person = SyncServer.person("right");
        var state = started(person, ProviderKind.ICLOUD);
        var form = "state=" + state + "&username=ana%40icloud.com&password=abcd-efgh";
        var answer = post(form);
        assertThat(answer.status()).isEqualTo(302);
        assertThat(answer.header("Location").orElseThrow())
                .startsWith(BACK + "?connection_id=con_")
                .endsWith("&state=" + state);
        var connections = person.get("/v1/connections").json();
        assertThat(connections.at("/data/0/provider").asString()).isEqualTo("icloud");
        assertThat(post(form).status()).isEqualTo(410);
    }

    @Test
    void a_wrong_password_may_be_corrected_and_is_never_shown_again() {
        var state = started(SyncServer.person("wrong"), ProviderKind.ICLOUD);
        var answer = post("state=" + state + "&username=%22%3Ex%40y.z&password=wrong");
        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text())
                .contains("role=\"alert\"", "Apple did not accept the password.", "<form")
                .contains("value=\"&quot;&gt;x@y.z\"")
                .doesNotContain("\"wrong\"");
        assertThat(post("state=" + state + "&username=&password=").status()).isEqualTo(422);
        assertThat(post("state=" + state + "&username=a%40b.c&password=right").status())
                .isEqualTo(302);
    }

    @Test
    void a_consent_ends_on_a_page_that_says_what_became_of_it_and_runs_nothing() {
        var good = SERVER.get(null, "/calendar-sync?success=connected");
        assertThat(good.status()).isEqualTo(200);
        assertThat(good.text()).contains("role=\"status\"", "connected");
        var bad = SERVER.get(null, "/calendar-sync?error=sync_failed&details=%3Cscript%3Ex");
        assertThat(bad.text())
                .contains("role=\"alert\"", "&lt;script&gt;x")
                .doesNotContain("<script");
        assertThat(bad.header("Content-Security-Policy").orElseThrow())
                .contains("default-src 'none'");
    }

    @Test
    void a_password_in_the_address_line_is_not_read() {
        var state = started(SyncServer.person("line"), ProviderKind.ICLOUD);
        var answer =
                SERVER.exchange(
                        "POST",
                        "/connect/icloud?username=a%40b.c&password=secret",
                        "state=" + state,
                        Map.of("Content-Type", "application/x-www-form-urlencoded"));
        assertThat(answer.status()).isEqualTo(422);
    }
}
