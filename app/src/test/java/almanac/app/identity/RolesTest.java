package almanac.app.identity;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.app.testing.AlmanacServer;
import almanac.app.testing.Answer;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@DisplayNameGeneration(ReplaceUnderscores.class)
final class RolesTest {

    @TempDir private Path data = Path.of("");

    @Test
    void an_operator_grants_and_takes_roles_and_nobody_else_does() {
        try (var server = AlmanacServer.start(data)) {
            var boss = server.register("boss");
            var ana = server.register("ana");
            var roles = "/api/admin/users/" + ana.id() + "/roles";

            assertThat(server.get(ana.token(), roles).status()).isEqualTo(403);
            assertThat(server.send(ana.token(), "PUT", roles + "/operator", "{}").status())
                    .isEqualTo(403);
            assertThat(words(server.get(boss.token(), roles))).containsExactly("user");
            var granted = server.send(boss.token(), "PUT", roles + "/auditor", "{}");
            assertThat(words(granted)).containsExactly("user", "auditor");
            assertThat(server.get(ana.token(), "/api/users/me").at("/role")).isEqualTo("auditor");
            assertThat(words(server.delete(boss.token(), roles + "/auditor")))
                    .containsExactly("user");
            assertThat(server.get(ana.token(), "/api/users/me").at("/role")).isEqualTo("user");

            var wrong = server.send(boss.token(), "PUT", roles + "/king", "{}");
            assertThat(wrong.status()).isEqualTo(400);
            assertThat(wrong.at("/error/details/fields/0/field")).isEqualTo("role");
            assertThat(server.delete(boss.token(), roles + "/user").status()).isEqualTo(400);
            assertThat(server.get(boss.token(), "/api/admin/users/999/roles").status())
                    .isEqualTo(404);
            var own = "/api/admin/users/" + boss.id() + "/roles/operator";
            assertThat(server.delete(boss.token(), own).status()).isEqualTo(403);
        }
    }

    @Test
    void a_key_of_an_operator_needs_the_scope_admin() {
        try (var server = AlmanacServer.start(data)) {
            var boss = server.register("boss");
            var roles = "/api/admin/users/" + boss.id() + "/roles";
            for (var scope : List.of("read", "write", "admin")) {
                var key =
                        server.post(
                                boss.token(),
                                "/api/api-keys",
                                Map.of("name", scope, "scopes", List.of(scope)));
                var answer =
                        server.exchange("GET", roles, null, Map.of("x-api-key", key.at("/apiKey")));
                assertThat(answer.status()).as(scope).isEqualTo(scope.equals("admin") ? 200 : 403);
            }
        }
    }

    private static List<String> words(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json().get("roles").valueStream().map(role -> role.asString()).toList();
    }
}
