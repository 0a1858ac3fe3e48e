package almanac.simulated.google;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.simulated.Forms;
import almanac.simulated.Simulator.Request;
import almanac.simulated.Simulator.Response;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** Rules of Google's that our adapter does not run into, so that it could. */
final class ApiTest {

    private static final String EVENTS = "/calendar/v3/calendars/primary/events";
    private static final String EVENT =
            """
            {"summary": "Tea", "start": {"date": "2026-12-24"}, "end": {"date": "2026-12-25"}}
            """;
    private static final String DAILY =
            """
            {"summary": "Walk",
             "start": {"dateTime": "2026-12-01T08:00:00", "timeZone": "Europe/Berlin"},
             "end": {"dateTime": "2026-12-01T09:00:00", "timeZone": "Europe/Berlin"},
             "recurrence": ["RRULE:FREQ=DAILY;COUNT=5"]}
            """;

    private final List<String> notices = new ArrayList<>();
    private final SimulatedGoogle google =
            new SimulatedGoogle(
                    Clock.fixed(Instant.parse("2026-11-28T08:00:00Z"), ZoneOffset.UTC),
                    notice -> notices.add(notice.address().toString()));
    private String token = "";

    @BeforeEach
    void consent() {
        consent("https://www.googleapis.com/auth/calendar");
    }

    private void consent(String scope) {
        var form = new HashMap<String, String>();
        form.put("ask.client_id", "c");
        form.put("ask.redirect_uri", "http://localhost/back");
        form.put("ask.scope", "openid " + scope);
        form.put("account", "100000000000000000001");
        form.put("decision", "allow");
        form.put("grant", scope);
        var back = google.answer(post("/o/oauth2/v2/auth", Forms.write(form)));
        var query = URI.create(back.headers().getFirst().getValue()).getRawQuery();
        var answer =
                google.answer(
                        post(
                                "/token",
                                Forms.write(
                                        Map.of(
                                                "grant_type",
                                                "authorization_code",
                                                "client_id",
                                                "c",
                                                "client_secret",
                                                "s",
                                                "redirect_uri",
                                                "http://localhost/back",
                                                "code",
                                                Forms.read(query).getOrDefault("code", "")))));
        token = Json.text(Json.read(answer.body()), "access_token");
    }

    @Test
    void the_calendar_list_comes_in_pages() {
        var list = "/calendar/v3/users/me/calendarList";
        var first = json(call("GET", list, Map.of("maxResults", "3"), ""));
        var page = Json.text(first, "nextPageToken");
        var second = json(call("GET", list, Map.of("maxResults", "3", "pageToken", page), ""));

        assertThat(first.path("items")).hasSize(3);
        assertThat(first.has("nextSyncToken")).isFalse();
        assertThat(second.path("items")).hasSize(1);
        assertThat(second.has("nextSyncToken")).isTrue();
    }

    @Test
    void who_was_let_read_only_reads_and_watches_and_changes_nothing() {
        consent("https://www.googleapis.com/auth/calendar.readonly");
        var channel =
                """
                {"id": "c-1", "type": "web_hook", "address": "https://here.example/hook"}
                """;

        json(call("GET", "/calendar/v3/users/me/calendarList", Map.of(), ""));
        json(call("GET", EVENTS, Map.of(), ""));
        json(call("POST", EVENTS + "/watch", Map.of(), channel));
        var refused = call("POST", EVENTS, Map.of(), EVENT);
        assertThat(refused(refused, 403)).isEqualTo("insufficientPermissions");
        assertThat(refused.body()).contains("ACCESS_TOKEN_SCOPE_INSUFFICIENT");
    }

    @Test
    void who_was_let_do_nothing_with_calendars_cannot_even_list_them() {
        consent("email");

        assertThat(refused(call("GET", "/calendar/v3/users/me/calendarList", Map.of(), ""), 403))
                .isEqualTo("insufficientPermissions");
    }

    @Test
    void a_sync_token_goes_with_no_filter_and_with_deleted_events() {
        var all = json(call("GET", EVENTS, Map.of("showDeleted", "true"), ""));
        var sync = Json.text(all, "nextSyncToken");

        refused(call("GET", EVENTS, Map.of("syncToken", sync, "iCalUID", "u"), ""), 400);
        refused(call("GET", EVENTS, Map.of("syncToken", sync, "showDeleted", "false"), ""), 400);
        refused(call("GET", EVENTS, Map.of("syncToken", "garbage"), ""), 400);
        google.expireSyncTokens();
        assertThat(refused(call("GET", EVENTS, Map.of("syncToken", sync), ""), 410))
                .isEqualTo("fullSyncRequired");
    }

    @Test
    void a_deleted_event_keeps_its_id_and_can_be_restored() {
        var body = EVENT.replaceFirst("\\{", "{\"id\": \"abcde\",");
        call("POST", EVENTS, Map.of(), body);
        assertThat(call("DELETE", EVENTS + "/abcde", Map.of(), "").status()).isEqualTo(204);

        assertThat(refused(call("DELETE", EVENTS + "/abcde", Map.of(), ""), 410))
                .isEqualTo("deleted");
        assertThat(refused(call("POST", EVENTS, Map.of(), body), 409)).isEqualTo("duplicate");
        assertThat(json(call("GET", EVENTS + "/abcde", Map.of(), "")).path("status").asString(""))
                .isEqualTo("cancelled");
        var back = call("PATCH", EVENTS + "/abcde", Map.of(), "{\"status\": \"confirmed\"}");
        assertThat(json(back).path("summary").asString("")).isEqualTo("Tea");
    }

    @Test
    void what_makes_no_event_is_refused() {
        for (var wrong :
                List.of(
                        EVENT.replaceFirst("\\{", "{\"id\": \"UPPER\","),
                        EVENT.replaceFirst("\\{", "{\"id\": \"abcde\", \"iCalUID\": \"u\","),
                        EVENT.replace("2026-12-25", "2026-12-24"),
                        EVENT.replace(
                                "\"date\": \"2026-12-25\"",
                                "\"dateTime\": \"2026-12-25T00:00:00Z\""),
                        DAILY.replace(", \"timeZone\": \"Europe/Berlin\"", "")
                                .replace(":00:00\"", ":00:00Z\""),
                        DAILY.replace("DAILY", "HOURLY"),
                        DAILY.replace("COUNT=5", "UNTIL=20261231T080000"),
                        "{\"broken")) {
            refused(call("POST", EVENTS, Map.of(), wrong), 400);
        }
        assertThat(google.person().events(SimulatedGoogle.SAM)).isEmpty();
    }

    @Test
    void a_version_is_checked_and_counts_up() {
        var created = json(call("POST", EVENTS, Map.of(), EVENT));
        var path = EVENTS + "/" + Json.text(created, "id");
        var patch = "{\"summary\": \"Coffee\"}";
        var etag = Json.text(created, "etag");

        assertThat(conditional("PATCH", path, etag, patch).status()).isEqualTo(200);
        assertThat(refused(conditional("PATCH", path, etag, patch), 412))
                .isEqualTo("conditionNotMet");
        assertThat(refused(conditional("DELETE", path, etag, ""), 412))
                .isEqualTo("conditionNotMet");
        assertThat(conditional("PATCH", path, "*", "{\"sequence\": 4}").status()).isEqualTo(200);
        refused(call("PATCH", path, Map.of(), "{\"sequence\": 3}"), 400);
    }

    @Test
    void an_update_takes_away_what_it_does_not_name() {
        var created =
                json(
                        call(
                                "POST",
                                EVENTS,
                                Map.of(),
                                EVENT.replaceFirst("\\{", "{\"location\": \"x\",")));
        var path = EVENTS + "/" + Json.text(created, "id");

        assertThat(json(call("PUT", path, Map.of(), EVENT)).has("location")).isFalse();
        assertThat(json(call("PATCH", path, Map.of(), "{\"summary\": null}")).has("summary"))
                .isFalse();
    }

    @Test
    void an_import_makes_a_copy_once_for_each_uid() {
        var body = EVENT.replaceFirst("\\{", "{\"iCalUID\": \"uid-1\",");
        var first = json(call("POST", EVENTS + "/import", Map.of(), body));
        var again = json(call("POST", EVENTS + "/import", Map.of(), body.replace("Tea", "Coffee")));

        assertThat(again.path("id")).isEqualTo(first.path("id"));
        assertThat(Json.text(again, "summary")).isEqualTo("Coffee");
        refused(call("POST", EVENTS + "/import", Map.of(), EVENT), 400);
    }

    @Test
    void instances_come_in_pages_and_one_can_be_asked_for() {
        var series = Json.text(json(call("POST", EVENTS, Map.of(), DAILY)), "id");
        var path = EVENTS + "/" + series + "/instances";
        var third = series + "_20261203T070000Z";
        call("DELETE", EVENTS + "/" + third, Map.of(), "");

        var first = json(call("GET", path, Map.of("maxResults", "2"), ""));
        var next = Json.text(first, "nextPageToken");
        var rest = json(call("GET", path, Map.of("pageToken", next), ""));
        assertThat(first.path("items")).hasSize(2);
        assertThat(rest.path("items")).hasSize(2);
        assertThat(
                        json(call(
                                        "GET",
                                        path,
                                        Map.of(
                                                "showDeleted",
                                                "true",
                                                "originalStart",
                                                "2026-12-03T07:00:00Z"),
                                        ""))
                                .path("items"))
                .hasSize(1)
                .allSatisfy(item ->
                        assertThat(item.path("status").asString("")).isEqualTo("cancelled"));
        refused(call("GET", EVENTS + "/" + series + "_20270101T070000Z", Map.of(), ""), 404);
    }

    @Test
    void a_move_takes_the_event_along_and_leaves_a_tombstone() {
        var id = Json.text(json(call("POST", EVENTS, Map.of(), EVENT)), "id");
        var moved =
                call(
                        "POST",
                        EVENTS + "/" + id + "/move",
                        Map.of("destination", SimulatedGoogle.FAMILY),
                        "");

        assertThat(json(moved).path("organizer").path("email").asString(""))
                .isEqualTo(SimulatedGoogle.FAMILY);
        assertThat(google.person().events(SimulatedGoogle.SAM)).isEmpty();
        refused(
                call(
                        "POST",
                        EVENTS + "/" + id + "/move",
                        Map.of("destination", SimulatedGoogle.TEAM),
                        ""),
                404);
    }

    @Test
    void mails_go_out_only_where_a_client_asks_for_them() {
        var body = EVENT.replaceFirst("\\{", "{\"attendees\": [{\"email\": \"ann@example.org\"}],");
        call("POST", EVENTS, Map.of("sendUpdates", "none"), body);
        call("POST", EVENTS, Map.of(), body);
        assertThat(google.mails()).isEmpty();

        call("POST", EVENTS, Map.of("sendUpdates", "all"), body);
        assertThat(google.mails()).hasSize(1);
    }

    @Test
    void a_muted_channel_says_nothing() {
        var wish =
                "{\"id\": \"ch-1\", \"type\": \"web_hook\", \"address\": \"https://example.org/hook\"}";
        assertThat(call("POST", EVENTS + "/watch", Map.of(), wish).status()).isEqualTo(200);
        refused(call("POST", EVENTS + "/watch", Map.of(), wish), 400);
        assertThat(notices).containsExactly("https://example.org/hook");

        google.muteChannels(true);
        call("POST", EVENTS, Map.of(), EVENT);
        assertThat(notices).hasSize(1);
        google.muteChannels(false);
        call("POST", EVENTS, Map.of(), EVENT);
        assertThat(notices).hasSize(2);
    }

    @Test
    void nobody_gets_in_without_a_token_or_to_another_account() {
        assertThat(google.answer(new Request("GET", EVENTS, Map.of(), Map.of(), "")).status())
                .isEqualTo(401);
        refused(
                call(
                        "GET",
                        "/calendar/v3/calendars/" + SimulatedGoogle.KIM + "/events",
                        Map.of(),
                        ""),
                404);
        refused(
                call(
                        "POST",
                        "/calendar/v3/calendars/" + SimulatedGoogle.TEAM + "/events",
                        Map.of(),
                        EVENT),
                403);
    }

    private Response call(String method, String path, Map<String, String> query, String body) {
        return google.answer(
                new Request(method, path, query, Map.of("authorization", "Bearer " + token), body));
    }

    private Response conditional(String method, String path, String etag, String body) {
        return google.answer(
                new Request(
                        method,
                        path,
                        Map.of(),
                        Map.of("authorization", "Bearer " + token, "if-match", etag),
                        body));
    }

    private static Request post(String path, String body) {
        return new Request("POST", path, Map.of(), Map.of(), body);
    }

    private static ObjectNode json(Response response) {
        assertThat(response.status()).as(response.body()).isEqualTo(200);
        return Json.read(response.body());
    }

    /** The reason that it gives. */
    private static String refused(Response response, int status) {
        assertThat(response.status()).as(response.body()).isEqualTo(status);
        return Json.read(response.body())
                .path("error")
                .path("errors")
                .path(0)
                .path("reason")
                .asString("");
    }
}
