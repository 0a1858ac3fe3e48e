package almanac.app.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.app.testing.AlmanacServer;
import almanac.app.testing.Answer;
import almanac.app.testing.Person;
import almanac.app.testing.Waiting;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Several people wrote on what belongs to somebody else, and are erased one after another. */
@DisplayNameGeneration(ReplaceUnderscores.class)
final class SharedWordsTest {

    private static final String ERASURES = "/api/operations/erasures";

    private static AlmanacServer server;
    private static String token;

    @BeforeAll
    static void start() {
        server =
                AlmanacServer.startWith(
                        List.of(),
                        AlmanacServer.temporaryDirectory(),
                        "--almanac.visible-within=60s",
                        "--almanac.erasure.patience=60s",
                        "--almanac.security.registrations-per-minute=1000");
        var operator = server.registerExactly("olga");
        server.exchange(
                "PUT",
                "/api/admin/users/" + operator.id() + "/roles/auditor",
                null,
                Map.of("Authorization", "Bearer " + operator.token()));
        token = operator.token();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static JsonNode erased(Person person) {
        var begun =
                server.post(
                        token,
                        ERASURES,
                        Map.of(
                                "user",
                                person.user().id(),
                                "confirm",
                                person.user().username(),
                                "reason",
                                "ticket 21"));
        assertThat(begun.status()).as(begun.text()).isEqualTo(202);
        var path = ERASURES + "/" + begun.json().get("id").asLong();
        Waiting.until(
                Duration.ofSeconds(90),
                () -> server.get(token, path).text(),
                () -> server.get(token, path).at("/status").equals("done"));
        var receipt = server.get(token, path).json();
        assertThat(receipt.get("unconfirmed")).as(receipt.toString()).isEmpty();
        return receipt;
    }

    private static void patched(Person person, long event, Map<String, Object> changes) {
        var answer = person.patch("/api/events/" + event, changes);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }

    /**
     * @param once a single event
     * @param days the first four events of a series
     */
    private record Told(long calendar, long once, List<Long> days) {}

    /** Cid begins, Dan and the owner go on. */
    private static Told told(Person owner, Person cid, Person dan) {
        owner.share(owner.calendar(), cid, "write").share(owner.calendar(), dan, "write");
        var once =
                cid.created(
                                "/api/events",
                                Map.of(
                                        "title",
                                        "cidword title",
                                        "description",
                                        "cidword description",
                                        "tags",
                                        List.of("cidword"),
                                        "startDate",
                                        "2026-05-05",
                                        "calendarId",
                                        owner.calendar()))
                        .get("id")
                        .asLong();
        patched(dan, once, Map.of("location", "danword room"));
        patched(owner, once, Map.of("notes", "owners notes"));
        var series =
                cid.post(
                        "/api/events/recurring",
                        Map.of(
                                "title",
                                "cidword series",
                                "description",
                                "cidword all",
                                "startDate",
                                "2026-06-02",
                                "startTime",
                                "09:00",
                                "endTime",
                                "10:00",
                                "calendarId",
                                owner.calendar(),
                                "recurrence",
                                Map.of("type", "weekly", "endType", "count", "count", 4)));
        assertThat(series.status()).as(series.text()).isEqualTo(201);
        var days = series.json().valueStream().map(day -> day.get("id").asLong()).toList();
        patched(dan, days.get(1), Map.of("title", "danword once", "startTime", "11:00"));
        patched(cid, days.get(1), Map.of("location", "cidword once"));
        patched(owner, days.get(1), Map.of("notes", "owners once"));
        patched(dan, days.get(2), Map.of("location", "danword later", "updateMode", "future"));
        patched(cid, days.get(3), Map.of("notes", "cidword once", "endTime", "12:00"));
        return new Told(owner.calendar(), once, days);
    }

    private static void nothingSays(String word, Person owner, Told told) {
        for (var path :
                List.of(
                        "/api/events",
                        "/api/events/" + told.once(),
                        "/api/events/" + told.days().get(0),
                        "/api/events/" + told.days().get(1),
                        "/api/events/" + told.days().get(2),
                        "/api/events/" + told.days().get(3),
                        "/api/events/" + told.once() + "/history",
                        "/api/events/" + told.days().get(0) + "/history",
                        "/api/calendars/" + told.calendar() + "/history",
                        "/api/calendars/" + told.calendar() + "/export.ics")) {
            var answer = owner.get(path);
            assertThat(answer.status()).as(path).isEqualTo(200);
            assertThat(answer.text()).as(path).doesNotContain(word);
        }
        assertThat(server.get(token, "/api/audit/export").text()).doesNotContain(word);
    }

    private static Answer at(Person owner, long event) {
        return owner.get("/api/events/" + event);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void neither_of_two_who_wrote_on_one_event_is_left_whoever_goes_first(boolean cidFirst) {
        var owner = Person.at(server, "owner");
        var cid = Person.at(server, "cid");
        var dan = Person.at(server, "dan");
        var told = told(owner, cid, dan);

        erased(cidFirst ? cid : dan);
        nothingSays(cidFirst ? "cidword" : "danword", owner, told);
        var between = at(owner, told.once());
        assertThat(between.at("/title")).isEqualTo(cidFirst ? "(erased)" : "cidword title");
        assertThat(between.at("/location")).isEqualTo(cidFirst ? "danword room" : "");
        var moved = at(owner, told.days().get(1));
        assertThat(moved.at("/title")).isEqualTo(cidFirst ? "danword once" : "(erased)");
        assertThat(moved.at("/location")).isEqualTo(cidFirst ? "" : "cidword once");
        assertThat(at(owner, told.days().get(2)).at("/location"))
                .isEqualTo(cidFirst ? "danword later" : "");
        erased(cidFirst ? dan : cid);

        nothingSays("cidword", owner, told);
        nothingSays("danword", owner, told);
        assertThat(at(owner, told.once()).at("/notes")).isEqualTo("owners notes");
        var left = at(owner, told.days().get(1));
        assertThat(left.at("/notes")).isEqualTo("owners once");
        assertThat(left.at("/title")).isEqualTo("(erased)");
        assertThat(left.at("/startTime")).isEqualTo("11:00");
        assertThat(at(owner, told.days().get(3)).at("/endTime")).isEqualTo("12:00");
    }

    @Test
    void a_stored_answer_says_nothing_of_who_wrote_before_the_event_was_moved_there() {
        var bob = Person.at(server, "bob");
        var vic = Person.at(server, "vic");
        var dan = Person.at(server, "dan");
        var second = bob.created("/api/calendars", Map.of("name", "Second")).get("id").asLong();
        bob.share(bob.calendar(), vic, "write").share(second, dan, "write");
        var event =
                vic.created(
                                "/api/events",
                                Map.of(
                                        "title",
                                        "vicword",
                                        "startDate",
                                        "2026-05-05",
                                        "calendarId",
                                        bob.calendar()))
                        .get("id")
                        .asLong();
        patched(bob, event, Map.of("calendarId", second));
        assertThat(colored(dan, event).text()).contains("vicword");

        erased(vic);

        var again = colored(dan, event);
        assertThat(again.status()).as(again.text()).isEqualTo(200);
        assertThat(again.text()).doesNotContain("vicword").contains("#112233");
    }

    private static Answer colored(Person person, long event) {
        return person.send(
                "PATCH",
                "/api/events/" + event,
                Map.of("color", "#112233"),
                Map.of("Idempotency-Key", "kept-answer"));
    }
}
