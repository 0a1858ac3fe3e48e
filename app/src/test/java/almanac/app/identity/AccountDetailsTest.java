package almanac.app.identity;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.app.testing.AlmanacServer;
import almanac.app.testing.Answer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The account page of the academic API (contract 8.2). */
final class AccountDetailsTest {

    private static final String DETAILS = "/api/account/details";
    private static final AlmanacServer SERVER = AlmanacServer.shared();

    private static List<String> sessions(Answer details) {
        return details.json()
                .at("/data/sessions")
                .valueStream()
                .map(session -> session.get("id").asString())
                .toList();
    }

    private static Answer signIn(AlmanacServer.User user) {
        return SERVER.post(
                null,
                "/api/auth/login",
                Map.of("username", user.username(), "password", AlmanacServer.PASSWORD));
    }

    @Test
    void the_password_is_an_account_and_no_token_is_told() {
        var user = SERVER.register("ada");
        var answer = SERVER.get(user.token(), DETAILS);

        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.json().propertyNames()).containsExactly("success", "data", "message");
        assertThat(answer.json().at("/data").propertyNames())
                .containsExactly("accounts", "sessions");
        assertThat(answer.json().at("/data/accounts").size()).isEqualTo(1);
        var account = answer.json().at("/data/accounts/0");
        assertThat(account.propertyNames())
                .containsExactly(
                        "id",
                        "providerId",
                        "accountId",
                        "createdAt",
                        "accessToken",
                        "refreshToken");
        assertThat(account.get("providerId").asString()).isEqualTo("credential");
        assertThat(account.get("accountId").asString()).isEqualTo("user_" + user.id());
        assertThat(account.get("accessToken").isBoolean()).isTrue();
        assertThat(account.get("accessToken").asBoolean()).isFalse();
        assertThat(account.get("refreshToken").asBoolean()).isFalse();
        assertThat(account.get("createdAt").asString()).endsWith("Z");
        assertThat(answer.text()).doesNotContain(user.token(), user.refreshToken());
    }

    @Test
    void sessions_come_with_sign_ins_and_go_with_sign_outs() {
        var user = SERVER.register("bob");
        var first = SERVER.get(user.token(), DETAILS);
        assertThat(sessions(first)).hasSize(1);
        var session = first.json().at("/data/sessions/0");
        assertThat(session.propertyNames()).containsExactly("id", "createdAt", "expiresAt");
        assertThat(Instant.parse(session.get("createdAt").asString()))
                .isBefore(Instant.parse(session.get("expiresAt").asString()));

        var second = signIn(user).at("/access_token");
        assertThat(sessions(SERVER.get(second, DETAILS))).hasSize(2).containsAll(sessions(first));

        SERVER.post(user.token(), "/api/auth/logout", "{}");
        assertThat(SERVER.get(user.token(), DETAILS).status()).isEqualTo(401);
        assertThat(sessions(SERVER.get(second, DETAILS)))
                .hasSize(1)
                .doesNotContainAnyElementsOf(sessions(first));
    }

    @Test
    void nobody_sees_the_sessions_of_somebody_else() {
        var cid = SERVER.register("cid");
        var dan = SERVER.register("dan");
        assertThat(sessions(SERVER.get(cid.token(), DETAILS)))
                .doesNotContainAnyElementsOf(sessions(SERVER.get(dan.token(), DETAILS)));
    }

    @Test
    void without_credentials_the_academic_envelope_says_so() {
        var answer = SERVER.get(null, DETAILS);
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.at("/code")).isEqualTo("UNAUTHORIZED");
        assertThat(answer.at("/error")).isEqualTo("Authentication required");
    }
}
