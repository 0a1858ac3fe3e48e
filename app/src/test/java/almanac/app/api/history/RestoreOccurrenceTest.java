package almanac.app.api.history;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.app.testing.AlmanacServer;
import almanac.app.testing.Answer;
import almanac.app.testing.Person;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** What a dry run promises of an occurrence is done, and what is done is what asOf showed. */
@DisplayNameGeneration(ReplaceUnderscores.class)
final class RestoreOccurrenceTest {

    private static final AlmanacServer SERVER = AlmanacServer.shared();
    private static final LocalDate FIRST = LocalDate.of(2026, 3, 2);
    private static final List<String> SHOWN =
            List.of("title", "startDate", "startTime", "endDate", "endTime", "isAllDay");

    private final Person owner = Person.at(SERVER, "owner");

    /** A master and nine occurrences. */
    private List<Long> daily() {
        var body = new HashMap<String, Object>();
        body.put("title", "practice");
        body.put("startDate", FIRST.toString());
        body.put("startTime", "09:00");
        body.put("endTime", "10:00");
        body.put("calendarId", owner.calendar());
        body.put("recurrence", daily(9));
        return owner.created("/api/events/recurring", body)
                .valueStream()
                .map(each -> each.get("id").asLong())
                .toList();
    }

    private static Map<String, Object> daily(int count) {
        return Map.of("type", "daily", "endType", "count", "count", count);
    }

    private static Instant now() {
        return SERVER.bean(Clock.class).instant().plusNanos(1);
    }

    private Answer restore(long event, Instant then, boolean dry) {
        var body = Map.of("at", then.toString(), "dryRun", dry);
        return owner.post("/api/events/" + event + "/restore", body);
    }

    /** Its status, and what it says. */
    private static List<String> shown(Answer answer) {
        var shown = new ArrayList<>(List.of(Integer.toString(answer.status())));
        if (answer.status() == 200) {
            SHOWN.forEach(field -> shown.add(answer.json().path(field).toString()));
        }
        return shown;
    }

    @Test
    void what_went_with_this_and_following_comes_back_alone_and_into_files() {
        var ids = daily();
        var seventh = "/api/events/" + ids.get(7);
        var before = shown(owner.get(seventh));
        var then = now();
        owner.delete("/api/events/" + ids.get(5) + "?scope=future");
        assertThat(owner.get(seventh).status()).isEqualTo(404);

        var told = restore(ids.get(7), then, true);
        assertThat(told.at("/events/0/action")).isEqualTo("restored");
        assertThat(owner.get(seventh).status()).as("a dry run does nothing").isEqualTo(404);
        var done = restore(ids.get(7), then, false);

        assertThat(done.status()).as(done.text()).isEqualTo(200);
        assertThat(done.json().get("events")).isEqualTo(told.json().get("events"));
        assertThat(shown(owner.get(seventh))).isEqualTo(before);
        assertThat(owner.get("/api/events/" + ids.get(6)).status()).isEqualTo(404);
        assertThat(listed()).containsExactly(2, 3, 4, 5, 8);
        var file = owner.get("/api/calendars/" + owner.calendar() + "/export.ics").text();
        assertThat(file).contains("-from-", "DTSTART", "20260308T090000");

        restore(ids.get(6), then, false);
        assertThat(listed()).containsExactly(2, 3, 4, 5, 7, 8);
        owner.patch("/api/events/" + ids.get(0), Map.of("title", "match", "updateMode", "all"));
        assertThat(owner.get(seventh).at("/title")).isEqualTo("match");
    }

    private List<Integer> listed() {
        var march = "?startDate=2026-03-01&endDate=2026-03-31";
        return owner.get("/api/events/calendar/" + owner.calendar() + march)
                .json()
                .valueStream()
                .map(each -> LocalDate.parse(each.get("startDate").asString()).getDayOfMonth())
                .sorted()
                .toList();
    }

    @Test
    void of_what_was_deleted_whole_dry_and_done_name_the_way_out() {
        var ids = daily();
        var then = now();
        owner.delete("/api/events/" + ids.get(0) + "?scope=all");
        for (var dry : List.of(true, false)) {
            var refused = restore(ids.get(7), then, dry);
            assertThat(refused.status()).as(refused.text()).isEqualTo(404);
            assertThat(refused.text()).contains("restore the whole event");
        }
        assertThat(restore(ids.get(0), then, false).status()).isEqualTo(200);
        assertThat(owner.get("/api/events/" + ids.get(7)).status()).isEqualTo(200);
    }

    static LongStream seeds() {
        return LongStream.rangeClosed(1, 3 * Integer.getInteger("random.times", 1));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whatever_happened_a_dry_run_is_right_and_what_comes_back_is_what_was(long seed) {
        var random = new Random(seed);
        var ids = daily();
        var other = owner.created("/api/calendars", Map.of("name", "other")).get("id").asLong();
        var whole = now();
        var instants = new ArrayList<>(List.of(whole));
        var back = 0;
        for (var step = 0; step < 14; step++) {
            edit(random, ids, other);
            instants.add(now());
            var then = instants.get(random.nextInt(instants.size()));
            var event = ids.get(1 + random.nextInt(9));
            var path = "/api/events/" + event;
            var was = shown(owner.get(path + "?asOf=" + then));
            var told = restore(event, then, true);
            var done = restore(event, then, false);
            var story = "seed %d, step %d: %s %s".formatted(seed, step, told.text(), done.text());
            assertThat(done.status()).as(story).isEqualTo(told.status()).isIn(200, 404, 409);
            if (done.status() == 200) {
                assertThat(done.json().get("events")).as(story).isEqualTo(events(told));
                assertThat(shown(owner.get(path))).as(story).isEqualTo(was);
                back++;
            }
            if (owner.get("/api/events/" + ids.get(0)).status() == 404) {
                assertThat(done.status()).as(story).isEqualTo(404);
                assertThat(restore(ids.get(0), whole, false).status()).isEqualTo(200);
            }
        }
        assertThat(back).as("seed %d", seed).isGreaterThan(3);
    }

    private static JsonNode events(Answer told) {
        return told.json().get("events");
    }

    /** Refused where there is nothing to edit any more. */
    private void edit(Random random, List<Long> ids, long other) {
        var event = "/api/events/" + ids.get(1 + random.nextInt(9));
        var day = FIRST.plusDays(random.nextInt(20)).toString();
        var mode = List.of("single", "future", "all").get(random.nextInt(3));
        var scope = List.of("this", "future", "future", "all").get(random.nextInt(4));
        switch (random.nextInt(7)) {
            case 0, 1 -> owner.delete(event + "?scope=" + scope);
            case 2 -> owner.patch(event, Map.of("title", "t" + day, "updateMode", mode));
            case 3 -> owner.patch(event, Map.of("startTime", "11:30", "updateMode", mode));
            case 4 -> owner.patch(event, Map.of("startDate", day, "endDate", day));
            case 5 ->
                    owner.patch(
                            "/api/events/" + ids.get(0),
                            Map.of("calendarId", random.nextBoolean() ? other : owner.calendar()));
            default -> split(random, event);
        }
    }

    private void split(Random random, String event) {
        owner.patch(
                event + "/recurring",
                Map.of("updateScope", "future", "recurrence", daily(1 + random.nextInt(6))));
    }
}
