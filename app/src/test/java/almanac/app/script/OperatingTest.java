package almanac.app.script;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.app.testing.AlmanacServer;
import almanac.app.testing.CommandLine;
import almanac.app.testing.Person;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** {@code almanac ops} does what the console does. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@DisplayNameGeneration(ReplaceUnderscores.class)
final class OperatingTest {

    private static final String WHY = "to try it";

    private final AlmanacServer server =
            AlmanacServer.start(AlmanacServer.temporaryDirectory(), "--almanac.visible-within=60s");
    private Person operator;
    private Path directory;

    @BeforeAll
    void logIn(@TempDir Path directory) throws Exception {
        CommandLine.needsTools();
        this.directory = directory;
        var registered = server.registerExactly("olga");
        var calendars = server.get(registered.token(), "/api/calendars").json();
        operator = new Person(server, registered, calendars.at("/0/id").asLong());
        done("login", "olga");
    }

    @AfterAll
    void stop() {
        server.close();
    }

    private CommandLine.Run almanac(String... arguments) throws IOException, InterruptedException {
        return new CommandLine(directory).run(server.url(), arguments);
    }

    /** What it prints; fails unless it ends well. */
    private String done(String... arguments) throws IOException, InterruptedException {
        var run = almanac(arguments);
        assertThat(run.exit()).as(run.toString()).isZero();
        return run.out();
    }

    /** What it says against it; fails unless it prints nothing and does nothing. */
    private String refused(String... arguments) throws IOException, InterruptedException {
        var run = almanac(arguments);
        assertThat(run.exit()).as(run.toString()).isNotZero();
        assertThat(run.out()).isEmpty();
        assertThat(run.err().lines()).as(run.err()).hasSize(1);
        return run.err().strip();
    }

    private long event(String title) {
        return operator.created("/api/events", Map.of("title", title, "startDate", "2026-03-02"))
                .get("id")
                .asLong();
    }

    @Test
    void what_the_console_shows_is_shown() throws Exception {
        assertThat(done("ops", "status")).contains("PROCESSOR", "entries");
        assertThat(done("ops", "health")).contains("all of it", "UP");
        assertThat(done("ops", "node")).contains("embedded", "up since");
        assertThat(done("ops", "store")).contains(" facts in ", "COLLECTION", "entries_v2");
        assertThat(done("ops", "processor", "entries"))
                .contains("entries: projection, running", "SEGMENT");
        assertThat(done("ops", "work")).contains("sync has nothing to do");
        assertThat(done("ops", "connections", "active")).contains("there is none");
        assertThat(done("ops", "notary")).contains("noted up to", "notary", "trouble");
        assertThat(done("ops", "erasures")).contains("nobody was erased yet");
        assertThat(refused("ops", "connections", "odd")).contains("status must be one of");
        assertThat(refused("ops", "runs", "77")).contains("Connection not found");
        assertThat(refused("ops", "undo", "7/9")).contains("Sync run not found");
        assertThat(refused("ops", "whatever")).contains("no such operation: whatever");
    }

    @Test
    void segments_are_split_and_merged() throws Exception {
        assertThat(done("ops", "split", "comments", "0", WHY)).contains("comments: segments 0, 1");
        assertThat(done("ops", "merge", "comments", "0", WHY)).contains("comments: segments 0");
        assertThat(refused("ops", "split", "entries", "0", WHY)).contains("entries");
        assertThat(refused("ops", "split", "entries", "first", WHY))
                .contains("SEGMENT must be a whole number");
    }

    @Test
    void a_check_fails_while_read_models_differ_and_one_stream_is_made_again() throws Exception {
        var event = event("Right");
        done("ops", "verify", "entries", "the weekly check");
        mistitle(event);

        var check = almanac("ops", "verify", "--at-most", "100000", "entries", "the weekly check");

        assertThat(check.exit()).as(check.toString()).isEqualTo(1);
        assertThat(check.out()).contains("1 differ", "title");
        assertThat(done("ops", "rebuild-stream", "entries", "entry-" + event, WHY))
                .contains("entry-" + event + " is folded again in entries");
        assertThat(operator.get("/api/events/" + event).at("/title")).isEqualTo("Right");
        done("ops", "verify", "entries", "the weekly check");
        mistitle(event);
        assertThat(done("ops", "rebuild", "--always", "entries", WHY)).contains("swapped");
        assertThat(operator.get("/api/events/" + event).at("/title")).isEqualTo("Right");
    }

    /** As a fold that takes a title for another would have left it. */
    private void mistitle(long event) {
        var database = server.bean(MongoDatabase.class);
        for (var name : database.listCollectionNames()) {
            if (name.startsWith("entries_v")) {
                var its = Filters.eq("_id", event);
                var entries = database.getCollection(name);
                for (var found : entries.find(its)) {
                    var wrong = found.getString("state").replace("\"Right\"", "\"Wrong\"");
                    entries.updateOne(its, Updates.set("state", wrong));
                }
            }
        }
    }

    @Test
    void history_names_the_occurrences_that_an_edit_of_a_series_reaches() throws Exception {
        var days = operator.threeDays("training", "2026-04-01");
        var series = days.get(0).get("id").asLong();
        operator.patch(
                "/api/events/" + days.get(1).get("id").asLong(),
                Map.of("title", "match", "updateMode", "single"));
        operator.patch("/api/events/" + series, Map.of("title", "practice", "updateMode", "all"));
        assertThat(done("history", "event", Long.toString(series)))
                .endsWith(
                        """
                            title: training -> practice
                            at 2026-04-01 00:00:00
                              title: match -> practice
                        """);
    }

    @Test
    void history_is_read_by_who_may_and_an_event_goes_back() throws Exception {
        var event = event("dinner");
        operator.patch("/api/events/" + event, Map.of("title", "supper"));
        operator.created("/api/events/" + event + "/comments", Map.of("content", "late"));
        var id = Long.toString(event);
        assertThat(done("history", "event", id))
                .contains("entry.updated", "by olga through user", "title: dinner -> supper");

        var asked = "/api/admin/users/" + operator.user().id() + "/roles/auditor";
        assertThat(refused("ops", "ledger")).isEqualTo("almanac: Only auditors may do that.");
        assertThat(refused("ops", "history-export")).contains("Only auditors may do that.");
        assertThat(operator.send("PUT", asked, "{}", Map.of()).status()).isEqualTo(200);
        assertThat(done("ops", "history", "event=" + id, "by=olga").lines())
                .filteredOn(line -> line.contains("position"))
                .satisfiesExactly(
                        line -> assertThat(line).contains("comment.written", "thread-" + id),
                        line -> assertThat(line).contains("entry.updated"),
                        line -> assertThat(line).contains("entry.created"));
        assertThat(done("ops", "history", "event=" + id, "limit=1")).contains("older:", "cursor=");
        assertThat(done("ops", "history-export", "event=" + id, "type=comment.written").lines())
                .singleElement()
                .asString()
                .contains("\"content\":\"late\"");
        assertThat(done("ops", "ledger")).contains("entry.created");
        assertThat(refused("ops", "history", "colour=red")).contains("no such filter: colour");
        assertThat(refused("ops", "history", "by=nobody")).contains("no user is called nobody");
        assertThat(refused("ops", "history", "event=x")).contains("event must be a whole number");

        assertThat(done("ops", "restore", id, "0"))
                .contains("WOULD BE", "title: supper -> dinner", "say why to do it");
        assertThat(operator.get("/api/events/" + event).at("/title")).isEqualTo("supper");
        assertThat(done("ops", "restore", id, "0", WHY)).contains("title: supper -> dinner");
        assertThat(operator.get("/api/events/" + event).at("/title")).isEqualTo("dinner");
    }

    @Test
    void a_series_goes_back_with_each_of_its_occurrences() throws Exception {
        var days = operator.threeDays("training", "2026-03-02");
        var second = "/api/events/" + days.get(2).get("id").asLong();
        operator.patch(second, Map.of("title", "match", "updateMode", "single"));
        var id = Long.toString(days.get(0).get("id").asLong());

        assertThat(done("ops", "restore", id, "0"))
                .contains("at 2026-03-03 00:00:00 title: match -> training");
    }

    @Test
    void what_is_wrong_is_said_in_one_line_before_anything_is_asked() throws Exception {
        assertThat(refused("ops", "throttle", "12", "abc", WHY))
                .isEqualTo("almanac: N must be a whole number, not \"abc\"");
        for (var unreasoned :
                List.of(
                        List.of("ops", "rebuild", "entries", ""),
                        List.of("ops", "verify", "entries", ""),
                        List.of("ops", "pause", "entries", ""),
                        List.of("ops", "swap", "1", ""))) {
            assertThat(refused(unreasoned.toArray(String[]::new)))
                    .isEqualTo("almanac: say why: the reason is recorded");
        }
        assertThat(refused("ops", "verify", "--always", "entries", WHY)).contains("--always");
        assertThat(refused("ops", "pause", "no such", WHY)).contains("Processor not found");
        assertThat(refused("agenda", "foo"))
                .isEqualTo(
                        "almanac: \"foo\" is no day: a day is written YYYY-MM-DD, such as 2026-12-24");
        assertThat(refused("agenda", "2026-12-24", "2026-13-01")).contains("\"2026-13-01\" is no");
    }
}
