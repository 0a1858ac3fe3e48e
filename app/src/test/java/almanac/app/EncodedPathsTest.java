package almanac.app;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.app.testing.AlmanacServer;
import almanac.app.testing.Person;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A path is the same path with its letters percent-encoded, for whatever decides by it. */
final class EncodedPathsTest {

    private final AlmanacServer server = AlmanacServer.shared();
    private final Person owner = Person.at(server, "spells");

    @ParameterizedTest
    @CsvSource({
        "/%761/calendars/CALENDAR, /v1/calendars/999999999, /code",
        "/%761/calend%61rs/CALENDAR/events/EVENT, /v1/calendars/999999999/events/1, /code",
        "/api/%63alendar/events/event_EVENT, /api/calendar/events/event_999999999, /code"
    })
    void a_stranger_learns_no_more_by_another_spelling(String path, String missing, String code) {
        var stranger = Person.at(server, "guesses");
        var event = owner.created("/api/events", Map.of("title", "t", "startDate", "2026-05-04"));
        var existing =
                path.replace("CALENDAR", Long.toString(owner.calendar()))
                        .replace("EVENT", event.get("id").asString());

        var answer = stranger.get(existing);

        assertThat(answer.status()).as(answer.text()).isEqualTo(404);
        assertThat(answer.at(code)).isEqualTo(stranger.get(missing).at(code)).isNotEmpty();
    }

    @Test
    void no_spelling_keeps_a_secret_for_an_idempotency_key() {
        var key = Map.of("Idempotency-Key", "spelled");
        var body = Map.of("name", "Photo frame");

        var first = owner.send("POST", "/api/%61pi-keys", body, key);
        var again = owner.send("POST", "/api/%61pi-keys", body, key);

        assertThat(List.of(first.status(), again.status())).containsOnly(201);
        assertThat(again.header("Idempotency-Replayed")).isEmpty();
        assertThat(again.at("/apiKey")).isNotEqualTo(first.at("/apiKey"));
    }

    @Test
    void no_spelling_repeats_a_write_that_the_plain_path_has_done() {
        var key = Map.of("Idempotency-Key", "once");
        var event = Map.of("title", "t", "startDate", "2026-05-04");

        var first = owner.send("POST", "/api/events", event, key);
        var again = owner.send("POST", "/api/%65vents", event, key);

        assertThat(again.header("Idempotency-Replayed")).hasValue("true");
        assertThat(again.json()).isEqualTo(first.json());
    }

    /** The container refuses the method before any of our filters. */
    @ParameterizedTest
    @CsvSource({
        "/v1/calendars, /code",
        "/%761/calendars, /code",
        "/v1/connec%74ions, /error/type",
        "/api/%63ourses, /code",
        "/api/even%74s, /error/code"
    })
    void what_the_container_refuses_is_told_by_the_api_of_the_path(String path, String field) {
        var answer = owner.send("TRACE", path, null, Map.of());

        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.at(field)).as(answer.text()).isNotEmpty();
    }

    @Test
    void every_spelling_counts_against_the_rate() {
        assertThat(owner.get("/%761/connections").header("X-RateLimit-Limit")).isPresent();
    }

    @ParameterizedTest
    @CsvSource({"/api/admin/projections", "/api/%61dmin/projections"})
    void an_admin_path_needs_the_scope_in_every_spelling(String path) {
        var key = owner.created("/api/api-keys", Map.of("name", "k")).get("apiKey").asString();

        var answer = server.exchange("GET", path, null, Map.of("x-api-key", key));

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.text()).contains("scope");
    }
}
