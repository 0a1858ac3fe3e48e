package almanac.app.api.history;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.app.testing.AlmanacServer;
import almanac.app.testing.Answer;
import almanac.app.testing.Person;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

@DisplayNameGeneration(ReplaceUnderscores.class)
final class HistoryTest {

    private static final AlmanacServer SERVER = AlmanacServer.shared();
    private final Person owner = Person.at(SERVER, "owner");

    private long event(String title) {
        return owner.created(
                        "/api/events",
                        Map.of(
                                "title",
                                title,
                                "startDate",
                                "2026-03-02",
                                "calendarId",
                                owner.calendar()))
                .get("id")
                .asLong();
    }

    @Test
    void an_event_has_the_shape_of_the_contract() {
        var event = event("dinner");
        owner.patch("/api/events/" + event, Map.of("title", "supper", "location", "home"));

        var answer = owner.get("/api/events/" + event + "/history?limit=1&page=2");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().get("pagination").toString())
                .isEqualTo("{\"page\":2,\"limit\":1,\"total\":2,\"totalPages\":2}");
        var item = answer.json().at("/data/0");
        assertThat(item.get("sequence").asLong()).isEqualTo(1);
        assertThat(item.get("type").asString()).isEqualTo("entry.updated");
        assertThat(item.at("/actor/id").asLong()).isEqualTo(owner.user().id());
        assertThat(item.at("/actor/username").asString()).isEqualTo(owner.user().username());
        assertThat(item.at("/actor/via").asString()).isEqualTo("user");
        assertThat(item.get("changes").toString())
                .isEqualTo(
                        "{\"title\":{\"from\":\"dinner\",\"to\":\"supper\"},"
                                + "\"location\":{\"from\":null,\"to\":\"home\"}}");
        assertThat(item.at("/why/requestId").asString()).isNotEmpty();
        assertThat(item.get("eventId").asLong()).isEqualTo(event);
    }

    @Test
    void an_edit_of_a_whole_series_tells_what_it_changes_in_an_occurrence() {
        var days = owner.threeDays("training", "2026-04-01");
        var second = days.get(2).get("id").asLong();
        var series = "/api/events/" + days.get(0).get("id").asLong();
        owner.patch("/api/events/" + second, Map.of("title", "match", "updateMode", "single"));
        owner.patch(series, Map.of("title", "practice", "updateMode", "all"));

        var data = owner.get(series + "/history").json().get("data");

        assertThat(data.at("/1/occurrences").toString()).isEqualTo("[]");
        assertThat(data.at("/2/changes").toString())
                .isEqualTo("{\"title\":{\"from\":\"training\",\"to\":\"practice\"}}");
        assertThat(data.at("/2/occurrences").toString())
                .isEqualTo(
                        "[{\"eventId\":"
                                + second
                                + ",\"scope\":\"this\",\"originalStart\":\"2026-04-02T00:00:00\","
                                + "\"changes\":{\"title\":{\"from\":\"match\",\"to\":\"practice\"}}}]");
    }

    @Test
    void values_are_told_as_the_apis_show_them() {
        var event = event("dinner");
        var academic = "/api/calendar/events/event_" + event;
        owner.patch(academic, Map.of("priority", "LOW"));
        owner.patch(academic, Map.of("priority", "HIGH"));
        var friend = Person.at(SERVER, "friend");
        owner.share(owner.calendar(), friend, "read");
        owner.patch("/api/calendars/" + owner.calendar(), Map.of("visibility", "shared"));

        var ofEvent = owner.get("/api/events/" + event + "/history").json();
        assertThat(ofEvent.at("/data/2/changes").toString())
                .isEqualTo("{\"priority\":{\"from\":9,\"to\":1}}");
        var path = "/api/calendars/" + owner.calendar() + "/history?limit=100";
        var told = owner.get(path).json().get("data").toString();
        assertThat(told)
                .contains("\"permission\":\"read\"")
                .contains("\"visibility\":{\"from\":\"private\",\"to\":\"shared\"}")
                .doesNotContain("PRIVATE", "READ");
    }

    @Test
    void a_request_id_of_the_clients_choice_is_echoed_and_never_kept() {
        var chosen = "Jane-Doe-42";
        var body =
                Map.of("title", "lunch", "startDate", "2026-05-05", "calendarId", owner.calendar());
        var first = owner.send("POST", "/api/events", body, Map.of("x-request-id", chosen));
        var second = owner.send("POST", "/api/events", body, Map.of("x-request-id", chosen));

        assertThat(first.header("x-request-id")).hasValue(chosen);
        var kept = requestOf(first);
        // printf Jane-Doe-42 | sha256sum | cut -c 1-16
        assertThat(kept).isEqualTo("req_cfbcb652c1d135b7").isEqualTo(requestOf(second));
        var made = owner.post("/api/events", body);
        assertThat(requestOf(made)).isEqualTo(made.header("x-request-id").orElseThrow());
    }

    private String requestOf(Answer created) {
        var history = "/api/events/" + created.json().get("id").asLong() + "/history";
        return owner.get(history).json().at("/data/0/why/requestId").asString();
    }

    @Test
    void a_deleted_event_keeps_its_history_for_who_may_read_its_calendar() {
        var event = event("dinner");
        var friend = Person.at(SERVER, "friend");
        owner.share(owner.calendar(), friend, "read");
        owner.delete("/api/events/" + event);

        assertThat(friend.get("/api/events/" + event).status()).isEqualTo(404);
        assertThat(types(friend.get("/api/events/" + event + "/history").json()))
                .containsExactly("entry.created", "entry.deleted");
        var stranger = Person.at(SERVER, "stranger");
        assertThat(stranger.get("/api/events/" + event + "/history").status()).isEqualTo(403);
    }

    @Test
    void a_calendar_tells_its_shares_its_events_and_their_comments() {
        var event = event("dinner");
        var friend = Person.at(SERVER, "friend");
        owner.share(owner.calendar(), friend, "read");
        friend.created("/api/events/" + event + "/comments", Map.of("content", "late"));

        var answer = owner.get("/api/calendars/" + owner.calendar() + "/history?limit=100");

        assertThat(types(answer.json()))
                .containsExactly(
                        "calendar.created", "entry.created", "calendar.shared", "comment.written");
        assertThat(answer.json().at("/data/3/actor/username").asString())
                .isEqualTo(friend.user().username());
        assertThat(answer.json().at("/data/3/changes/content/to").asString()).isEqualTo("late");
    }

    private static List<String> types(JsonNode page) {
        return page.get("data").valueStream().map(item -> item.get("type").asString()).toList();
    }

    @Test
    void a_calendar_shows_how_it_differs_between_two_instants() {
        var kept = event("dinner");
        var gone = event("lunch");
        var from = SERVER.bean(Clock.class).instant().plusNanos(1);
        owner.patch("/api/events/" + kept, Map.of("title", "supper"));
        owner.delete("/api/events/" + gone);
        var made = event("tea");
        owner.patch("/api/calendars/" + owner.calendar(), Map.of("name", "kitchen"));
        var to = SERVER.bean(Clock.class).instant().plusNanos(1);
        var path = "/api/calendars/" + owner.calendar() + "/diff?from=" + from + "&to=" + to;

        var difference = eventually(path);

        assertThat(difference.at("/calendar/name/to").asString()).isEqualTo("kitchen");
        assertThat(difference.get("events").valueStream().map(HistoryTest::line))
                .containsExactly(
                        kept + " changed supper", gone + " removed lunch", made + " added tea");
        var backwards = "/api/calendars/" + owner.calendar() + "/diff?from=" + to + "&to=" + from;
        assertThat(owner.get(backwards).at("/error/details/fields/0/field")).isEqualTo("to");
    }

    private JsonNode eventually(String path) {
        var answer = owner.get(path);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.json();
    }

    private static String line(JsonNode event) {
        return event.get("eventId").asLong()
                + " "
                + event.get("change").asString()
                + " "
                + event.get("title").asString();
    }

    @Test
    void a_page_that_cannot_be_is_refused() {
        var path = "/api/events/" + event("dinner") + "/history";
        assertThat(owner.get(path + "?page=0").at("/error/details/fields/0/field"))
                .isEqualTo("page");
        assertThat(owner.get(path + "?limit=101").at("/error/details/fields/0/field"))
                .isEqualTo("limit");
        assertThat(owner.get("/api/events/calendar/history").status()).isIn(400, 404);
        assertThat(owner.get("/api/events/42abc/history").status()).isEqualTo(400);
    }
}
