package almanac.app;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.app.testing.AlmanacServer;
import almanac.app.testing.Answer;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Which web pages may call, and what a client gets that asks for what no API speaks. */
final class CrossOriginTest {

    private static AlmanacServer server;

    @BeforeAll
    static void start() {
        // the JDK's client sends no Origin unless it is allowed to
        System.setProperty("jdk.httpclient.allowRestrictedHeaders", "origin");
        server =
                AlmanacServer.start(
                        AlmanacServer.temporaryDirectory(),
                        "--almanac.security.cors-origins=https://app.example.org");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Answer preflight(String origin) {
        return server.exchange(
                "OPTIONS",
                "/api/events",
                null,
                Map.of(
                        "Origin", origin,
                        "Access-Control-Request-Method", "POST",
                        "Access-Control-Request-Headers", "authorization,content-type"));
    }

    @Test
    void a_configured_origin_may_call() {
        var answer = preflight("https://app.example.org");

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.header("Access-Control-Allow-Origin"))
                .contains("https://app.example.org");
        assertThat(answer.header("Access-Control-Allow-Methods").orElse("")).contains("POST");
    }

    @Test
    void any_other_origin_may_not() {
        var answer = preflight("https://evil.example.org");

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.header("Access-Control-Allow-Origin")).isEmpty();
    }

    @Test
    void a_client_that_takes_no_json_is_told_so_in_json() {
        var token = server.register("ada").token();
        var answer =
                server.exchange(
                        "GET",
                        "/api/calendars",
                        null,
                        Map.of("Authorization", "Bearer " + token, "Accept", "image/png"));

        assertThat(answer.status()).as(answer.text()).isEqualTo(406);
        assertThat(answer.at("/meta/statusCode")).isEqualTo("406");
    }
}
