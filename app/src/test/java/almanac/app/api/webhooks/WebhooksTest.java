package almanac.app.api.webhooks;

import static almanac.app.testing.SyncServer.PROVIDERS;
import static almanac.app.testing.SyncServer.SERVER;
import static org.assertj.core.api.Assertions.assertThat;

import almanac.app.testing.Answer;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
final class WebhooksTest {

    private static Answer google(String channel, String token, String state) {
        return SERVER.exchange(
                "POST",
                "/webhooks/google",
                null,
                Map.of(
                        "X-Goog-Channel-ID",
                        channel,
                        "X-Goog-Channel-Token",
                        token,
                        "X-Goog-Resource-State",
                        state));
    }

    private static Answer microsoft(String body) {
        return SERVER.post(null, "/webhooks/microsoft", body);
    }

    private static String value(String subscription, String state) {
        return "{\"subscriptionId\":\"" + subscription + "\",\"clientState\":\"" + state + "\"}";
    }

    @Test
    void google_is_heard_on_known_channels_with_their_token() {
        PROVIDERS.channels.put("g1", "secret");
        assertThat(google("g1", "secret", "exists").status()).isEqualTo(200);
        assertThat(PROVIDERS.signals).contains("google g1");
        assertThat(google("g2", "secret", "exists").status()).isEqualTo(404);
        assertThat(google("g1", "guess", "exists").status()).isEqualTo(404);
        assertThat(SERVER.exchange("POST", "/webhooks/google", null, Map.of()).status())
                .isEqualTo(404);
        assertThat(google("g".repeat(257), "secret", "exists").status()).isEqualTo(404);
    }

    @Test
    void the_first_message_of_a_channel_says_nothing() {
        PROVIDERS.channels.put("g3", "secret");
        assertThat(google("g3", "secret", "sync").status()).isEqualTo(200);
        assertThat(PROVIDERS.signals).doesNotContain("google g3");
    }

    @Test
    void microsoft_is_told_its_token_as_plain_text() {
        var answer =
                SERVER.post(
                        null,
                        "/webhooks/microsoft?validationToken=Validation%3A%20Testing%20reach%2B1",
                        "");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).isEqualTo("Validation: Testing reach+1");
        assertThat(answer.header("Content-Type").orElseThrow()).startsWith("text/plain");
        assertThat(answer.header("X-Content-Type-Options")).contains("nosniff");
        var script =
                SERVER.exchange(
                        "POST", "/webhooks/microsoft?validationToken=%3Cscript%3E", null, Map.of());
        assertThat(script.text()).isEqualTo("&lt;script&gt;");
        assertThat(
                        SERVER.post(
                                        null,
                                        "/webhooks/microsoft?validationToken=" + "a".repeat(2049),
                                        "")
                                .status())
                .isEqualTo(400);
    }

    @Test
    void one_bad_notification_never_discards_the_good_ones() {
        PROVIDERS.channels.put("m1", "state");
        PROVIDERS.channels.put("m2", "state");
        var answer =
                microsoft(
                        "{\"value\":[null,7,{},{\"subscriptionId\":1,\"clientState\":[]},"
                                + value("m1", "guess")
                                + ","
                                + value("nobodys", "state")
                                + ","
                                + value("m2", "state")
                                + ",{\"subscriptionId\":\"m1\",\"clientState\":\"state\","
                                + "\"lifecycleEvent\":\"reauthorizationRequired\"}]}");
        assertThat(answer.status()).isEqualTo(202);
        assertThat(PROVIDERS.signals)
                .contains("microsoft m2", "reauthorizationRequired m1")
                .doesNotContain("microsoft m1");
    }

    @Test
    void what_could_not_be_noted_is_sent_again_by_the_provider() {
        PROVIDERS.channels.put("m3", "state");
        var answer =
                microsoft(
                        "{\"value\":["
                                + value("broken", "state")
                                + ","
                                + value("m3", "state")
                                + "]}");
        assertThat(answer.status()).isEqualTo(503);
        assertThat(PROVIDERS.signals).contains("microsoft m3");
    }

    @Test
    void what_is_no_notification_is_refused_and_large_bodies_are_not_read() {
        assertThat(microsoft("{}").status()).isEqualTo(400);
        assertThat(microsoft("[]").status()).isEqualTo(400);
        assertThat(microsoft("{\"value\":{}}").status()).isEqualTo(400);
        assertThat(microsoft("{").status()).isEqualTo(400);
        assertThat(microsoft("{\"value\":[]}").status()).isEqualTo(202);
        var large = new HashMap<String, Object>(Map.of("value", "x".repeat(300 * 1024)));
        assertThat(SERVER.post(null, "/webhooks/microsoft", large).status()).isEqualTo(413);
        assertThat(SERVER.get(null, "/webhooks/google").status()).isIn(401, 405);
    }
}
