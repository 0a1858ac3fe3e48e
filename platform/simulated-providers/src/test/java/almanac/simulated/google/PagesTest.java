package almanac.simulated.google;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.simulated.Forms;
import almanac.simulated.Simulator.Request;
import almanac.simulated.Simulator.Response;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a person does on the simulator's pages. */
final class PagesTest {

    private final SimulatedGoogle google =
            new SimulatedGoogle(
                    Clock.fixed(Instant.parse("2026-11-28T08:00:00Z"), ZoneOffset.UTC),
                    notice -> {});

    @Test
    void a_person_creates_edits_moves_and_deletes_an_event() {
        post("/person", Map.of("calendar", SimulatedGoogle.SAM), form("Tea", "2026-12-01T16:00"));
        var id = google.person().events(SimulatedGoogle.SAM).getFirst();
        assertThat(get("/person", Map.of()).body()).contains("Tea", "2026-12-01T16:00:00+01:00");

        act(SimulatedGoogle.SAM, id, "save", form("Coffee", "2026-12-01T17:00"));
        assertThat(google.person().show(SimulatedGoogle.SAM, id))
                .contains("\"summary\":\"Coffee\"", "2026-12-01T17:00:00+01:00");

        act(SimulatedGoogle.SAM, id, "move", Map.of("to", SimulatedGoogle.FAMILY));
        assertThat(google.person().events(SimulatedGoogle.SAM)).isEmpty();
        assertThat(google.person().events(SimulatedGoogle.FAMILY)).containsExactly(id);

        act(SimulatedGoogle.FAMILY, id, "delete", Map.of());
        assertThat(google.person().events(SimulatedGoogle.FAMILY)).isEmpty();
    }

    @Test
    void a_person_edits_one_occurrence_and_this_and_the_following() {
        var weekly = new LinkedHashMap<>(form("Choir", "2026-12-01T18:00"));
        weekly.put("rule", "FREQ=WEEKLY;COUNT=6");
        post("/person", Map.of("calendar", SimulatedGoogle.SAM), weekly);
        var series = google.person().events(SimulatedGoogle.SAM).getFirst();
        var instances = google.person().instances(SimulatedGoogle.SAM, series, 10);

        act(SimulatedGoogle.SAM, instances.get(1), "save", form("Concert", "2026-12-08T20:00"));
        act(
                SimulatedGoogle.SAM,
                instances.get(3),
                "following",
                form("Choir, new hall", "2026-12-22T19:00"));

        assertThat(google.person().show(SimulatedGoogle.SAM, instances.get(1)))
                .contains("Concert", "\"recurringEventId\":\"" + series + "\"");
        assertThat(google.person().instances(SimulatedGoogle.SAM, series, 10)).hasSize(3);
        assertThat(google.person().events(SimulatedGoogle.SAM)).hasSize(2);
        assertThat(get("/person", Map.of()).body())
                .contains("FREQ=WEEKLY;COUNT=3", "2026-12-22T19:00:00+01:00");
        assertThat(get("/event", Map.of("calendar", SimulatedGoogle.SAM, "id", series)).body())
                .contains("The first occurrences", instances.get(2));
    }

    @Test
    void whole_days_include_the_last() {
        var days = new LinkedHashMap<>(form("Fair", "2026-12-01T00:00"));
        days.put("end", "2026-12-03T00:00");
        days.put("days", "on");
        post("/person", Map.of("calendar", SimulatedGoogle.SAM), days);

        assertThat(google.person().shown(SimulatedGoogle.SAM).getFirst().path("end").toString())
                .isEqualTo("{\"date\":\"2026-12-04\"}");
    }

    @Test
    void what_a_person_types_is_text_and_never_markup() {
        post(
                "/person",
                Map.of("calendar", SimulatedGoogle.SAM),
                form("<script>alert('\"&')</script>", "2026-12-01T16:00"));
        var id = google.person().events(SimulatedGoogle.SAM).getFirst();

        for (var page :
                new Response[] {
                    get("/person", Map.of()),
                    get("/event", Map.of("calendar", SimulatedGoogle.SAM, "id", id)),
                    get(
                            "/o/oauth2/v2/auth",
                            Map.of(
                                    "client_id",
                                    "<script>",
                                    "redirect_uri",
                                    "http://localhost/\"><script>",
                                    "response_type",
                                    "code",
                                    "scope",
                                    "<script>",
                                    "state",
                                    "'\"<script>"))
                }) {
            assertThat(page.status()).isEqualTo(200);
            assertThat(page.body()).doesNotContain("<script").contains("&lt;script&gt;");
        }
    }

    @Test
    void a_consent_leads_to_a_web_address_only() {
        var asked =
                Map.of(
                        "client_id",
                        "c",
                        "redirect_uri",
                        "javascript:alert(1)",
                        "response_type",
                        "code",
                        "scope",
                        "openid");

        assertThat(get("/o/oauth2/v2/auth", asked).status()).isEqualTo(400);
        assertThat(
                        post(
                                        "/o/oauth2/v2/auth",
                                        Map.of("ask.redirect_uri", "javascript:alert(1)"),
                                        Map.of("decision", "refuse"))
                                .status())
                .isEqualTo(400);
    }

    @Test
    void what_is_wrong_is_said_on_a_page() {
        var answer =
                post("/person", Map.of("calendar", SimulatedGoogle.SAM), form("Never", "no time"));

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("role=\"alert\"", "Start and end must be given");
        assertThat(get("/event", Map.of("calendar", "none", "id", "none")).status()).isEqualTo(400);
    }

    @Test
    void the_panel_plans_faults_and_forgets_them() {
        post("/faults", Map.of(), Map.of("action", "plan", "fault", "503", "times", "3"));
        assertThat(google.faults().waiting()).isEqualTo(3);
        assertThat(get("/faults", Map.of()).body()).contains("<strong>3</strong>");
        assertThat(get("/calendar/v3/users/me/calendarList", Map.of()).status()).isEqualTo(503);

        post("/faults", Map.of(), Map.of("action", "clear"));
        assertThat(google.faults().waiting()).isZero();
        assertThat(get("/calendar/v3/users/me/calendarList", Map.of()).status()).isEqualTo(401);
    }

    @Test
    void every_page_is_labelled_and_needs_no_script() {
        for (var path : new String[] {"/", "/person", "/faults"}) {
            assertThat(get(path, Map.of()).body())
                    .startsWith("<!doctype html>")
                    .contains("<html lang=\"en\">", "<h1>", "color-scheme: light dark")
                    .doesNotContain("<script", "http://", "https://");
        }
    }

    private static Map<String, String> form(String title, String start) {
        var form = new LinkedHashMap<String, String>();
        form.put("summary", title);
        form.put("start", start);
        form.put("end", start.replaceFirst("T1[678]", "T19").replaceFirst("T20", "T22"));
        form.put("rule", "");
        return form;
    }

    private void act(String calendar, String id, String action, Map<String, String> form) {
        var response =
                post("/event", Map.of("calendar", calendar, "id", id, "action", action), form);
        assertThat(response.status()).as(response.body()).isEqualTo(303);
    }

    private Response get(String path, Map<String, String> query) {
        return google.answer(new Request("GET", path, query, Map.of(), ""));
    }

    private Response post(String path, Map<String, String> more, Map<String, String> form) {
        var all = new LinkedHashMap<>(form);
        all.putAll(more);
        return google.answer(new Request("POST", path, Map.of(), Map.of(), Forms.write(all)));
    }
}
