package almanac.simulated.microsoft;

import static almanac.simulated.microsoft.SimulatedMicrosoft.ALEX;
import static org.assertj.core.api.Assertions.assertThat;

import almanac.simulated.Forms;
import almanac.simulated.Notice;
import almanac.simulated.Simulator.Request;
import almanac.simulated.Simulator.Response;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The traps of the real Graph are there, so that what runs into them here does so in a test. */
final class SimulatedMicrosoftTest {

    private static final String VERIFIER = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFG";
    private static final String PREFER = "IdType=\"ImmutableId\", odata.maxpagesize=5";
    private static final LocalDateTime START = LocalDateTime.of(2026, 12, 7, 10, 0);
    private static final String DAILY =
            """
            {"subject":"Daily","start":{"dateTime":"2026-12-07T10:00:00","timeZone":"Romance Standard Time"},
             "end":{"dateTime":"2026-12-07T11:00:00","timeZone":"Romance Standard Time"},
             "recurrence":{"pattern":{"type":"daily","interval":1},
                           "range":{"type":"numbered","startDate":"2026-12-07","numberOfOccurrences":4}}}
            """;

    private final List<Notice> notices = new ArrayList<>();
    private final SimulatedMicrosoft microsoft =
            new SimulatedMicrosoft(
                    () -> URI.create("https://graph.example/sim"),
                    Clock.fixed(Instant.parse("2026-12-01T00:00:00Z"), ZoneOffset.UTC),
                    notices::add,
                    address -> Optional.empty());
    private final RemotePerson alex = microsoft.person(ALEX);
    private String token = token("Calendars.ReadWrite");

    private Response page(String method, String path, Map<String, String> query, String body) {
        return microsoft.answer(new Request(method, path, query, Map.of(), body));
    }

    private String token(String scope) {
        var query =
                Map.of(
                        "client_id", "app<1>",
                        "redirect_uri", "https://app.example/back",
                        "state", "s",
                        "scope", "openid offline_access " + scope,
                        "code_challenge", Tokens.challenge(VERIFIER),
                        "code_challenge_method", "S256");
        var consent = page("GET", "/common/oauth2/v2.0/authorize", query, "");
        assertThat(consent.body())
                .contains("<legend>Account</legend>", "app&lt;1&gt;", "lang=\"en\"")
                .doesNotContain("<script", "app<1>");
        var back =
                page(
                        "POST",
                        "/common/oauth2/v2.0/authorize",
                        query,
                        Forms.write(Map.of("account", ALEX, "decision", "accept", "write", "on")));
        var location = URI.create(back.headers().getFirst().getValue());
        var code = Forms.read(location.getRawQuery()).getOrDefault("code", "");
        var form =
                Map.of(
                        "grant_type",
                        "authorization_code",
                        "code",
                        code,
                        "code_verifier",
                        VERIFIER,
                        "redirect_uri",
                        "https://app.example/back");
        var answer = page("POST", "/common/oauth2/v2.0/token", Map.of(), Forms.write(form));
        return json(answer).path("access_token").asString("");
    }

    private static JsonNode json(Response response) {
        return JsonMapper.builder().build().readTree(response.body());
    }

    private Response graph(String method, String path, Map<String, String> query, String body) {
        return microsoft.answer(
                new Request(
                        method,
                        "/v1.0" + path,
                        query,
                        Map.of("authorization", "Bearer " + token, "prefer", PREFER),
                        body));
    }

    private JsonNode delta() {
        return json(
                graph(
                        "GET",
                        "/me/calendars/" + alex.calendar("Team") + "/calendarView/delta()",
                        Map.of(
                                "startDateTime",
                                "2026-11-01T00:00:00Z",
                                "endDateTime",
                                "2027-01-01T00:00:00Z"),
                        ""));
    }

    private JsonNode follow(JsonNode page) {
        var next =
                page.path("@odata.nextLink").asString(page.path("@odata.deltaLink").asString(""));
        assertThat(next).startsWith("https://graph.example/sim/v1.0/");
        var query = Forms.read(URI.create(next).getRawQuery());
        return json(
                graph(
                        "GET",
                        URI.create(next).getPath().substring("/sim/v1.0".length()),
                        query,
                        ""));
    }

    @Test
    void who_was_let_read_only_reads_and_changes_nothing() {
        token = token("https://graph.microsoft.com/calendars.read");

        assertThat(graph("GET", "/me/calendars", Map.of(), "").status()).isEqualTo(200);
        assertThat(delta().has("value")).isTrue();
        var refused =
                graph(
                        "POST",
                        "/me/calendars/" + alex.calendar("Team") + "/events",
                        Map.of(),
                        DAILY);
        assertThat(refused.status()).isEqualTo(403);
        assertThat(json(refused).at("/error/code").asString("")).isEqualTo("ErrorAccessDenied");
    }

    @Test
    void who_was_let_do_nothing_with_calendars_cannot_even_list_them() {
        token = token("User.Read");

        assertThat(graph("GET", "/me/calendars", Map.of(), "").status()).isEqualTo(403);
    }

    @Test
    void an_occurrence_like_its_series_says_only_when_it_is() {
        alex.add("Team", DAILY);

        var items = delta().path("value");

        assertThat(items.get(0).path("type").asString("")).isEqualTo("occurrence");
        assertThat(items.get(0).propertyNames())
                .containsExactlyInAnyOrder("id", "type", "seriesMasterId", "start", "end");
        assertThat(items.get(4).path("type").asString("")).isEqualTo("seriesMaster");
    }

    @Test
    void an_empty_page_in_the_middle_of_a_round_has_a_continuation() {
        alex.add("Team", DAILY);
        alex.add("Team", DAILY);

        var second = follow(delta());

        assertThat(second.path("value")).isEmpty();
        assertThat(follow(second).path("@odata.deltaLink").isString()).isTrue();
    }

    @Test
    void what_lies_outside_of_the_window_is_called_removed_though_nobody_knew_it() {
        var last = delta();
        var far = alex.add("Team", DAILY.replace("2026-12-07", "2029-12-07"));

        var item = follow(last).path("value").get(0);

        assertThat(item.path("id").asString("")).isEqualTo(far);
        assertThat(item.path("@removed").path("reason").asString("")).isEqualTo("deleted");
    }

    @Test
    void a_removed_series_is_one_tombstone() {
        var id = alex.add("Team", DAILY);
        var last = delta();
        alex.remove(id);

        assertThat(follow(last).path("value")).hasSize(1);
    }

    @Test
    void an_expired_delta_token_is_410_with_a_location() {
        var last = delta();
        microsoft.expireDeltaTokens();
        var link = URI.create(last.path("@odata.deltaLink").asString(""));

        var answer =
                graph(
                        "GET",
                        link.getPath().substring("/sim/v1.0".length()),
                        Forms.read(link.getRawQuery()),
                        "");

        assertThat(answer.status()).isEqualTo(410);
        assertThat(answer.headers()).extracting(Map.Entry::getKey).contains("Location");
    }

    @Test
    void ids_change_for_who_does_not_ask_for_those_that_stay() {
        var id = alex.add("Team", DAILY);
        var answer =
                microsoft.answer(
                        new Request(
                                "GET",
                                "/v1.0/me/events/" + id,
                                Map.of(),
                                Map.of("authorization", "Bearer " + token),
                                ""));

        assertThat(json(answer).path("id").asString("")).isNotEqualTo(id);
    }

    @Test
    void moving_a_series_takes_its_exceptions_away() {
        var id = alex.add("Team", DAILY);
        alex.edit(id, START.plusDays(1), "{\"subject\":\"Other\"}");
        alex.edit(id, "{\"subject\":\"Still\"}");
        assertThat(alex.exceptions(id)).hasSize(1);

        alex.edit(
                id,
                """
                {"start":{"dateTime":"2026-12-07T12:00:00","timeZone":"Romance Standard Time"},
                 "end":{"dateTime":"2026-12-07T13:00:00","timeZone":"Romance Standard Time"}}
                """);

        assertThat(alex.exceptions(id)).isEmpty();
    }

    @Test
    void whoever_knows_an_old_change_key_is_refused_with_412() {
        var id = alex.add("Team", DAILY);
        var answer =
                microsoft.answer(
                        new Request(
                                "PATCH",
                                "/v1.0/me/events/" + id,
                                Map.of(),
                                Map.of("authorization", "Bearer " + token, "if-match", "W/\"0\""),
                                "{\"subject\":\"x\"}"));

        assertThat(answer.status()).isEqualTo(412);
        assertThat(alex.event(id).orElseThrow()).contains("Daily");
    }

    @Test
    void a_webhook_that_does_not_echo_gets_no_subscription() {
        var answer =
                graph(
                        "POST",
                        "/subscriptions",
                        Map.of(),
                        "{\"resource\":\"/me/calendars/"
                                + alex.calendar("Team")
                                + "/events\",\"notificationUrl\":\"https://app.example/hook\","
                                + "\"expirationDateTime\":\"2026-12-02T00:00:00Z\"}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(microsoft.subscriptions()).isZero();
    }

    @Test
    void a_person_edits_on_a_page_without_script() {
        var calendar = alex.calendar("Team");
        var add =
                Map.of(
                        "do", "add",
                        "calendar", calendar,
                        "subject", "<Lunch>",
                        "start", "2026-12-09T12:00");

        assertThat(page("POST", "/person", Map.of(), Forms.write(add)).status()).isEqualTo(303);
        var id = alex.events("Team").getFirst();
        assertThat(page("GET", "/person", Map.of(), "").body())
                .contains("&lt;Lunch&gt;", "2026-12-09T12:00", "<label>Subject")
                .doesNotContain("<script", "<Lunch>");

        var save = Map.of("do", "save", "event", id, "subject", "Tea", "start", "2026-12-09T16:00");
        page("POST", "/person", Map.of(), Forms.write(save));
        assertThat(alex.event(id).orElseThrow())
                .contains("Tea", "2026-12-09T16:00", "2026-12-09T17:00");

        page("POST", "/person", Map.of(), Forms.write(Map.of("do", "delete", "event", id)));
        assertThat(alex.events("Team")).isEmpty();
        assertThat(page("POST", "/person", Map.of(), "do=delete&event=none").status())
                .isEqualTo(400);
    }

    @Test
    void a_fault_chosen_on_the_page_strikes_the_next_request_alone() {
        assertThat(page("GET", "/faults", Map.of(), "").body())
                .contains("Revoke every grant", "Expire delta tokens", "role=\"status\"")
                .doesNotContain("<script");
        page("POST", "/faults", Map.of(), Forms.write(Map.of("do", "Mailbox concurrency limit")));

        var struck = graph("GET", "/me/calendars", Map.of(), "");

        assertThat(struck.status()).isEqualTo(429);
        assertThat(struck.body()).contains("MailboxConcurrency");
        assertThat(graph("GET", "/me/calendars", Map.of(), "").status()).isEqualTo(200);

        page("POST", "/faults", Map.of(), Forms.write(Map.of("do", "Revoke every grant")));
        assertThat(graph("GET", "/me/calendars", Map.of(), "").status()).isEqualTo(401);
    }
}
