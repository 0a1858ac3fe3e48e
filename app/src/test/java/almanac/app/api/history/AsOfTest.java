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
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a GET answered then is what it answers later with asOf. */
@DisplayNameGeneration(ReplaceUnderscores.class)
final class AsOfTest {

    private static final AlmanacServer SERVER = AlmanacServer.shared();
    private static final String MARCH_INSTANTS =
            "startDate=2026-03-01T00:00:00.000Z&endDate=2026-03-31T23:59:59.999Z";
    private static final String MARCH = "startDate=2026-03-01&endDate=2026-03-31";

    /** A person's calendar and what happens to it at random. */
    private static final class Story {

        private final Random random;
        private final Person owner = Person.at(SERVER, "teller");
        private final Person friend = Person.at(SERVER, "friend");
        private final List<Long> events = new ArrayList<>();
        private final List<Long> comments = new ArrayList<>();

        Story(long seed) {
            this.random = new Random(seed);
        }

        void goOn() {
            switch (events.isEmpty() ? 0 : random.nextInt(8)) {
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
                default ->
                        owner.patch(
                                "/api/events/" + any(events),
                                Map.of(
                                        "title",
                                        "title " + random.nextInt(100),
                                        "updateMode",
                                        "all"));
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
            for (var event : events) {
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
            return answers;
        }

        /** An error names its request, and no two requests are the same. */
        private static String shown(Answer answer) {
            return answer.status() == 200
                    ? answer.header("ETag").orElse("") + answer.text()
                    : Integer.toString(answer.status());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void recorded_answers_are_answered_again(long seed) {
        var story = new Story(seed);
        var clock = SERVER.bean(Clock.class);
        var recorded = new LinkedHashMap<Instant, Map<String, String>>();
        for (var step = 0; step < 24; step++) {
            story.goOn();
            if (step % 2 == 1) {
                recorded.put(later(clock.instant()), story.answers(""));
            }
        }
        recorded.forEach((at, answers) -> {
            var again = story.answers("&asOf=" + at);
            again.keySet().retainAll(answers.keySet());
            assertThat(again).as("seed %d at %s", seed, at).isEqualTo(answers);
        });
        assertThat(recorded).hasSize(12);
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
        for (var asOf : List.of("yesterday", "2026-03-01", "1772323200", tomorrow)) {
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
        }
    }
}
