package almanac.app.api.primecal;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.app.testing.AlmanacServer;
import almanac.app.testing.Person;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * What a refusal says, and what comes and goes with a share; who may do what is the matrix of
 * {@code access.PermissionMatrixTest}.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class EventAccessTest {

    private final Person owner = Person.at(AlmanacServer.shared(), "owner");
    private final Map<String, Person> people = new LinkedHashMap<>();

    EventAccessTest() {
        people.put("owner", owner);
        for (var name : List.of("admin", "write", "read", "stranger", "revoked")) {
            people.put(name, Person.at(AlmanacServer.shared(), name));
        }
    }

    private Person person(String name) {
        return Optional.ofNullable(people.get(name)).orElseThrow();
    }

    /**
     * A calendar with an event, a series and shares of its own, so that no endpoint is in the way
     * of another.
     */
    private record Scene(long calendar, long event, long occurrence) {}

    private Scene scene() {
        var calendar = owner.created("/api/calendars", Map.of("name", "c")).get("id").asLong();
        for (var permission : List.of("admin", "write", "read")) {
            owner.share(calendar, person(permission), permission);
        }
        var revoked = person("revoked");
        owner.share(calendar, revoked, "admin");
        var taken =
                owner.send(
                        "DELETE",
                        "/api/calendars/" + calendar + "/share",
                        Map.of("userIds", List.of(revoked.user().id())),
                        Map.of());
        assertThat(taken.status()).isEqualTo(200);
        var event = owner.created("/api/events", event(calendar)).get("id").asLong();
        var series =
                owner.created(
                        "/api/events/recurring",
                        with(event(calendar), "recurrence", Map.of("type", "daily")));
        return new Scene(calendar, event, series.get(2).get("id").asLong());
    }

    private static Map<String, Object> event(long calendar) {
        return Map.of("title", "t", "startDate", "2026-01-05", "calendarId", calendar);
    }

    private static Map<String, Object> with(Map<String, Object> body, String name, Object value) {
        var more = new LinkedHashMap<>(body);
        more.put(name, value);
        return more;
    }

    @Test
    void a_stranger_is_told_of_the_refusal_and_of_nothing_else() {
        var scene = scene();
        var answer = person("stranger").get("/api/events/" + scene.event);
        assertThat(answer.at("/error/code")).isEqualTo("FORBIDDEN");
        assertThat(answer.text()).doesNotContain("\"t\"").doesNotContain(owner.user().username());
        var list = person("stranger").get("/api/events/calendar/" + scene.calendar);
        assertThat(list.at("/message")).isEqualTo("Access denied to this calendar");
    }

    @Test
    void a_listing_holds_what_is_shared_and_loses_it_with_the_share() {
        var scene = scene();
        var reader = person("read");
        var day = "/api/events?startDate=2026-01-05&endDate=2026-01-05";
        assertThat(numbers(reader, day)).contains(scene.event);
        assertThat(numbers(person("stranger"), day)).doesNotContain(scene.event);
        assertThat(numbers(person("revoked"), day)).doesNotContain(scene.event);
        // a share can be given back by whoever has it
        var back =
                reader.send(
                        "DELETE",
                        "/api/calendars/" + scene.calendar + "/share",
                        Map.of("userIds", List.of(reader.user().id())),
                        Map.of());
        assertThat(back.status()).isEqualTo(200);
        assertThat(numbers(reader, day)).doesNotContain(scene.event);
        assertThat(reader.get("/api/events/" + scene.event).status()).isEqualTo(403);
    }

    private static List<Long> numbers(Person person, String path) {
        return person.list(path).stream().map(event -> event.get("id").asLong()).toList();
    }

    @Test
    void a_key_needs_the_scope_that_the_method_needs() {
        var scene = scene();
        var key =
                owner.created("/api/api-keys", Map.of("name", "k", "scopes", List.of("read")))
                        .get("apiKey")
                        .asString();
        var server = AlmanacServer.shared();
        var header = Map.of("x-api-key", key);
        assertThat(server.exchange("GET", "/api/events/" + scene.event, null, header).status())
                .isEqualTo(200);
        assertThat(server.exchange("PATCH", "/api/events/" + scene.event, "{}", header).status())
                .isEqualTo(403);
    }

    @Test
    void what_was_on_a_deleted_calendar_is_gone() {
        var scene = scene();
        assertThat(owner.delete("/api/calendars/" + scene.calendar).status()).isEqualTo(200);
        assertThat(owner.get("/api/events/" + scene.event).status()).isEqualTo(404);
        assertThat(owner.get("/api/events/" + scene.occurrence).status()).isEqualTo(404);
        assertThat(owner.get("/api/events/calendar/" + scene.calendar).status()).isEqualTo(404);
        assertThat(owner.patch("/api/events/" + scene.event, "{}").status()).isEqualTo(404);
        assertThat(owner.post("/api/events", event(scene.calendar)).status()).isEqualTo(404);
        assertThat(owner.get("/api/calendars/" + scene.calendar).status()).isEqualTo(404);
    }
}
