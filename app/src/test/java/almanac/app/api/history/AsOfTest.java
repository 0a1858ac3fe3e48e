package almanac.app.api.history;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.app.testing.AlmanacServer;
import almanac.app.testing.Answer;
import almanac.app.testing.Person;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a GET answered then is what it answers later with asOf. */
@DisplayNameGeneration(ReplaceUnderscores.class)
final class AsOfTest {

    private static final AlmanacServer SERVER = AlmanacServer.shared();
    private static final String MARCH_INSTANTS =
            "startDate=2026-03-01T00:00:00.000Z&endDate=2026-03-31T23:59:59.999Z";
    private static final String MARCH_TIMES =
            "timeMin=2026-03-01T00:00:00Z&timeMax=2026-04-01T00:00:00Z";
    private static final String MARCH = "startDate=2026-03-01&endDate=2026-03-31";

    /** A person's calendar and what happens to it at random. */
    private static final class Story {

        private final Random random;
        private final Person owner = Person.at(SERVER, "teller");
        private final Person friend = Person.at(SERVER, "friend");
        private final List<Long> events = new ArrayList<>();
        private final List<Long> comments = new ArrayList<>();
        private final List<String> courses = new ArrayList<>();

        Story(long seed) {
            this.random = new Random(seed);
        }

        void goOn() {
            switch (events.isEmpty() ? 0 : random.nextInt(11)) {
                case 0 -> create();
                case 1 -> series();
                case 2 -> owner.delete("/api/events/" + any(events));
                case 3 -> comment();
                case 4 ->
                        owner.patch(
                                "/api/calendars/" + owner.calendar(),
                                Map.of("name", "home " + random.nextInt(100)));
                case 5 ->
                        owner.share(
                                owner.calendar(), friend, random.nextBoolean() ? "read" : "write");
                case 6 ->
                        owner.patch(
                                "/api/events/" + any(events),
                                Map.of("startDate", day(), "endDate", "2026-03-31"));
                case 7 -> study();
                case 8, 9 -> retitle("single");
                default -> retitle("all");
            }
        }

        private void retitle(String mode) {
            owner.patch(
                    "/api/events/" + any(events),
                    Map.of("title", "title " + random.nextInt(100), "updateMode", mode));
        }

        private void study() {
            var course = courses.isEmpty() ? "" : courses.get(random.nextInt(courses.size()));
            switch (courses.size() < 3 ? 0 : random.nextInt(3)) {
                case 0 ->
                        courses.add(
                                owner.created("/api/courses", Map.of("name", day()))
                                        .at("/data/id")
                                        .asString());
                case 1 -> owner.patch("/api/courses/" + course, Map.of("name", day()));
                default -> owner.delete("/api/courses/" + course);
            }
        }

        private String day() {
            return "2026-03-%02d".formatted(1 + random.nextInt(30));
        }

        private Map<String, Object> body() {
            var body = new HashMap<String, Object>();
            body.put("title", "event " + events.size());
            body.put("startDate", day());
            body.put("startTime", "09:30");
            body.put("calendarId", owner.calendar());
            return body;
        }

        private void create() {
            events.add(owner.created("/api/events", body()).get("id").asLong());
        }

        private void series() {
            var body = body();
            body.put("recurrence", Map.of("type", "daily", "endType", "count", "count", 4));
            var made = owner.created("/api/events/recurring", body);
            made.forEach(event -> events.add(event.get("id").asLong()));
        }

        private void comment() {
            var event = any(events);
            var said =
                    owner.post("/api/events/" + event + "/comments", Map.of("content", "so it is"));
            if (said.status() == 201) {
                comments.add(said.json().get("id").asLong());
            }
        }

        private long any(List<Long> ids) {
            return ids.get(random.nextInt(ids.size()));
        }

        List<String> questions() {
            var calendar = owner.calendar();
            var paths = new ArrayList<String>();
            paths.add("/api/events?" + MARCH);
            paths.add("/api/events/calendar/" + calendar + "?" + MARCH);
            paths.add("/api/calendar/events?" + MARCH_INSTANTS + "&limit=100");
            paths.add("/api/calendar/events?" + MARCH_INSTANTS + "&limit=2&offset=1");
            paths.add("/api/calendar/events?limit=3");
            paths.add("/api/calendars?");
            paths.add("/api/calendars/" + calendar + "?");
            paths.add("/api/calendars/" + calendar + "/shared-users?");
            paths.add("/v1/calendars?");
            paths.add("/v1/calendars/primary?");
            paths.add("/v1/calendars/" + calendar + "/events?limit=1000");
            paths.add(
                    "/v1/calendars/primary/events?"
                            + MARCH_TIMES
                            + "&limit=2&pageToken=2026-03-05T00:00:00Z_1");
            paths.add("/v1/calendars/" + calendar + "/events/range?" + MARCH_TIMES);
            paths.add("/api/courses?");
            paths.add("/api/courses?limit=2&offset=1");
            courses.forEach(course -> paths.add("/api/courses/" + course + "?"));
            for (var event : events) {
                paths.add("/v1/calendars/" + calendar + "/events/" + event + "?");
                paths.add("/api/events/" + event + "?");
                paths.add("/api/calendar/events/event_" + event + "?");
                paths.add("/api/events/" + event + "/comments?");
            }
            return paths;
        }

        Map<String, String> answers(String asOf) {
            var answers = new LinkedHashMap<String, String>();
            for (var path : questions()) {
                answers.put(path, shown(owner.get(path + asOf)));
            }
            answers.put("in pages", inPages(asOf));
            return answers;
        }

        /** All that the pages hold, in order. */
        private String inPages(String asOf) {
            var path = "/v1/calendars/" + owner.calendar() + "/events?limit=7" + asOf;
            var records = new ArrayList<String>();
            for (var page = owner.get(path); ; ) {
                page.json().get("records").forEach(record -> records.add(record.toString()));
                var next = page.at("/nextPageToken");
                if (next.isEmpty()) {
                    return records.toString();
                }
                page = owner.get(path + "&pageToken=" + next);
            }
        }

        /** An error names its request, and no two requests are the same. */
        private static String shown(Answer answer) {
            return answer.status() == 200
                    ? answer.header("ETag").orElse("") + answer.text()
                    : Integer.toString(answer.status());
        }
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, Integer.getInteger("random.times", 1));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void recorded_answers_are_answered_again(long seed) {
        var story = new Story(seed);
        var clock = SERVER.bean(Clock.class);
        var recorded = new LinkedHashMap<Instant, Map<String, String>>();
        for (var step = 0; step < 24; step++) {
            story.goOn();
            if (step % 3 == 2) {
                recorded.put(later(clock.instant()), story.answers(""));
            }
        }
        recorded.forEach((at, answers) -> {
            var again = story.answers("&asOf=" + at);
            again.keySet().retainAll(answers.keySet());
            assertThat(again).as("seed %d at %s", seed, at).isEqualTo(answers);
        });
        assertThat(recorded).hasSize(8);
    }

    /** A finer instant than a millisecond is taken as it is. */
    private static Instant later(Instant now) {
        return now.getNano() % 1_000_000 == 0 ? now.plusNanos(1) : now;
    }

    @Test
    void before_its_creation_an_event_is_not_there() {
        var owner = Person.at(SERVER, "early");
        var before = SERVER.bean(Clock.class).instant().minus(Duration.ofSeconds(1));
        var event = owner.created("/api/events", Map.of("title", "t", "startDate", "2026-03-01"));
        var path = "/api/events/" + event.get("id").asLong() + "?asOf=";
        assertThat(owner.get(path + before).status()).isEqualTo(404);
        var made = event.get("createdAt").asString();
        assertThat(owner.get(path + made).at("/title")).isEqualTo("t");
        var stranger = Person.at(SERVER, "stranger");
        assertThat(stranger.get(path + made).status()).isEqualTo(403);
    }

    @Test
    void an_instant_to_come_or_none_at_all_is_refused_by_its_name() {
        var owner = Person.at(SERVER, "refused");
        var event = owner.created("/api/events", Map.of("title", "t", "startDate", "2026-03-01"));
        var tomorrow = SERVER.bean(Clock.class).instant().plus(Duration.ofDays(1)).toString();
        var earliest = "-999999999-01-01T00:00:00%2B18:00";
        for (var asOf :
                List.of(
                        "yesterday",
                        "2026-03-01",
                        "1772323200",
                        tomorrow,
                        "0000-12-31T23:59:59Z",
                        earliest)) {
            for (var path :
                    List.of(
                            "/api/events/" + event.get("id").asLong(),
                            "/api/events",
                            "/api/events/calendar/" + owner.calendar(),
                            "/api/events/" + event.get("id").asLong() + "/comments",
                            "/api/calendars",
                            "/api/calendars/" + owner.calendar(),
                            "/api/calendars/" + owner.calendar() + "/shared-users")) {
                var answer = owner.get(path + "?asOf=" + asOf);
                assertThat(answer.status()).as(path + " " + asOf).isEqualTo(400);
                assertThat(answer.at("/error/details/fields/0/field")).isEqualTo("asOf");
            }
            for (var path :
                    List.of(
                            "/api/calendar/events",
                            "/v1/calendars",
                            "/v1/calendars/primary",
                            "/v1/calendars/primary/events",
                            "/v1/calendars/primary/events/range",
                            "/v1/calendars/primary/events/" + event.get("id").asLong(),
                            "/api/courses",
                            "/api/courses/course_1")) {
                var answer = owner.get(path + "?asOf=" + asOf);
                assertThat(answer.status()).as(path + " " + asOf).isEqualTo(400);
                assertThat(answer.text()).as(path + " " + asOf).contains("asOf");
            }
        }
    }

    @Test
    void at_the_begin_of_the_first_year_nothing_was() {
        var owner = Person.in(SERVER, "early", "Pacific/Pago_Pago");
        for (var path :
                List.of("events", "events/calendar/" + owner.calendar(), "calendar/events")) {
            var answer = owner.get("/api/" + path + "?asOf=0001-01-01T00:00:00Z");
            assertThat(answer.status()).as(path + answer.text()).isIn(200, 404);
        }
    }

    @Test
    void what_has_no_past_refuses_to_be_asked_for_it() {
        var owner = Person.at(SERVER, "refused");
        var event = event(owner, "t");
        var there = "/v1/calendars/" + owner.calendar() + "/events/";
        var paths =
                List.of(
                        there + event + "/series?asOf=",
                        there + "find?iCalUId=uid&asOf=",
                        there + event + "/occurrences/2026-03-01?asOf=",
                        "/api/calendars/" + owner.calendar() + "/export.ics?asOf=",
                        "/api/events/" + event + "/history?asOf=");
        for (var path : paths) {
            for (var asOf : List.of("garbage", "", "2026-03-01T00:00:00Z")) {
                var answer = owner.get(path + asOf);
                assertThat(answer.status()).as(path + asOf).isEqualTo(400);
                assertThat(answer.text()).contains("asOf is not a parameter of this request");
            }
        }
        assertThat(owner.get(there + event + "/series").status()).isEqualTo(200);
    }

    @Test
    void what_left_a_calendar_since_is_there_as_of_then_and_what_came_is_not() {
        var owner = Person.at(SERVER, "mover");
        var other = owner.created("/api/calendars", Map.of("name", "Other")).get("id").asLong();
        var moved = event(owner, "moved");
        var gone = event(owner, "gone");
        var events = "/v1/calendars/" + owner.calendar() + "/events";
        var then = later(SERVER.bean(Clock.class).instant());
        owner.patch("/api/events/" + moved, Map.of("calendarId", other));
        owner.delete("/api/events/" + gone);
        event(owner, "new");

        for (var path : List.of(events + "?", events + "/range?" + MARCH_TIMES + "&")) {
            assertThat(subjects(owner.get(path + "asOf=" + then)))
                    .as(path)
                    .containsExactlyInAnyOrder("moved", "gone");
            assertThat(subjects(owner.get(path))).as(path).containsExactly("new");
        }
        assertThat(owner.get(events + "/" + moved + "?asOf=" + then).at("/subject"))
                .isEqualTo("moved");
        assertThat(owner.get(events + "/" + moved).status()).isEqualTo(404);
        var there = "/v1/calendars/" + other + "/events";
        assertThat(subjects(owner.get(there + "?asOf=" + then))).isEmpty();
        assertThat(owner.get(there + "/" + moved + "?asOf=" + then).status()).isEqualTo(404);
        var stranger = Person.at(SERVER, "stranger");
        assertThat(stranger.get(events + "?asOf=" + then).status())
                .isEqualTo(stranger.get(events).status());
    }

    @Test
    void what_went_where_a_reader_may_not_look_is_there_as_of_then_like_in_lists() {
        var owner = Person.at(SERVER, "taker");
        var friend = Person.at(SERVER, "friend");
        var shared = owner.created("/api/calendars", Map.of("name", "Shared")).get("id").asLong();
        owner.share(shared, friend, "read");
        var event =
                owner.created(
                                "/api/events",
                                Map.of(
                                        "title",
                                        "seen",
                                        "startDate",
                                        "2026-03-02",
                                        "calendarId",
                                        shared))
                        .get("id")
                        .asLong();
        var path = "/api/events/" + event;
        owner.created(path + "/comments", Map.of("content", "said"));
        var then = later(SERVER.bean(Clock.class).instant());
        owner.patch(path, Map.of("calendarId", owner.calendar(), "title", "secret"));

        assertThat(friend.get(path).status()).isEqualTo(403);
        assertThat(friend.get(path + "?asOf=" + then).at("/title")).isEqualTo("seen");
        assertThat(friend.get(path + "/comments?asOf=" + then).text()).contains("said");
        var moved = later(SERVER.bean(Clock.class).instant());
        assertThat(friend.get(path + "?asOf=" + moved).status()).isEqualTo(403);
        assertThat(friend.get(path + "/comments?asOf=" + moved).status()).isEqualTo(403);
        assertThat(friend.get(path + "?asOf=2020-01-01T00:00:00Z").status()).isEqualTo(403);
        assertThat(friend.get(path + "/history").text()).doesNotContain("secret");
    }

    @Test
    void a_deleted_calendar_has_a_past_for_its_owner_alone() {
        var owner = Person.at(SERVER, "owner");
        var friend = Person.at(SERVER, "friend");
        var made = owner.created("/api/calendars", Map.of("name", "Holidays"));
        var calendar = made.get("id").asLong();
        owner.share(calendar, friend, "admin");
        var body = Map.of("title", "beach", "startDate", "2026-03-01", "calendarId", calendar);
        var event = owner.created("/api/events", body).get("id").asLong();
        owner.created("/api/events/" + event + "/comments", Map.of("content", "sun"));
        var start = later(SERVER.bean(Clock.class).instant());
        owner.patch("/api/events/" + event, Map.of("title", "sea"));
        var there = "/v1/calendars/" + calendar;
        var paths =
                List.of(
                        "/api/calendars?",
                        "/api/calendars/" + calendar + "?",
                        "/api/calendars/" + calendar + "/shared-users?",
                        "/api/events?" + MARCH,
                        "/api/events/calendar/" + calendar + "?" + MARCH,
                        "/api/events/" + event + "?",
                        "/api/events/" + event + "/comments?",
                        "/api/calendar/events?" + MARCH_INSTANTS,
                        there + "/events?limit=100",
                        there + "/events/range?" + MARCH_TIMES,
                        there + "/events/" + event + "?");
        var answers = paths.stream().map(path -> Story.shown(owner.get(path))).toList();
        var then = later(SERVER.bean(Clock.class).instant());
        assertThat(owner.delete("/api/calendars/" + calendar).status()).isBetween(200, 204);

        assertThat(paths.stream().map(path -> Story.shown(owner.get(path + "&asOf=" + then))))
                .containsExactlyElementsOf(answers);
        assertThat(owner.get("/api/calendars/" + calendar).status()).isEqualTo(404);
        var events = "/api/events/" + event + "/history";
        assertThat(owner.get(events).text()).contains("beach", "sea", "comment.written");
        var history = "/api/calendars/" + calendar + "/history";
        assertThat(owner.get(history).text()).contains("calendar.deleted");
        var diff = "/api/calendars/" + calendar + "/diff?from=" + start + "&to=" + then;
        assertThat(owner.get(diff).at("/events/0/title")).isEqualTo("sea");
        for (var path : List.of(paths.get(1) + "asOf=" + then, history, events, diff)) {
            assertThat(friend.get(path).status()).as(path).isEqualTo(404);
        }
        var now = later(SERVER.bean(Clock.class).instant());
        assertThat(owner.get(paths.get(1) + "asOf=" + now).status()).isEqualTo(404);
        assertThat(owner.post("/api/events/" + event + "/restore", Map.of("revision", 0)).status())
                .isEqualTo(404);
    }

    @Test
    void a_course_is_as_it_was_also_when_it_is_gone() {
        var owner = Person.at(SERVER, "student");
        var courses = new ArrayList<String>();
        for (var name : List.of("Algebra", "Botany")) {
            var made = owner.created("/api/courses", Map.of("name", name));
            courses.add("/api/courses/" + made.at("/data/id").asString());
        }
        var then = later(SERVER.bean(Clock.class).instant());
        owner.patch(courses.get(0), Map.of("name", "Analysis"));
        owner.delete(courses.get(1));
        owner.created("/api/courses", Map.of("name", "Chemistry"));

        assertThat(names(owner.get("/api/courses?asOf=" + then)))
                .containsExactly("Algebra", "Botany");
        assertThat(names(owner.get("/api/courses"))).containsExactly("Analysis", "Chemistry");
        assertThat(owner.get(courses.get(1) + "?asOf=" + then).at("/data/name"))
                .isEqualTo("Botany");
        assertThat(owner.get(courses.get(1)).status()).isEqualTo(404);
        var stranger = Person.at(SERVER, "stranger");
        assertThat(stranger.get(courses.get(0) + "?asOf=" + then).status()).isEqualTo(404);
        assertThat(names(stranger.get("/api/courses?asOf=" + then))).isEmpty();
    }

    private static List<String> names(Answer page) {
        var names = new ArrayList<String>();
        page.json().at("/data/courses").forEach(each -> names.add(each.get("name").asString()));
        return names;
    }

    private static long event(Person owner, String title) {
        return owner.created("/api/events", Map.of("title", title, "startDate", "2026-03-01"))
                .get("id")
                .asLong();
    }

    private static List<String> subjects(Answer page) {
        var subjects = new ArrayList<String>();
        page.json().get("records").forEach(each -> subjects.add(each.get("subject").asString()));
        return subjects;
    }
}
