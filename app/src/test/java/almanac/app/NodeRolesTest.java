package almanac.app;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.app.testing.AlmanacServer;
import almanac.app.testing.Answer;
import almanac.app.testing.Waiting;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a node says when others have to do the rest, and what becomes of it when they do. */
final class NodeRolesTest {

    private static final Map<String, Object> ADA =
            Map.of(
                    "username",
                    "ada",
                    "email",
                    "ada@example.org",
                    "password",
                    AlmanacServer.PASSWORD);

    @Test
    void a_registration_that_died_before_its_calendar_was_opened_gets_exactly_one_later() {
        var data = AlmanacServer.temporaryDirectory();
        try (var dying = AlmanacServer.start(data, "--almanac.roles=command,query")) {
            // no node runs the policies, so nobody opens the calendar
            dying.post(null, "/api/auth/register", ADA);
        }
        for (var start = 1; start <= 2; start++) {
            try (var next = AlmanacServer.start(data)) {
                var session = login(next);
                assertThat(session.status()).as(session.text()).isEqualTo(200);
                var token = session.at("/access_token");
                opened(next, token);
                var created =
                        next.post(
                                token,
                                "/api/events",
                                Map.of("title", "Now", "startDate", "2026-12-07"));
                assertThat(created.status()).as(created.text()).isEqualTo(201);
                assertThat(next.get(token, "/api/calendars").json())
                        .as("calendars after start %d", start)
                        .hasSize(1);
            }
        }
    }

    /** The policy catches up behind the first requests. */
    private static void opened(AlmanacServer server, String token) {
        Waiting.until(
                Duration.ofSeconds(20),
                () -> !server.get(token, "/api/calendars").json().isEmpty());
    }

    @Test
    void a_write_that_nobody_projects_is_stored_and_says_that_it_cannot_be_read_yet() {
        var data = AlmanacServer.temporaryDirectory();
        try (var writing =
                AlmanacServer.start(
                        data, "--almanac.roles=command", "--almanac.visible-within=100ms")) {
            var answer = writing.post(null, "/api/auth/register", ADA);

            assertThat(answer.status()).as(answer.text()).isEqualTo(503);
            assertThat(answer.at("/error/code")).isEqualTo("SERVICE_UNAVAILABLE");
            assertThat(answer.at("/message")).contains("stored at position");
            assertThat(answer.header("Retry-After")).isPresent();
        }
        try (var whole = AlmanacServer.start(data)) {
            var session = login(whole);
            assertThat(session.status()).as(session.text()).isEqualTo(200);
        }
    }

    @Test
    void a_good_password_is_not_called_bad_where_users_are_not_projected_yet() {
        var data = AlmanacServer.temporaryDirectory();
        try (var writing =
                AlmanacServer.start(
                        data, "--almanac.roles=command", "--almanac.visible-within=100ms")) {
            writing.post(null, "/api/auth/register", ADA);

            var early = login(writing);

            assertThat(early.status()).as(early.text()).isEqualTo(503);
            assertThat(early.header("Retry-After")).isPresent();
            var wrong =
                    writing.post(
                            null,
                            "/api/auth/login",
                            Map.of("username", "ada", "password", "Wrong-Passw0rd!"));
            assertThat(wrong.status()).as(wrong.text()).isEqualTo(401);
        }
    }

    private static Answer login(AlmanacServer server) {
        return server.post(
                null,
                "/api/auth/login",
                Map.of("username", "ada", "password", AlmanacServer.PASSWORD));
    }

    @Test
    void an_edit_that_also_moves_is_stored_whole_where_it_cannot_be_read_in_time() {
        var data = AlmanacServer.temporaryDirectory();
        AlmanacServer.User ada;
        String path;
        long other;
        try (var whole = AlmanacServer.start(data)) {
            ada = whole.registerExactly("ada");
            other = created(whole, ada, "/api/calendars", Map.of("name", "Other"));
            var event = Map.of("title", "old", "startDate", "2026-12-07");
            path = "/api/events/" + created(whole, ada, "/api/events", event);
        }
        try (var writing =
                AlmanacServer.start(
                        data, "--almanac.roles=command", "--almanac.visible-within=100ms")) {
            var edit = Map.of("title", "new", "calendarId", other);
            assertThat(writing.patch(ada.token(), path, edit).status()).isEqualTo(503);
        }
        try (var whole = AlmanacServer.start(data)) {
            Waiting.until(
                    Duration.ofSeconds(20),
                    () -> whole.get(ada.token(), path).at("/title").equals("new"));
            var event = whole.get(ada.token(), path).json();
            assertThat(event.get("calendarId").asLong()).isEqualTo(other);
        }
    }

    private static long created(
            AlmanacServer server, AlmanacServer.User user, String path, Map<String, ?> body) {
        var answer = server.post(user.token(), path, body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return answer.json().get("id").asLong();
    }

    @Test
    void a_write_that_could_not_be_read_in_time_is_answered_when_it_is_tried_again() {
        var data = AlmanacServer.temporaryDirectory();
        AlmanacServer.User ada;
        try (var whole = AlmanacServer.start(data)) {
            ada = whole.registerExactly("ada");
        }
        var event = Map.of("title", "Once", "startDate", "2026-12-07");
        var headers = Map.of("Authorization", "Bearer " + ada.token(), "Idempotency-Key", "k");
        try (var writing =
                AlmanacServer.start(
                        data, "--almanac.roles=command", "--almanac.visible-within=100ms")) {
            for (var attempt = 1; attempt <= 2; attempt++) {
                var answer = writing.exchange("POST", "/api/events", event, headers);
                assertThat(answer.status()).as(answer.text()).isEqualTo(503);
            }
        }
        try (var whole = AlmanacServer.start(data)) {
            var answer = whole.exchange("POST", "/api/events", event, headers);
            assertThat(answer.status()).as(answer.text()).isEqualTo(201);
            assertThat(whole.get(ada.token(), "/api/events?startDate=2026-12-07").json())
                    .hasSize(1);
        }
    }
}
