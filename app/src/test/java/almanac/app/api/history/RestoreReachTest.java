package almanac.app.api.history;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.app.sync.BusWrites;
import almanac.app.testing.AlmanacServer;
import almanac.app.testing.Answer;
import almanac.app.testing.Person;
import almanac.app.testing.Waiting;
import almanac.calendar.CalendarId;
import almanac.connection.ConnectionId;
import almanac.connection.MappingId;
import almanac.entry.Details;
import almanac.entry.EntryCommand;
import almanac.entry.EntryId;
import almanac.entry.ImportedEntry;
import almanac.entry.OccurrenceKey;
import almanac.sync.local.Acting;
import almanac.sync.local.Run;
import almanac.time.Span;
import almanac.user.UserId;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.axonframework.commandhandling.CommandBus;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** Nobody is told by a plan, dry or done, what they may not read, be it of now or of then. */
@DisplayNameGeneration(ReplaceUnderscores.class)
final class RestoreReachTest {

    private static final AlmanacServer SERVER = AlmanacServer.shared();

    private final Person ana = Person.at(SERVER, "ana");
    private final Person bob = Person.at(SERVER, "bob");
    private final long home = ana.calendar();
    private final long team =
            ana.created("/api/calendars", Map.of("name", "Team")).get("id").asLong();

    private Map<String, Object> body(String title, long calendar) {
        return Map.of("title", title, "startDate", "2026-04-01", "calendarId", calendar);
    }

    private long event(String title, long calendar) {
        return ana.created("/api/events", body(title, calendar)).get("id").asLong();
    }

    private void edit(long event, Map<String, Object> body) {
        var answer = ana.patch("/api/events/" + event, body);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }

    private static Instant now() {
        return SERVER.bean(Clock.class).instant().plusNanos(1);
    }

    private static Map<String, Object> at(Instant instant) {
        return Map.of("at", instant.toString());
    }

    private static Map<String, Object> dry(Map<String, Object> body) {
        var dry = new HashMap<>(body);
        dry.put("dryRun", true);
        return dry;
    }

    /** Dry and done alike. */
    private void refused(String path, Map<String, Object> body) {
        for (var sent : List.of(dry(body), body)) {
            var answer = bob.post(path, sent);
            assertThat(answer.status()).as(answer.text()).isEqualTo(403);
            assertThat(answer.text()).doesNotContain("SECRET");
        }
    }

    private static void skipped(Answer answer, long event) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.text()).doesNotContain("SECRET");
        assertThat(answer.json().get("events").isEmpty()).as(answer.text()).isTrue();
        assertThat(answer.json().at("/skipped/0/eventId").asLong()).isEqualTo(event);
        assertThat(answer.json().at("/skipped/0/title").isNull()).isTrue();
        assertThat(answer.at("/skipped/0/reason")).contains("may not write on");
    }

    private String title(long event) {
        return ana.get("/api/events/" + event).at("/title");
    }

    @Test
    void an_event_is_not_what_it_was_on_a_calendar_that_the_asker_may_not_write_on() {
        var event = event("SECRET therapy", home);
        var then = now();
        edit(event, Map.of("title", "Harmless"));
        edit(event, Map.of("calendarId", team));
        ana.share(team, bob, "write");
        var path = "/api/events/" + event;
        assertThat(bob.get(path + "?asOf=" + then).status()).isEqualTo(403);

        refused(path + "/restore", Map.of("revision", 0));
        refused(path + "/restore", at(then));
        ana.share(home, bob, "read");
        refused(path + "/restore", at(then));
        assertThat(title(event)).isEqualTo("Harmless");
        ana.share(home, bob, "write");
        assertThat(bob.post(path + "/restore", at(then)).status()).isEqualTo(200);
        assertThat(title(event)).isEqualTo("SECRET therapy");
    }

    @Test
    void nor_is_one_occurrence() {
        var body = new HashMap<>(body("SECRET therapy", home));
        body.put("recurrence", Map.of("type", "weekly", "endType", "count", "count", 3));
        var made = ana.created("/api/events/recurring", body);
        var series = made.get(0).get("id").asLong();
        var one = made.get(1).get("id").asLong();
        var then = now();
        edit(series, Map.of("title", "Harmless", "updateMode", "all"));
        edit(series, Map.of("calendarId", team, "updateMode", "all"));
        ana.share(team, bob, "write");
        assertThat(bob.get("/api/events/" + one).at("/title")).isEqualTo("Harmless");

        refused("/api/events/" + one + "/restore", at(then));
        refused("/api/events/" + series + "/restore", Map.of("revision", 0, "occurrence", one));
        assertThat(title(one)).isEqualTo("Harmless");
    }

    @Test
    void nor_is_a_comment() {
        var event = event("Lunch", home);
        var path = "/api/events/" + event + "/comments";
        var comment = ana.created(path, Map.of("content", "SECRET")).get("id").asLong();
        var then = now();
        ana.patch(path + "/" + comment, Map.of("content", "Harmless"));
        edit(event, Map.of("calendarId", team));
        ana.share(team, bob, "write");
        assertThat(bob.get(path).at("/comments/0/content")).isEqualTo("Harmless");

        refused(path + "/" + comment + "/restore", at(then));
        assertThat(ana.post(path + "/" + comment + "/restore", at(then)).status()).isEqualTo(200);
        assertThat(bob.get(path).at("/comments/0/content")).isEqualTo("SECRET");
    }

    @Test
    void a_calendar_goes_back_without_what_lies_out_of_reach_now_or_came_from_there() {
        ana.share(team, bob, "admin");
        var lunch = event("Lunch", team);
        var came = event("SECRET at home", home);
        var then = now();
        edit(lunch, Map.of("calendarId", home));
        edit(lunch, Map.of("title", "SECRET lunch with lawyer"));
        var path = "/api/calendars/" + team + "/restore";
        assertThat(bob.get("/api/events/" + lunch).status()).isEqualTo(403);

        skipped(bob.post(path, dry(at(then))), lunch);
        skipped(bob.post(path, at(then)), lunch);
        assertThat(title(lunch)).isEqualTo("SECRET lunch with lawyer");

        edit(came, Map.of("title", "Harmless"));
        edit(came, Map.of("calendarId", team));
        for (var sent : List.of(dry(at(then)), at(then))) {
            var answer = bob.post(path, sent);
            assertThat(answer.text()).doesNotContain("SECRET");
            assertThat(answer.json().get("events").isEmpty()).as(answer.text()).isTrue();
            assertThat(answer.json().get("skipped").size()).isEqualTo(2);
        }
        ana.share(home, bob, "read");
        var readable = bob.post(path, dry(at(then)));
        assertThat(readable.json().get("skipped").size()).as(readable.text()).isEqualTo(2);
        assertThat(readable.at("/skipped/0/title")).isEqualTo("Lunch");
        assertThat(ana.post(path, dry(at(then))).json().get("events").size()).isEqualTo(2);
    }

    @Test
    void what_comes_back_from_a_hidden_calendar_does_not_say_what_it_was_there() {
        var event = event("Harmless", team);
        ana.share(team, bob, "write");
        edit(event, Map.of("calendarId", home));
        edit(event, Map.of("title", "SECRET therapy"));
        var path = "/api/events/" + event;
        assertThat(ana.post(path + "/restore", Map.of("revision", 0)).status()).isEqualTo(200);

        for (var told : List.of(path, "/api/calendars/" + team)) {
            var history = bob.get(told + "/history?limit=100");
            assertThat(history.text()).contains("entry.restored").doesNotContain("SECRET");
            assertThat(ana.get(told + "/history?limit=100").text()).contains("SECRET");
        }
    }

    @Test
    void a_sync_run_is_undone_without_what_lies_out_of_reach_now() {
        ana.share(team, bob, "write");
        var run = new Run(new MappingId(team), "1");
        var event = 2_000_000_000L + team;
        merged(run, event);
        edit(event, Map.of("calendarId", home));
        edit(event, Map.of("title", "SECRET lunch"));
        var path = "/api/calendar-sync/runs/" + run + "/undo";

        skipped(bob.post(path, Map.of("dryRun", true)), event);
        skipped(bob.post(path, Map.of()), event);
        assertThat(title(event)).isEqualTo("SECRET lunch");
    }

    /** Bob's sync brings an event. */
    private void merged(Run run, long event) {
        var user = new UserId(bob.user().id());
        var day = new Span.AllDay(LocalDate.of(2026, 3, 2), LocalDate.of(2026, 3, 3));
        var content = ImportedEntry.single("uid-" + event, Details.titled("from Google"), day);
        new BusWrites(SERVER.bean(CommandBus.class))
                .<Object>send(
                        Acting.through(new ConnectionId(3), user),
                        run,
                        new EntryCommand.MergeEntry(
                                new EntryId(event),
                                new CalendarId(team),
                                user,
                                OccurrenceKey.FIRST,
                                content,
                                OptionalLong.empty()));
        Waiting.until(
                Duration.ofSeconds(30),
                () -> "what was merged is read",
                () -> ana.get("/api/events/" + event).status() == 200);
    }

    @Test
    void nobody_is_promised_to_take_back_the_words_of_another_only_a_flag() {
        var event = event("dinner", team);
        ana.share(team, bob, "admin");
        var comments = "/api/events/" + event + "/comments";
        var path =
                comments + "/" + ana.created(comments, Map.of("content", "one")).get("id").asLong();
        var first = now();
        ana.patch(path, Map.of("content", "two"));
        var edited = now();
        bob.patch(path + "/flag", Map.of("isFlagged", true));

        refused(path + "/restore", at(first));
        assertThat(ana.get(comments).at("/comments/0/content")).isEqualTo("two");
        for (var sent : List.of(dry(at(edited)), at(edited))) {
            var answer = bob.post(path + "/restore", sent);
            assertThat(answer.status()).as(answer.text()).isEqualTo(200);
            assertThat(answer.json().get("changes").toString())
                    .isEqualTo("{\"isFlagged\":{\"from\":true,\"to\":false}}");
        }
        assertThat(ana.get(comments).json().at("/comments/0/isFlagged").asBoolean()).isFalse();
        assertThat(ana.post(path + "/restore", at(first)).status()).isEqualTo(200);
        assertThat(ana.get(comments).at("/comments/0/content")).isEqualTo("one");
    }
}
