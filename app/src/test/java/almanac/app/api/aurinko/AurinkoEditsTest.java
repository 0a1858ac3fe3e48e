package almanac.app.api.aurinko;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.app.testing.AlmanacServer;
import almanac.app.testing.Answer;
import almanac.app.testing.Person;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.RepeatedTest;

/** What becomes of an event by an update: what was asked for, and nothing else. */
final class AurinkoEditsTest {

    private static final AlmanacServer SERVER = AlmanacServer.shared();
    private static final String EVENTS = "/v1/calendars/primary/events";
    private static final String VIENNA = "Europe/Vienna";

    private final Person ana = Person.in(SERVER, "ana", VIENNA);

    @RepeatedTest(5)
    void those_who_edit_at_once_all_have_what_they_sent() throws Exception {
        var id = single("2026-06-01T10:00:00", "2026-06-01T11:00:00", VIENNA);
        var path = EVENTS + "/" + id;
        var longer = Map.of("end", moment("2026-06-09T12:00:00", VIENNA));
        atOnce(
                () -> ana.patch(path, Map.of("showAs", "free")),
                () -> ana.patch(path, Map.of("sensitivity", "private")),
                () -> ana.patch(path, longer),
                () -> ana.patch("/api/events/" + id, Map.of("startTime", "09:00")));

        var event = ana.get(path).json();
        assertThat(event.get("showAs").asString()).isEqualTo("free");
        assertThat(event.get("sensitivity").asString()).isEqualTo("private");
        assertThat(event.at("/start/dateTime").asString()).isEqualTo("2026-06-01T09:00:00+02:00");
    }

    @SafeVarargs
    private static void atOnce(Callable<Answer>... requests) throws Exception {
        var together = new CyclicBarrier(requests.length);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = new ArrayList<Future<Answer>>();
            for (var request : requests) {
                answers.add(
                        threads.submit(() -> {
                            together.await();
                            return request.call();
                        }));
            }
            for (var answer : answers) {
                assertThat(answer.get().status()).isEqualTo(200);
            }
        }
    }

    private String single(String start, String end, String zone) {
        return ana.created(EVENTS, Map.of("start", moment(start, zone), "end", moment(end, zone)))
                .get("id")
                .asString();
    }

    private static Map<String, Object> moment(String dateTime, String zone) {
        return Map.of("dateTime", dateTime, "timezone", zone);
    }
}
