package almanac.app.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.app.simulated.SimulatedProviders;
import almanac.app.testing.AlmanacServer;
import almanac.app.testing.AlmanacServer.User;
import almanac.app.testing.CommandLine;
import almanac.app.testing.Person;
import almanac.app.testing.Waiting;
import almanac.app.web.Commands;
import almanac.connection.ConnectionCommand;
import almanac.connection.ConnectionId;
import almanac.message.Actor;
import almanac.message.Origin;
import almanac.operation.ErasureView;
import almanac.operation.OperationId;
import almanac.operation.WorkView;
import almanac.simulated.Faults;
import almanac.simulated.Forms;
import almanac.simulated.google.GoogleFaults;
import almanac.simulated.google.SimulatedGoogle;
import almanac.sync.SyncSide;
import almanac.user.UserId;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A person with a Google account is erased; Google is the simulated one, over HTTP, and does not
 * always answer. The test works on the erasures itself.
 */
final class ErasureAtGoogleTest {

    private static final String CALENDAR = SimulatedGoogle.KIM;
    private static final String GRANT =
            "https://www.googleapis.com/auth/calendar.events"
                    + " https://www.googleapis.com/auth/calendar.calendarlist.readonly";

    private static AlmanacServer server;
    private static User operator;
    private static SimulatedGoogle google;

    /** Channels that others left open. */
    private static List<String> stale = List.of();

    @TempDir private Path directory = Path.of("");

    @BeforeAll
    static void start() {
        server =
                AlmanacServer.start(
                        AlmanacServer.temporaryDirectory(),
                        "--almanac.visible-within=60s",
                        "--almanac.ledger.checkpoint-every=200ms",
                        "--almanac.security.registrations-per-minute=1000",
                        "--almanac.erasure.patience=60s");
        server.bean("erasureLifecycle", org.springframework.context.SmartLifecycle.class).stop();
        google = server.bean(SimulatedProviders.class).google();
        operator = server.registerExactly("olga");
        server.send(
                operator.token(),
                "PUT",
                "/api/admin/users/" + operator.id() + "/roles/auditor",
                "{}");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void look() {
        stale = google.channels();
    }

    @AfterEach
    void mend() {
        google.faults().clear();
        google.revokeGrants(CALENDAR);
        google.muteChannels(false);
        google.person().events(CALENDAR).forEach(each -> google.person().delete(CALENDAR, each));
    }

    /**
     * Somebody whose calendar here is Kim's at Google, with one event from there.
     *
     * @param theirs the event from there
     */
    private record Mirrored(Person person, long calendar, long connection, String theirs) {

        static Mirrored kims(String name) {
            var theirs = google.person().create(CALENDAR, event("Theirs", 9));
            var person = connected(name, CALENDAR, CALENDAR);
            var status = person.get("/api/calendar-sync/status").json().at("/providers/0");
            var connection =
                    server.get(operator.token(), "/api/operations/connections?limit=100").json();
            var mirrored =
                    new Mirrored(
                            person,
                            status.at("/syncedCalendars/0/localCalendarId").asLong(),
                            of(connection.get("data"), person),
                            theirs);
            until(() -> mirrored.titles().contains("Theirs"), "the first import");
            return mirrored;
        }

        private static long of(tools.jackson.databind.JsonNode all, Person person) {
            for (var each : all) {
                if (each.get("user").get("id").asLong() == person.user().id()) {
                    return each.get("id").asLong();
                }
            }
            throw new AssertionError(all.toString());
        }

        String titles() {
            return person.get("/api/events/calendar/" + calendar).text();
        }

        /** Puts events there from here. */
        Mirrored writes(int count) {
            for (var number = 0; number < count; number++) {
                person.created(
                        "/api/events",
                        Map.of(
                                "title",
                                "Ours " + number,
                                "startDate",
                                "2026-12-09",
                                "startTime",
                                "10:00",
                                "endTime",
                                "11:00",
                                "calendarId",
                                calendar));
            }
            until(() -> there() == count + 1, "the pushes");
            quiet();
            assertThat(channels()).hasSize(1);
            assertThat(google.grants(CALENDAR)).isEqualTo(1);
            return this;
        }
    }

    /** Registers somebody and connects them to the account, whose calendar becomes one here. */
    private static Person connected(String name, String account, String calendar) {
        var person = Person.at(server, name);
        var page = person.get("/api/calendar-sync/auth/google").at("/authUrl");
        assertThat(consented(page, account, GRANT)).contains("success=connected");
        until(
                () -> person.get("/api/calendar-sync/status").text().contains(calendar),
                "the calendars are listed");
        map(person, calendar, true);
        return person;
    }

    /** Where the browser ends after a consent. */
    private static String consented(String page, String account, String grant) {
        var form = Map.of("account", account, "decision", "allow", "grant", grant);
        var answered =
                server.exchange(
                        "POST",
                        page.substring(server.url().length()),
                        Forms.write(form),
                        Map.of("Content-Type", "application/x-www-form-urlencoded"));
        var back = answered.header("Location").orElseThrow();
        return server.get(null, back.substring(server.url().length()))
                .header("Location")
                .orElseThrow();
    }

    /** Connects the account again, to be read only. */
    private static void narrowed(Person person, String account) {
        var reading = "https://www.googleapis.com/auth/calendar.readonly";
        var started =
                person.post(
                        "/v1/connections/start",
                        Map.of(
                                "provider",
                                "google",
                                "user_id",
                                "user_" + person.user().id(),
                                "return_url",
                                server.url() + "/done",
                                "scopes",
                                List.of(reading)));
        assertThat(started.status()).as(started.text()).isEqualTo(200);
        assertThat(consented(started.at("/redirect_url"), account, reading))
                .contains("connection_id");
    }

    private static void map(Person person, String calendar, boolean bothWays) {
        var mapped =
                person.post(
                        "/api/calendar-sync/sync",
                        Map.of(
                                "provider",
                                "google",
                                "calendars",
                                List.of(
                                        Map.of(
                                                "externalId",
                                                calendar,
                                                "localName",
                                                "Mirror",
                                                "bidirectionalSync",
                                                bothWays))));
        assertThat(mapped.status()).as(mapped.text()).isEqualTo(201);
    }

    private static String event(String title, int hour) {
        return """
        {"summary": "%s", "start": {"dateTime": "2026-12-10T%02d:00:00Z"}, \
        "end": {"dateTime": "2026-12-10T%02d:30:00Z"}}\
        """
                .formatted(title, hour, hour);
    }

    private static List<String> channels() {
        return google.channels().stream().filter(each -> !stale.contains(each)).toList();
    }

    private static int there() {
        return google.person().events(CALENDAR).size();
    }

    /** Sync has nothing to do now. */
    private static void quiet() {
        until(
                () -> {
                    var now = server.bean(Clock.class).instant();
                    return server.bean(SyncSide.class).dueWork(1_000).stream()
                            .allMatch(unit -> rests(unit, now));
                },
                "sync has nothing to do");
    }

    private static boolean rests(WorkView unit, Instant now) {
        return unit.node().isEmpty()
                && (unit.parked()
                        || unit.due().filter(at -> !at.isAfter(now)).isEmpty()
                        || unit.notBefore().filter(at -> at.isAfter(now)).isPresent());
    }

    private static void until(BooleanSupplier holds, String what) {
        Waiting.until(Duration.ofSeconds(60), () -> what, holds);
    }

    /** Begins the erasure of a person; nothing has been done yet. */
    private static OperationId begin(Person person) {
        var begun =
                server.post(
                        operator.token(),
                        "/api/operations/erasures",
                        Map.of(
                                "user",
                                person.user().id(),
                                "confirm",
                                person.user().username(),
                                "reason",
                                "ticket 19"));
        assertThat(begun.status()).as(begun.text()).isEqualTo(202);
        return new OperationId(begun.json().get("id").asLong());
    }

    /** Works on it once, as far as it goes. */
    private static ErasureView worked(OperationId id) {
        var side = server.bean(ErasureSide.class);
        until(() -> side.runner(step -> step).tick(), "the erasure is due");
        return side.erasures().find(id);
    }

    /** Works on it until the provider has done its part. */
    private static void untilCopies(OperationId id) {
        until(() -> worked(id).steps().size() > 1, "the copies are gone");
    }

    /** Works on it to its end, and answers the receipt. */
    private static ErasureView ended(OperationId id) {
        var erasures = server.bean(ErasureSide.class).erasures();
        until(
                () -> erasures.find(id).endedAt().isPresent() || worked(id).endedAt().isPresent(),
                "the erasure ends");
        return erasures.find(id);
    }

    private static Map<String, Long> counts(ErasureView receipt) {
        return receipt.steps().get(1).counts();
    }

    @Test
    void its_copies_go_with_the_grant_and_the_channel_and_nothing_is_pushed_afterwards()
            throws Exception {
        CommandLine.needsTools();
        var shell = new CommandLine(directory);
        assertThat(shell.run(server.url(), "login", operator.username()).exit()).isZero();
        var ana = Mirrored.kims("ana").writes(3);
        var bob = connected("bob", SimulatedGoogle.SAM, SimulatedGoogle.FAMILY);
        signed();
        kept(shell, "anchor.json", "anchor");

        var receipt = ended(begin(ana.person()));

        assertThat(receipt.unconfirmed()).isEmpty();
        assertThat(counts(receipt)).containsEntry("entries", 3L).containsEntry("connections", 1L);
        assertThat(google.person().events(CALENDAR)).containsExactly(ana.theirs());
        assertThat(google.grants(CALENDAR)).isZero();
        quiet();
        var before = google.requests().size();
        google.person().create(CALENDAR, event("Later", 11));
        pushes(bob);
        assertThat(google.requests().stream().skip(before))
                .isNotEmpty()
                .noneMatch(request -> request.contains(CALENDAR));
        assertThat(there()).isEqualTo(2);
        signed();
        kept(shell, "history.ndjson", "ledger");
        var verified =
                shell.run(
                        "",
                        "verify-history",
                        directory.resolve("history.ndjson").toString(),
                        "--key",
                        shell.run(server.url(), "ops", "key").out().strip(),
                        "--anchor",
                        directory.resolve("anchor.json").toString());
        assertThat(verified.exit()).as(verified.out() + verified.err()).isZero();
        assertThat(verified.out()).contains("kept checkpoints found: 1");
    }

    /** One edit of a person whose account is another arrives. */
    private static void pushes(Person bob) {
        var calendar =
                bob.get("/api/calendar-sync/status")
                        .json()
                        .at("/providers/0/syncedCalendars/0/localCalendarId")
                        .asLong();
        var known = google.person().events(SimulatedGoogle.FAMILY).size();
        bob.created(
                "/api/events",
                Map.of("title", "Bob's", "startDate", "2026-12-09", "calendarId", calendar));
        until(
                () -> google.person().events(SimulatedGoogle.FAMILY).size() == known + 1,
                "another's push");
        quiet();
    }

    private static void signed() {
        until(
                () ->
                        server.get(operator.token(), "/api/operations/ledger")
                                        .json()
                                        .get("unsigned")
                                        .asLong()
                                == 0,
                "history is signed");
    }

    private void kept(CommandLine shell, String file, String verb)
            throws IOException, InterruptedException {
        var run = shell.run(server.url(), "ops", verb);
        assertThat(run.exit()).as(run.err()).isZero();
        Files.writeString(directory.resolve(file), run.out());
    }

    @Test
    void what_google_was_away_for_is_tried_again_until_it_is_done() {
        var ana = Mirrored.kims("away").writes(4);
        google.faults().plan(GoogleFaults.backendError(503), 3);

        var id = begin(ana.person());
        var first = worked(id);
        assertThat(first.pending()).contains("provider-copies");
        assertThat(first.waitsFor()).contains(Doing.PROVIDERS);
        until(() -> there() == 1, "the deletions");
        quiet();
        assertThat(google.faults().waiting()).isZero();
        google.faults().plan(GoogleFaults.backendError(500), 1);
        assertThat(worked(id).pending()).contains("provider-copies");
        assertThat(channels()).hasSize(1);
        google.faults().plan(new Faults.Pass(), 1);
        google.faults().plan(GoogleFaults.backendError(503), 1);
        assertThat(worked(id).pending()).contains("provider-copies");
        assertThat(channels()).as("stopped while the grant stands").isEmpty();
        assertThat(google.grants(CALENDAR)).isEqualTo(1);
        var receipt = ended(id);

        assertThat(google.grants(CALENDAR)).isZero();
        assertThat(receipt.waitsFor()).isEmpty();
        assertThat(receipt.unconfirmed()).isEmpty();
        assertThat(counts(receipt)).containsEntry("entries", 4L).containsEntry("connections", 1L);
        assertThat(google.person().events(CALENDAR)).containsExactly(ana.theirs());
    }

    @Test
    void what_google_is_away_for_too_long_is_in_the_receipt() {
        var ana = Mirrored.kims("outage").writes(2);
        google.faults().plan(GoogleFaults.backendError(503), 100_000);
        var id = begin(ana.person());
        assertThat(worked(id).pending()).contains("provider-copies");
        server.bean(MongoDatabase.class)
                .getCollection("erasures")
                .updateOne(
                        Filters.eq("_id", id.value()),
                        Updates.set(
                                Job.STEP_BEGAN,
                                Date.from(server.bean(Clock.class).instant().minusSeconds(61))));

        var receipt = ended(id);

        var its = "google connection " + ana.connection() + ": ";
        assertThat(receipt.unconfirmed())
                .containsExactlyInAnyOrder(
                        its + "2 deletions did not reach the provider",
                        its + "1 push channels could not be stopped, and end by themselves",
                        its
                                + "what was granted could not be revoked, and stands until its user"
                                + " takes it back at the provider");
        assertThat(there()).isEqualTo(3);
        assertThat(kept("sync_vault", ana)).as("tokens").isZero();
    }

    @Test
    void what_is_gone_at_google_already_is_no_trouble() {
        var ana = Mirrored.kims("gone").writes(2);
        google.muteChannels(true);
        var ours = new ArrayList<>(google.person().events(CALENDAR));
        ours.remove(ana.theirs());
        google.person().delete(CALENDAR, ours.getFirst());

        var receipt = ended(begin(ana.person()));

        assertThat(receipt.unconfirmed()).isEmpty();
        assertThat(google.person().events(CALENDAR)).containsExactly(ana.theirs());
        assertThat(google.grants(CALENDAR)).isZero();
    }

    @Test
    void what_google_refuses_to_delete_is_in_the_receipt() {
        var ana = Mirrored.kims("refused").writes(2);
        google.faults().plan(GoogleFaults.status(403, "forbidden", "Forbidden"), 1);

        var receipt = ended(begin(ana.person()));

        assertThat(receipt.unconfirmed())
                .containsExactly(
                        "google connection "
                                + ana.connection()
                                + ": 1 deletions did not reach the provider");
        assertThat(there()).isEqualTo(2);
        assertThat(google.grants(CALENDAR)).isZero();
        assertThat(channels()).isEmpty();
    }

    @Test
    void a_grant_that_was_taken_back_at_google_holds_nothing_up() {
        var ana = Mirrored.kims("taken-back").writes(2);
        google.revokeGrants(CALENDAR);

        var receipt = ended(begin(ana.person()));

        var its = "google connection " + ana.connection() + ": ";
        assertThat(receipt.unconfirmed())
                .containsExactlyInAnyOrder(
                        its + "2 deletions did not reach the provider",
                        its + "1 push channels could not be stopped, and end by themselves");
        assertThat(there()).isEqualTo(3);
    }

    @Test
    void copies_in_a_calendar_that_is_only_read_any_more_are_in_the_receipt() {
        var ana = Mirrored.kims("one-way").writes(2);
        map(ana.person(), CALENDAR, false);
        quiet();

        var receipt = ended(begin(ana.person()));

        assertThat(receipt.unconfirmed())
                .containsExactly(
                        "google connection "
                                + ana.connection()
                                + ": 2 copies stay at the provider, to which nothing is pushed any"
                                + " more");
        assertThat(there()).isEqualTo(3);
    }

    @Test
    void copies_of_a_connection_that_may_only_read_any_more_are_in_the_receipt() {
        var ana = Mirrored.kims("narrowed").writes(2);
        narrowed(ana.person(), CALENDAR);
        until(
                () -> ana.person().get("/api/calendar-sync/status").text().contains("reader"),
                "its calendars are shown to be read only");
        quiet();

        var receipt = ended(begin(ana.person()));

        assertThat(receipt.unconfirmed())
                .containsExactly(
                        "google connection "
                                + ana.connection()
                                + ": 2 copies stay at the provider, to which nothing is pushed any"
                                + " more");
        assertThat(there()).isEqualTo(3);
    }

    @Test
    void what_a_node_had_no_time_to_tell_google_when_it_died_is_told_by_the_next() {
        var ana = Mirrored.kims("died").writes(1);
        var id = begin(ana.person());
        google.faults().plan(GoogleFaults.backendError(503), 1);
        assertThat(worked(id).pending()).contains("provider-copies");
        until(() -> there() == 1, "the deletion");
        // this far it came
        server.bean(Commands.class)
                .<Object>send(
                        new Actor(
                                new UserId(ana.person().user().id()),
                                Origin.of(Origin.Kind.SYSTEM)),
                        new ConnectionCommand.Disconnect(new ConnectionId(ana.connection())));
        quiet();
        assertThat(channels()).hasSize(1);
        assertThat(google.grants(CALENDAR)).isEqualTo(1);

        untilCopies(id);

        assertThat(channels()).isEmpty();
        assertThat(google.grants(CALENDAR)).isZero();
        assertThat(ended(id).unconfirmed()).isEmpty();
    }

    private static long kept(String collection, Mirrored its) {
        return server.bean(MongoDatabase.class)
                .getCollection(collection)
                .countDocuments(Filters.eq("_id", its.connection()));
    }
}
