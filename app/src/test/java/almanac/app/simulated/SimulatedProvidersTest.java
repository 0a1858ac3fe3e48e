package almanac.app.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import almanac.app.testing.AlmanacServer;
import almanac.app.testing.Waiting;
import almanac.simulated.Faults;
import almanac.simulated.Forms;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
final class SimulatedProvidersTest {

    private static final String TOKEN = "/simulated/google/token";

    private final AlmanacServer server = AlmanacServer.shared();
    private final Faults faults = server.bean(SimulatedProviders.class).google().faults();
    private final HttpClient browser =
            HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NORMAL).build();

    @AfterEach
    void mend() {
        faults.clear();
        browser.close();
    }

    private HttpResponse<String> post(String path, String form)
            throws IOException, InterruptedException {
        return browser.send(
                HttpRequest.newBuilder(URI.create(server.url() + path))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form))
                        .build(),
                BodyHandlers.ofString());
    }

    @Test
    void one_page_leads_to_all_others_without_a_credential_and_without_a_script() {
        var index = server.get(null, "/simulated");

        assertThat(index.status()).isEqualTo(200);
        assertThat(index.text())
                .startsWith("<!doctype html>")
                .contains("<html lang=\"en\">", "sam@example.com", "alex@contoso.example")
                .contains("color-scheme: light dark")
                .doesNotContain("<script", "http://", "https://");
        var links =
                java.util.regex.Pattern.compile("href=\"([^\"]+)\"")
                        .matcher(index.text())
                        .results()
                        .map(link -> link.group(1))
                        .filter(link -> link.startsWith("/simulated/"))
                        .toList();
        assertThat(links).hasSize(4);
        for (var link : links) {
            assertThat(server.get(null, link).status()).as(link).isEqualTo(200);
        }
        assertThat(server.get(null, "/simulated/apple").status()).isEqualTo(404);
        assertThat(server.get(null, "/simulated/google").header("Location"))
                .contains("/simulated/google/");
    }

    @Test
    void the_accounts_have_something_in_them() {
        assertThat(
                        server.get(
                                        null,
                                        "/simulated/google/person?calendar=family@group.calendar.example.com")
                                .text())
                .contains("Piano lesson", "Dentist", "FREQ=WEEKLY");
        assertThat(server.get(null, "/simulated/microsoft/person").text())
                .contains("Budget review", "Stand-up (series)");
    }

    @Test
    void a_person_connects_either_provider_on_its_consent_page() throws Exception {
        var ana = server.register("simulated");
        for (var provider :
                Map.of(
                                "google",
                                Map.of(
                                        "account",
                                        "sam@example.com",
                                        "decision",
                                        "allow",
                                        "grant",
                                        "https://www.googleapis.com/auth/calendar.events"
                                                + " https://www.googleapis.com/auth/calendar.calendarlist.readonly"),
                                "microsoft",
                                Map.of(
                                        "account",
                                        "alex@contoso.example",
                                        "decision",
                                        "accept",
                                        "write",
                                        "on"))
                        .entrySet()) {
            var page =
                    server.get(ana.token(), "/api/calendar-sync/auth/" + provider.getKey())
                            .json()
                            .get("authUrl")
                            .asString();
            assertThat(page).startsWith(server.url() + "/simulated/" + provider.getKey() + "/");

            var end = post(page.substring(server.url().length()), Forms.write(provider.getValue()));

            assertThat(end.uri().toString())
                    .isEqualTo(server.url() + "/calendar-sync?success=connected");
            assertThat(end.body()).contains("Calendar connected");
        }
        var status = server.get(ana.token(), "/api/calendar-sync/status").json().get("providers");
        assertThat(status.get(0).at("/calendars/1/name").asString()).isEqualTo("Family");
        assertThat(status.get(1).at("/calendars/1/name").asString()).isEqualTo("Team");
        for (var each : status) {
            var calendar =
                    Map.of(
                            "externalId",
                            each.at("/calendars/1/id").asString(),
                            "localName",
                            "Mapped from " + each.get("provider").asString());
            var mapped =
                    server.post(
                            ana.token(),
                            "/api/calendar-sync/sync",
                            Map.of(
                                    "provider",
                                    each.get("provider").asString(),
                                    "calendars",
                                    List.of(calendar)));
            assertThat(mapped.status()).as(mapped.text()).isEqualTo(201);
        }
        Waiting.until(
                Duration.ofSeconds(30),
                () -> server.get(ana.token(), "/v1/connections").text(),
                () -> modes(ana).equals(List.of("realtime", "realtime")));
    }

    private List<String> modes(AlmanacServer.User user) {
        return server.get(user.token(), "/v1/connections")
                .json()
                .get("data")
                .valueStream()
                .map(each -> each.get("sync_mode").asString())
                .toList();
    }

    @Test
    void a_lost_answer_breaks_the_connection_without_a_byte() {
        faults.plan(new Faults.LostAnswer(), 1);

        assertThatThrownBy(() -> post(TOKEN, "grant_type=refresh_token"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no bytes");
    }

    @Test
    void a_truncated_answer_ends_in_the_middle() {
        faults.plan(new Faults.Truncated(), 1);

        assertThatThrownBy(() -> post(TOKEN, "grant_type=refresh_token"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("fixed content-length");
        assertThat(faults.waiting()).isZero();
    }

    @Test
    void a_body_of_more_than_a_megabyte_is_not_read() throws Exception {
        assertThat(
                        post("/simulated/google/person", "summary=" + "x".repeat(1_100_000))
                                .statusCode())
                .isEqualTo(413);
    }

    @Test
    void what_comes_through_a_proxy_is_kept_out_unless_an_operator_opened_it() {
        var forwarded = Map.of("X-Forwarded-For", "203.0.113.9");
        assertThat(server.exchange("GET", "/simulated", null, forwarded).status()).isEqualTo(403);
        try (var open =
                AlmanacServer.start(
                        AlmanacServer.temporaryDirectory(), "--almanac.providers.simulated=true")) {
            assertThat(open.exchange("GET", "/simulated", null, forwarded).status()).isEqualTo(200);
        }
    }

    @Test
    void only_this_machine_and_private_networks_are_near() {
        for (var near :
                new String[] {"127.0.0.1", "::1", "10.1.2.3", "172.17.0.1", "192.168.1.5"}) {
            assertThat(Visitors.isNear(near)).as(near).isTrue();
        }
        for (var far : new String[] {"8.8.8.8", "172.32.0.1", "2001:4860:4860::8888", "x"}) {
            assertThat(Visitors.isNear(far)).as(far).isFalse();
        }
    }

    @Test
    void a_server_with_a_real_client_simulates_nothing() {
        try (var real =
                AlmanacServer.start(
                        AlmanacServer.temporaryDirectory(),
                        "--almanac.providers.google.client-id=real")) {
            assertThat(real.get(null, "/simulated").status()).isEqualTo(401);
            var ana = real.register("real");
            assertThat(
                            real.get(ana.token(), "/api/calendar-sync/auth/google")
                                    .json()
                                    .get("authUrl")
                                    .asString())
                    .startsWith("https://accounts.google.com/o/oauth2/v2/auth");
        }
    }

    @Test
    void notices_go_to_our_own_webhooks_only() {
        var places =
                new Places(
                        () -> Optional.of(URI.create("http://localhost:9")),
                        () -> URI.create("https://cal.example"));

        assertThat(places.webhook(URI.create("https://cal.example/webhooks/google?a=b")))
                .contains(URI.create("http://localhost:9/webhooks/google?a=b"));
        for (var foreign :
                new String[] {
                    "https://cal.example.evil.example/webhooks/google",
                    "https://cal.example/api/events",
                    "http://169.254.169.254/webhooks/"
                }) {
            assertThat(places.webhook(URI.create(foreign))).as(foreign).isEmpty();
        }
    }
}
