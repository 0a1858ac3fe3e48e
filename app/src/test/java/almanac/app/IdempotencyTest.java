package almanac.app;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.app.testing.AlmanacServer;
import almanac.app.testing.Answer;
import java.util.Map;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.junit.jupiter.api.Test;

final class IdempotencyTest {

    private final AlmanacServer server = AlmanacServer.shared();
    private final AlmanacServer.User user = server.register("once");

    @Test
    void a_repeated_write_runs_once_and_gets_the_first_answer() {
        var first = change("k1", "{\"firstName\":\"Ada\"}");
        var facts = facts();
        var again = change("k1", "{\"firstName\":\"Ada\"}");

        assertThat(first.header("Idempotency-Replayed")).isEmpty();
        assertThat(again.header("Idempotency-Replayed")).hasValue("true");
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.text()).isEqualTo(first.text());
        assertThat(facts()).isEqualTo(facts);
    }

    @Test
    void a_key_with_another_body_is_refused() {
        change("k2", "{\"firstName\":\"Ada\"}");
        var other = change("k2", "{\"firstName\":\"Eve\"}");

        assertThat(other.status()).isEqualTo(409);
        assertThat(other.at("/error/code")).isEqualTo("CONFLICT");
    }

    @Test
    void a_refusal_is_repeated_too() {
        assertThat(change("k3", "{\"firstName\":7}").status()).isEqualTo(400);
        var again = change("k3", "{\"firstName\":7}");
        assertThat(again.status()).isEqualTo(400);
        assertThat(again.header("Idempotency-Replayed")).hasValue("true");
    }

    @Test
    void another_users_key_is_another_key() {
        change("k4", "{\"firstName\":\"Ada\"}");
        var other = server.register("twice");
        var answer = change(other, "k4", "{\"firstName\":\"Eve\"}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.at("/username")).isEqualTo(other.username());
    }

    private long facts() {
        return server.bean(EventStore.class)
                .lastSequenceNumberFor("user-" + user.id())
                .orElseThrow();
    }

    private Answer change(String key, String body) {
        return change(user, key, body);
    }

    private Answer change(AlmanacServer.User who, String key, String body) {
        var headers = Map.of("Authorization", "Bearer " + who.token(), "Idempotency-Key", key);
        return server.exchange("PATCH", "/api/user/profile", body, headers);
    }
}
