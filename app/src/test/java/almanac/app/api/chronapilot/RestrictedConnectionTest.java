package almanac.app.api.chronapilot;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.app.simulated.SimulatedProviders;
import almanac.app.testing.AlmanacServer;
import almanac.app.testing.Answer;
import almanac.app.testing.Person;
import almanac.app.testing.Waiting;
import almanac.simulated.Forms;
import almanac.simulated.google.SimulatedGoogle;
import almanac.simulated.microsoft.SimulatedMicrosoft;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Connections that may do less than sync both ways, over HTTP up to the simulated providers. */
@DisplayNameGeneration(ReplaceUnderscores.class)
final class RestrictedConnectionTest {

    private static final AlmanacServer SERVER = AlmanacServer.shared();
    private static final SimulatedProviders SIMULATED = SERVER.bean(SimulatedProviders.class);
    private static final String BACK = "http://localhost:3000/done";

    /** A provider with an account of its own. */
    private interface Cloud {

        String provider();

        /** What lets calendars be read only. */
        String reading();

        /** The consent of somebody who accepts all that is asked for. */
        Map<String, String> accepted(String asked);

        void add(String title);

        /** Everything that the calendar has, as text. */
        String shown();
    }

    private static final Cloud GOOGLE =
            new Cloud() {
                @Override
                public String provider() {
                    return "google";
                }

                @Override
                public String reading() {
                    return "https://www.googleapis.com/auth/calendar.readonly";
                }

                @Override
                public Map<String, String> accepted(String asked) {
                    return Map.of(
                            "account", SimulatedGoogle.KIM, "decision", "allow", "grant", asked);
                }

                @Override
                public void add(String title) {
                    SIMULATED
                            .google()
                            .person()
                            .create(
                                    SimulatedGoogle.KIM,
                                    """
                                    {"summary": "%s", "start": {"dateTime": "%2$sT09:00:00Z"},
                                     "end": {"dateTime": "%2$sT10:00:00Z"}}
                                    """
                                            .formatted(title, soon()));
                }

                @Override
                public String shown() {
                    var person = SIMULATED.google().person();
                    return person.events(SimulatedGoogle.KIM).stream()
                            .map(event -> person.show(SimulatedGoogle.KIM, event))
                            .toList()
                            .toString();
                }
            };

    private static final Cloud MICROSOFT =
            new Cloud() {
                @Override
                public String provider() {
                    return "microsoft";
                }

                @Override
                public String reading() {
                    return "Calendars.Read";
                }

                @Override
                public Map<String, String> accepted(String asked) {
                    return Map.of(
                            "account", SimulatedMicrosoft.SAM, "decision", "accept", "write", "on");
                }

                @Override
                public void add(String title) {
                    SIMULATED
                            .microsoft()
                            .person(SimulatedMicrosoft.SAM)
                            .add(
                                    "Calendar",
                                    """
                                    {"subject": "%s",
                                     "start": {"dateTime": "%2$sT09:00:00", "timeZone": "UTC"},
                                     "end": {"dateTime": "%2$sT10:00:00", "timeZone": "UTC"}}
                                    """
                                            .formatted(title, soon()));
                }

                @Override
                public String shown() {
                    var person = SIMULATED.microsoft().person(SimulatedMicrosoft.SAM);
                    return person.events("Calendar").stream()
                            .map(person::event)
                            .toList()
                            .toString();
                }
            };

    private static LocalDate soon() {
        return LocalDate.now(SERVER.bean(Clock.class)).plusDays(5);
    }

    @Test
    void google_restricted_to_reading_goes_one_way_until_it_is_connected_in_full() {
        goesOneWayFirst(GOOGLE);
    }

    @Test
    void microsoft_restricted_to_reading_goes_one_way_until_it_is_connected_in_full() {
        goesOneWayFirst(MICROSOFT);
    }

    private static void goesOneWayFirst(Cloud cloud) {
        var name = "reads-" + cloud.provider();
        var theirs = "Theirs of " + name;
        var ours = "Ours of " + name;
        var person = Person.at(SERVER, name);
        cloud.add(theirs);
        var connection = connected(person, cloud, List.of(cloud.reading()));
        var path = "/v1/connections/" + connection;
        until(() -> !calendars(person, path).isEmpty(), "the calendars are listed");

        assertThat(person.get(path).at("/status")).isEqualTo("active");
        assertThat(calendars(person, path)).noneMatch(each -> each.get("writable").asBoolean());
        var main = path + "/calendars/" + main(person, path).get("id").asString();
        assertThat(person.patch(main, Map.of("selected", true, "writable", true)).status())
                .isEqualTo(400);
        var selected = person.patch(main, Map.of("selected", true));
        assertThat(selected.status()).as(selected.text()).isEqualTo(200);
        assertThat(selected.json().get("writable").asBoolean()).isFalse();
        until(() -> person.get("/api/events").text().contains(theirs), "the import");

        var event = "/api/events/" + number(person, theirs);
        assertThat(person.patch(event, Map.of("title", ours)).status()).isEqualTo(200);
        until(
                () ->
                        person.get(event + "/sync-trace")
                                .text()
                                .contains("connected for reading only"),
                "the trace tells why");
        assertThat(cloud.shown()).contains(theirs).doesNotContain(ours);
        assertThat(person.get(event).at("/title")).isEqualTo(ours);
        assertThat(person.get(path).at("/status")).isEqualTo("active");

        assertThat(connected(person, cloud, List.of())).isEqualTo(connection);
        until(() -> cloud.shown().contains(ours), "the push");
        assertThat(cloud.shown()).doesNotContain(theirs);
        assertThat(main(person, path).get("writable").asBoolean()).isTrue();
        assertThat(person.delete(path).status()).isEqualTo(200);
    }

    private static List<JsonNode> calendars(Person person, String path) {
        return person.get(path + "/calendars").json().get("data").valueStream().toList();
    }

    private static JsonNode main(Person person, String path) {
        return calendars(person, path).stream()
                .filter(each -> each.get("is_default").asBoolean())
                .findFirst()
                .orElseThrow();
    }

    private static long number(Person person, String title) {
        return person.list("/api/events").stream()
                .filter(event -> event.get("title").asString().equals(title))
                .findFirst()
                .orElseThrow()
                .get("id")
                .asLong();
    }

    private static void until(BooleanSupplier holds, String what) {
        Waiting.until(Duration.ofSeconds(60), () -> what, holds);
    }

    @Test
    void what_does_not_let_calendars_be_read_connects_nothing() {
        for (var cloud : List.of(GOOGLE, MICROSOFT)) {
            var person = Person.at(SERVER, "nothing-" + cloud.provider());

            var back = started(person, cloud, List.of("openid", "email"));

            assertThat(back)
                    .startsWith(BACK + "?error=connection_failed&error_description=Access%20to")
                    .doesNotContain("connection_id");
            assertThat(person.get("/v1/connections").json().get("data")).isEmpty();
        }
    }

    @Test
    void who_unticks_everything_on_the_consent_page_connects_nothing() {
        var person = Person.at(SERVER, "unticks");
        var page = person.get("/api/calendar-sync/auth/google").at("/authUrl");

        var back = consented(page, GOOGLE.accepted(""));

        assertThat(back)
                .contains("/calendar-sync?error=sync_failed&details=Access%20to%20the%20calendar");
        var status = person.get("/api/calendar-sync/status").json();
        assertThat(status.at("/providers/0/isConnected").asBoolean(true)).isFalse();
    }

    private static String connected(Person person, Cloud cloud, List<String> scopes) {
        var back = started(person, cloud, scopes);
        var id = Forms.read(URI.create(back).getRawQuery()).getOrDefault("connection_id", "");
        assertThat(id).as(back).startsWith("con_");
        return id;
    }

    /** Where the browser ends after a consent to all that this asks for. */
    private static String started(Person person, Cloud cloud, List<String> scopes) {
        var start =
                person.post(
                        "/v1/connections/start",
                        Map.of(
                                "provider",
                                cloud.provider(),
                                "user_id",
                                "user_" + person.user().id(),
                                "return_url",
                                BACK,
                                "scopes",
                                scopes));
        assertThat(start.status()).as(start.text()).isEqualTo(200);
        var page = start.at("/redirect_url");
        var asked = Forms.read(URI.create(page).getRawQuery()).getOrDefault("scope", "");
        return consented(page, cloud.accepted(asked));
    }

    private static String consented(String page, Map<String, String> form) {
        var decided =
                SERVER.exchange(
                        "POST",
                        page.substring(SERVER.url().length()),
                        Forms.write(form),
                        Map.of("Content-Type", "application/x-www-form-urlencoded"));
        return target(SERVER.get(null, target(decided).substring(SERVER.url().length())));
    }

    private static String target(Answer answer) {
        return answer.header("Location").orElseThrow(() -> new AssertionError(answer.text()));
    }
}
