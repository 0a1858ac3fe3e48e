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

/** Who may do what on every endpoint of events, calendars, files and feeds. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class EventAccessTest {

    private static final String ICS =
            "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//t//t//EN\r\nBEGIN:VEVENT\r\nUID:a@t\r\n"
                    + "DTSTAMP:20260101T000000Z\r\nDTSTART:20260105T100000Z\r\nSUMMARY:s\r\n"
                    + "END:VEVENT\r\nEND:VCALENDAR\r\n";

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

    private interface Call {
        int status(Person person, Scene scene);
    }

    private record Row(String name, String allowed, Call call) {}

    private static final String ALL = "owner admin write read";
    private static final String WRITERS = "owner admin write";
    private static final String ADMINS = "owner admin";

    private static List<Row> rows() {
        return List.of(
                row("create", WRITERS, (p, s) -> p.post("/api/events", event(s.calendar)).status()),
                row(
                        "create series",
                        WRITERS,
                        (p, s) ->
                                p.post(
                                                "/api/events/recurring",
                                                with(
                                                        event(s.calendar),
                                                        "recurrence",
                                                        Map.of("type", "none")))
                                        .status()),
                row("get", ALL, (p, s) -> p.get("/api/events/" + s.event).status()),
                row("get occurrence", ALL, (p, s) -> p.get("/api/events/" + s.occurrence).status()),
                row(
                        "list",
                        ALL,
                        (p, s) ->
                                p.get(
                                                "/api/events/calendar/"
                                                        + s.calendar
                                                        + "?startDate=2026-01-05&endDate=2026-01-05")
                                        .status()),
                row(
                        "patch",
                        WRITERS,
                        (p, s) -> p.patch("/api/events/" + s.event, "{\"notes\":\"n\"}").status()),
                row(
                        "patch occurrence",
                        WRITERS,
                        (p, s) ->
                                p.patch("/api/events/" + s.occurrence, "{\"notes\":\"n\"}")
                                        .status()),
                row(
                        "patch recurring",
                        WRITERS,
                        (p, s) ->
                                p.patch(
                                                "/api/events/" + s.occurrence + "/recurring",
                                                "{\"notes\":\"n\"}")
                                        .status()),
                row("calendar", ALL, (p, s) -> p.get("/api/calendars/" + s.calendar).status()),
                row(
                        "change calendar",
                        ADMINS,
                        (p, s) ->
                                p.patch("/api/calendars/" + s.calendar, "{\"name\":\"n\"}")
                                        .status()),
                row(
                        "shared users",
                        ALL,
                        (p, s) -> p.get("/api/calendars/" + s.calendar + "/shared-users").status()),
                row(
                        "share",
                        ADMINS,
                        (p, s) ->
                                p.post(
                                                "/api/calendars/" + s.calendar + "/share",
                                                "{\"userIds\":["
                                                        + p.server().register("x").id()
                                                        + "]}")
                                        .status()),
                row(
                        "unshare another",
                        ADMINS,
                        (p, s) ->
                                p.send(
                                                "DELETE",
                                                "/api/calendars/" + s.calendar + "/share",
                                                "{\"userIds\":[987654]}",
                                                Map.of())
                                        .status()),
                row(
                        "export",
                        ALL,
                        (p, s) -> p.get("/api/calendars/" + s.calendar + "/export.ics").status()),
                row(
                        "import",
                        WRITERS,
                        (p, s) ->
                                p.send(
                                                "POST",
                                                "/api/calendars/" + s.calendar + "/import",
                                                ICS,
                                                Map.of("Content-Type", "text/calendar"))
                                        .status()),
                row(
                        "feed",
                        ADMINS,
                        (p, s) -> p.get("/api/calendars/" + s.calendar + "/feed").status()),
                row(
                        "reset feed",
                        ADMINS,
                        (p, s) ->
                                p.post("/api/calendars/" + s.calendar + "/feed/reset", "{}")
                                        .status()),
                row(
                        "delete occurrence",
                        WRITERS,
                        (p, s) ->
                                p.delete("/api/events/" + s.occurrence + "?scope=future").status()),
                row("delete", WRITERS, (p, s) -> p.delete("/api/events/" + s.event).status()),
                row(
                        "delete calendar",
                        "owner",
                        (p, s) -> p.delete("/api/calendars/" + s.calendar).status()));
    }

    private static Row row(String name, String allowed, Call call) {
        return new Row(name, allowed, call);
    }

    @Test
    void everybody_may_do_exactly_what_their_share_says() {
        var shared = scene();
        for (var row : rows()) {
            for (var person : people.entrySet()) {
                var allowed = List.of(row.allowed.split(" ")).contains(person.getKey());
                var scene = allowed && row.name.startsWith("delete") ? scene() : shared;
                var status = row.call.status(person.getValue(), scene);
                var what = person.getKey() + " does " + row.name;
                if (allowed) {
                    assertThat(status).as(what).isIn(200, 201);
                } else {
                    assertThat(status).as(what).isEqualTo(403);
                }
            }
        }
    }

    @Test
    void nobody_gets_in_without_credentials() {
        var server = AlmanacServer.shared();
        var scene = scene();
        for (var path :
                List.of(
                        "/api/events",
                        "/api/events/" + scene.event,
                        "/api/events/calendar/" + scene.calendar,
                        "/api/calendars",
                        "/api/calendars/" + scene.calendar + "/export.ics",
                        "/api/calendars/" + scene.calendar + "/feed")) {
            assertThat(server.get(null, path).status()).as(path).isEqualTo(401);
        }
        assertThat(server.post(null, "/api/events", "{}").status()).isEqualTo(401);
        assertThat(server.patch(null, "/api/events/1", "{}").status()).isEqualTo(401);
        assertThat(server.delete(null, "/api/events/1").status()).isEqualTo(401);
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
