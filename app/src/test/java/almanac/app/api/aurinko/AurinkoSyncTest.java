package almanac.app.api.aurinko;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.app.testing.AlmanacServer;
import almanac.app.testing.Answer;
import almanac.app.testing.Person;
import almanac.app.testing.Waiting;
import almanac.query.QuerySide;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Sync over real HTTP: tokens and whom they serve, and a mirror that stays equal. */
final class AurinkoSyncTest {

    private static final String YEAR = "timeMin=2026-01-01T00:00:00Z&timeMax=2027-01-01T00:00:00Z";
    private static final String REBUILDS = "/api/operations/rebuilds";
    private static final long SEED = 20_261_128;

    @TempDir private Path directory = Path.of("");

    @Test
    void a_mirror_stays_equal_under_random_writes_restarts_and_rebuilds() {
        var random = new Random(SEED);
        var data = directory.resolve("data");
        var mirrors = new ArrayList<Mirror>();
        var server = AlmanacServer.start(data);
        var ana = Person.at(server, "ana");
        var writer = new Writer(random, ana);
        try {
            for (var round = 0; round < 6; round++) {
                mirrors.add(new Mirror(ana, ana.calendar(), 1 + random.nextInt(7)).start(YEAR));
                mirrors.add(
                        new Mirror(ana, ana.calendar(), 1 + random.nextInt(7))
                                .start(YEAR + "&expanded=true&autoExpand=false"));
                var rebuilds = round % 2 == 1 ? rebuilds(ana) : List.<Long>of();
                for (var write = 0; write < 12; write++) {
                    writer.write();
                    mirrors.get(random.nextInt(mirrors.size())).poll();
                }
                for (var rebuild : rebuilds) {
                    awaitSwapped(ana, rebuild);
                }
                if (round == 2 || round == 4) {
                    server.close();
                    server = AlmanacServer.start(data);
                    var again = new Person(server, ana.user(), ana.calendar());
                    mirrors.forEach(mirror -> mirror.at(again));
                    writer.at(again);
                    ana = again;
                }
            }
            for (var index = 0; index < mirrors.size(); index++) {
                assertThat(mirrors.get(index).poll().events())
                        .as("seed %d, mirror %d", SEED, index)
                        .isEqualTo(index % 2 == 0 ? masters(ana) : occurrences(ana));
            }
        } finally {
            server.close();
        }
    }

    /** Begins to make again what the feed is read from; the first user is operator. */
    private static List<Long> rebuilds(Person operator) {
        return Stream.of("feed", "entries")
                .map(projection ->
                        operator.post(
                                REBUILDS,
                                Map.of(
                                        "projection", projection,
                                        "mode", "when-equal",
                                        "reason", "to see whether mirrors notice")))
                .map(begun -> begun.json().at("/data/0/id").asLong())
                .toList();
    }

    private static void awaitSwapped(Person operator, long rebuild) {
        Waiting.until(
                Duration.ofSeconds(60),
                () -> state(operator, rebuild).toString(),
                () -> state(operator, rebuild).at("/state").asString().equals("swapped"));
    }

    private static JsonNode state(Person operator, long rebuild) {
        return operator.get(REBUILDS + "/" + rebuild).json();
    }

    /** What the events' own endpoints show of the year. */
    private static Map<String, JsonNode> masters(Person person) {
        var inYear = new TreeMap<String, JsonNode>();
        occurrences(person)
                .values()
                .forEach(event -> {
                    var info = event.at("/occurrenceInfo/masterId").asString("");
                    var master = info.isEmpty() ? event.get("id").asString() : info;
                    person.get(events(person) + "/" + master + "/series")
                            .json()
                            .get("records")
                            .forEach(each -> inYear.put(each.get("id").asString(), each));
                });
        return inYear;
    }

    private static Map<String, JsonNode> occurrences(Person person) {
        var all = new TreeMap<String, JsonNode>();
        person.get(events(person) + "/range?limit=1000&" + YEAR)
                .json()
                .get("records")
                .forEach(each -> all.put(each.get("id").asString(), each));
        return all;
    }

    private static String events(Person person) {
        return "/v1/calendars/" + person.calendar() + "/events";
    }

    /** Somebody who creates, changes, moves and deletes events at random. */
    private static final class Writer {

        private final Random random;
        private final List<String> known = new ArrayList<>();
        private Person person;

        Writer(Random random, Person person) {
            this.random = random;
            this.person = person;
        }

        void at(Person again) {
            person = again;
        }

        void write() {
            if (known.isEmpty() || random.nextInt(3) == 0) {
                create();
                return;
            }
            var id = known.get(random.nextInt(known.size()));
            var path = events(person) + "/" + id;
            switch (random.nextInt(5)) {
                case 0 -> {
                    done(person.delete(path));
                    known.remove(id);
                }
                case 1 -> done(person.patch(path, Map.of("start", Map.of("dateOnly", day()))));
                case 2 -> exception(id);
                default -> done(person.patch(path, Map.of("subject", "v" + random.nextInt(1_000))));
            }
        }

        private void create() {
            var body = new HashMap<String, Object>();
            body.put("subject", "new");
            body.put("start", Map.of("dateOnly", day()));
            if (random.nextInt(3) == 0) {
                body.put(
                        "recurrence",
                        Map.of("ical", Map.of("rules", List.of("RRULE:FREQ=DAILY;COUNT=9"))));
            }
            known.add(person.created(events(person), body).get("id").asString());
        }

        private void exception(String id) {
            var master = person.get(events(person) + "/" + id).json();
            if (!master.get("recurrenceType").asString().equals("master")) {
                return;
            }
            var second = LocalDate.parse(master.at("/start/dateOnly").asString()).plusDays(1);
            var found = person.get(events(person) + "/" + id + "/occurrences/" + second);
            if (found.status() == 200) {
                var path = events(person) + "/" + found.at("/id");
                done(
                        random.nextBoolean()
                                ? person.delete(path)
                                : person.patch(path, Map.of("subject", "one of them")));
            }
        }

        private void done(Answer answer) {
            assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        }

        private String day() {
            return LocalDate.of(2025, 12, 1).plusDays(random.nextInt(450)).toString();
        }
    }

    @Test
    void a_token_serves_its_user_calendar_and_purpose_alone() {
        var server = AlmanacServer.shared();
        var ana = Person.at(server, "ana");
        var ben = Person.at(server, "ben");
        ana.share(ana.calendar(), ben, "read");
        var mirror = new Mirror(ana, ana.calendar(), 10).start(YEAR);
        var sync = "/v1/calendars/" + ana.calendar() + "/sync";

        assertThat(ana.get(sync + "/updated?deltaToken=" + mirror.updatedToken()).status())
                .isEqualTo(200);
        for (var path :
                List.of(
                        "/updated?deltaToken=" + mirror.deletedToken(),
                        "/deleted?deltaToken=" + mirror.updatedToken(),
                        "/updated?deltaToken=" + mirror.updatedToken().substring(1),
                        "/updated?deltaToken=x",
                        "/updated",
                        "/stream?deltaToken=" + mirror.deletedToken())) {
            var answer = ana.get(sync + path);
            assertThat(answer.status()).as(path).isEqualTo(400);
            assertThat(answer.at("/code")).isEqualTo("badRequest");
        }
        assertThat(ben.get(sync + "/updated?deltaToken=" + mirror.updatedToken()).status())
                .as("another who may see the calendar")
                .isEqualTo(400);
        var own = "/v1/calendars/" + ben.calendar() + "/sync/updated?deltaToken=";
        assertThat(ben.get(own + mirror.updatedToken()).status()).isEqualTo(400);
        var stranger = Person.at(server, "cy");
        for (var what : List.of("/updated", "/deleted", "/stream")) {
            assertThat(stranger.get(sync + what + "?deltaToken=" + mirror.updatedToken()).status())
                    .as(what)
                    .isEqualTo(404);
        }
        for (var bounds :
                List.of(
                        "",
                        "timeMin=2026-01-01T00:00:00Z",
                        "timeMin=2026-01-01T00:00:00&timeMax=2027-01-01T00:00:00",
                        "timeMin=2027-01-01T00:00:00Z&timeMax=2026-01-01T00:00:00Z")) {
            assertThat(ana.get(sync + "?" + bounds).status()).as(bounds).isEqualTo(400);
        }
    }

    @Test
    void a_token_older_than_what_is_kept_is_410() {
        var server = AlmanacServer.shared();
        var ana = Person.at(server, "ana");
        var events = events(ana);
        var day = Map.of("start", Map.of("dateOnly", "2026-03-02"));
        var gone = ana.created(events, day).get("id").asString();
        var old = new Mirror(ana, ana.calendar(), 10).start(YEAR).poll();
        ana.delete(events + "/" + gone);
        var fresh = new Mirror(ana, ana.calendar(), 10).start(YEAR).poll();

        server.bean(QuerySide.class)
                .forgetLeft(server.bean(Clock.class).instant().plus(Duration.ofSeconds(1)));

        var sync = "/v1/calendars/" + ana.calendar() + "/sync";
        for (var path :
                List.of(
                        "/updated?deltaToken=" + old.updatedToken(),
                        "/deleted?deltaToken=" + old.deletedToken())) {
            var answer = ana.get(sync + path);
            assertThat(answer.status()).as(path).isEqualTo(410);
            assertThat(answer.at("/code")).isEqualTo("syncToken.expired");
        }
        ana.created(events, day);
        assertThat(fresh.poll().events()).hasSize(1);
    }
}
