package almanac.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import almanac.app.setting.WrongSetting;
import almanac.app.testing.AlmanacServer;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.micrometer.metrics.autoconfigure.MetricsProperties;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

final class StartTest {

    private static final String METRICS = "/actuator/prometheus";

    @TempDir Path data;

    @Test
    void a_restart_keeps_users_keys_and_sessions() {
        AlmanacServer.User user;
        String key;
        try (var server = AlmanacServer.start(data)) {
            user = server.registerExactly("ada");
            key = server.post(user.token(), "/api/api-keys", Map.of("name", "k")).at("/apiKey");
        }
        try (var server = AlmanacServer.start(data)) {
            assertThat(server.get(user.token(), "/api/users/me").at("/username")).isEqualTo("ada");
            assertThat(server.get(key, "/api/users/me").status()).isEqualTo(200);
            var refreshed =
                    server.post(
                            null, "/api/auth/refresh", Map.of("refreshToken", user.refreshToken()));
            assertThat(refreshed.status()).isEqualTo(200);
            assertThat(server.registerExactly("eve").id()).isNotEqualTo(user.id());
        }
    }

    @Test
    void the_first_user_of_an_embedded_store_is_operator_and_the_second_is_not() {
        try (var server = AlmanacServer.start(data)) {
            var first = server.registerExactly("first");
            var second = server.registerExactly("second");
            assertThat(role(server, first)).isEqualTo("operator");
            assertThat(role(server, second)).isEqualTo("user");
        }
    }

    @Test
    void a_configured_operator_is_the_only_one() {
        try (var server = AlmanacServer.start(data, "--almanac.operator=boss")) {
            var first = server.registerExactly("first");
            var boss = server.registerExactly("boss");
            assertThat(role(server, first)).isEqualTo("user");
            assertThat(role(server, boss)).isEqualTo("operator");
        }
    }

    @Test
    void a_node_without_the_command_role_takes_no_writes_and_answers_reads() {
        AlmanacServer.User user;
        try (var server = AlmanacServer.start(data)) {
            user = server.registerExactly("reader");
        }
        try (var server = AlmanacServer.start(data, "--almanac.roles=query")) {
            assertThat(server.get(user.token(), "/api/users/me").status()).isEqualTo(200);
            var write = server.patch(user.token(), "/api/user/profile", "{\"firstName\":\"x\"}");
            assertThat(write.status()).isEqualTo(503);
            assertThat(write.header("Retry-After")).isPresent();
        }
    }

    @Test
    void metrics_are_for_operators_and_for_who_has_the_token() {
        var token = "scraper-0123456789";
        try (var server = AlmanacServer.start(data, "--almanac.security.metrics-token=" + token)) {
            var operator = server.registerExactly("operator");
            var user = server.registerExactly("user");
            assertThat(server.get(null, METRICS).status()).isEqualTo(401);
            assertThat(server.get("scraper-012345678x", METRICS).status()).isEqualTo(401);
            assertThat(server.get(user.token(), METRICS).status()).isEqualTo(403);
            assertThat(server.get(operator.token(), METRICS).text()).contains("jvm_memory");
            assertThat(server.get(token, METRICS).text()).contains("jvm_memory");
            assertThat(server.get(token, "/api/events").status()).isEqualTo(401);

            var readOnly = server.post(operator.token(), "/api/api-keys", Map.of("name", "k"));
            assertThat(server.get(readOnly.at("/apiKey"), METRICS).status()).isEqualTo(403);
        }
        assertThat(AlmanacServer.shared().get(null, METRICS).status()).isEqualTo(401);
        assertThat(AlmanacServer.shared().get(token, METRICS).status()).isEqualTo(401);
    }

    @Test
    void every_route_has_room_in_the_metrics() {
        var server = AlmanacServer.shared();
        var routes =
                server
                        .bean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                        .getHandlerMethods()
                        .keySet()
                        .stream()
                        .flatMap(mapping -> mapping.getPatternValues().stream())
                        .distinct()
                        .count();

        // static files, the console and the actuator have some of their own
        assertThat(server.bean(MetricsProperties.class).getWeb().getServer().getMaxUriTags())
                .isGreaterThan((int) routes + 100);
    }

    @Test
    void health_and_documents_answer_without_credentials() {
        var server = AlmanacServer.shared();
        assertThat(server.get(null, "/api/healthz").status()).isEqualTo(200);
        assertThat(server.get(null, "/api/ready").status()).isEqualTo(200);
        assertThat(server.get(null, "/actuator/health").status()).isEqualTo(200);
        assertThat(server.get(null, "/actuator/health").at("/components/projections/status"))
                .isEqualTo("UP");
        assertThat(server.get(null, "/actuator/health/readiness").status()).isEqualTo(200);
        assertThat(server.get(null, "/v3/api-docs/primecal").json().at("/paths").propertyNames())
                .contains("/api/auth/register", "/api/api-keys/{id}/rotate");
        assertThat(server.get(null, "/docs").status()).isIn(200, 302);
        assertThat(server.get(null, "/swagger-ui/index.html").status()).isEqualTo(200);
    }

    @Test
    void the_banner_says_where_the_documents_and_the_data_are_and_how_to_get_the_first_token() {
        var url = new AtomicReference<String>();
        var shown =
                shown(() -> {
                    try (var server = AlmanacServer.start(data)) {
                        url.set(server.url());
                    }
                });

        assertThat(shown)
                .contains(
                        "Almanac is ready",
                        url + "/docs",
                        data.toAbsolutePath() + " (embedded store)",
                        "curl -s " + url + "/api/auth/register");
    }

    /** Tomcat has no resource of such a name, and says so with an exception. */
    @Test
    void the_data_may_lie_outside_the_working_directory() {
        var beside = Path.of("").toAbsolutePath().relativize(data.toAbsolutePath());
        assertThat(beside.toString()).startsWith("..");

        try (var server = AlmanacServer.start(beside)) {
            assertThat(server.get(null, "/api/healthz").status()).isEqualTo(200);
        }
        assertThat(data.resolve("almanac.db")).exists();
    }

    @Test
    void a_setting_that_a_node_cannot_start_with_is_told_without_a_stack_trace() {
        var shown =
                shown(() ->
                        assertThatThrownBy(() ->
                                        AlmanacServer.start(
                                                data, "--almanac.security.metrics-token=short"))
                                .hasRootCauseInstanceOf(WrongSetting.class));

        assertThat(shown)
                .contains(
                        "APPLICATION FAILED TO START",
                        "almanac.security.metrics-token needs at least 16 characters")
                .doesNotContain("\tat ");
    }

    private static String shown(Runnable what) {
        var console = System.out;
        var shown = new ByteArrayOutputStream();
        System.setOut(new PrintStream(shown, true, StandardCharsets.UTF_8));
        try {
            what.run();
        } finally {
            System.setOut(console);
        }
        return shown.toString(StandardCharsets.UTF_8);
    }

    private static String role(AlmanacServer server, AlmanacServer.User user) {
        return server.get(user.token(), "/api/users/me").at("/role");
    }
}
