package almanac.app.api.chronapilot;

import static almanac.app.testing.SyncServer.PROVIDERS;
import static almanac.app.testing.SyncServer.SERVER;
import static almanac.app.testing.SyncServer.user;
import static org.assertj.core.api.Assertions.assertThat;

import almanac.app.testing.Answer;
import almanac.app.testing.Documents;
import almanac.app.testing.Person;
import almanac.app.testing.SyncServer;
import almanac.connection.ConnectionId;
import almanac.connection.FailureReason;
import almanac.connection.Pause;
import almanac.connection.ProviderKind;
import almanac.connection.Synchronization;
import almanac.connection.Synchronization.Mode;
import almanac.connection.Synchronization.Report;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** The connections document and contract.md part 4, over HTTP. */
@DisplayNameGeneration(ReplaceUnderscores.class)
final class ConnectionsDocumentTest {

    private static final String ROOT = "/v1/connections";
    private static final String BACK = "http://localhost:3000/done?tab=1";

    private static String document() {
        return Documents.text("chronapilot-connections.md");
    }

    private static ConnectionId connected(Person person, ProviderKind provider, String account) {
        return PROVIDERS.connected(user(person), provider, account);
    }

    private static Map<String, Object> start(Person person) {
        return new HashMap<>(
                Map.of(
                        "provider",
                        "google",
                        "user_id",
                        "user_" + person.user().id(),
                        "return_url",
                        BACK));
    }

    private static String con(ConnectionId id) {
        return "con_" + id.value();
    }

    private static String path(ConnectionId id) {
        return ROOT + "/" + con(id);
    }

    private static void refused(Answer answer, int status, String type, String code) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(status);
        assertThat(answer.at("/error/type")).isEqualTo(type);
        assertThat(answer.at("/error/code")).isEqualTo(code);
        assertThat(answer.at("/error/request_id")).isNotEmpty();
        assertThat(answer.at("/error/doc_url")).endsWith(code);
    }

    @Test
    void every_endpoint_of_the_document_needs_who_calls() {
        var rows = Pattern.compile("^(GET|POST|DELETE) (/v1/connections\\S*)", Pattern.MULTILINE);
        var found =
                rows.matcher(
                        document()
                                .replace("expand[]", "\nexpand[]")
                                .replaceAll("(?<=\\})(Revokes|Triggers)", "\n$1"));
        var seen = 0;
        while (found.find()) {
            var path = found.group(2).replace("{id}", "con_1");
            var body = found.group(1).equals("POST") ? Map.of() : null;
            refused(
                    SERVER.send(null, found.group(1), path, body),
                    401,
                    "authentication_error",
                    "authentication_failed");
            seen++;
        }
        assertThat(seen).isEqualTo(5);
    }

    @Test
    void a_start_says_where_to_go_and_is_no_connection_yet() {
        var person = SyncServer.person("start");
        var answer = person.post(ROOT + "/start", start(person));
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        assertThat(answer.at("/object")).isEqualTo("connection_start");
        assertThat(answer.at("/redirect_url")).startsWith("https://consent.example/google");
        assertThat(answer.at("/connection_id")).matches("con_\\d+");
        assertThat(answer.at("/expires_at")).isEqualTo("2030-01-01T00:10:00Z");
        assertThat(person.get(ROOT).json().get("data").isEmpty()).isTrue();
        refused(
                person.get(ROOT + "/" + answer.at("/connection_id")),
                404,
                "invalid_request_error",
                "resource_not_found");
    }

    @Test
    void a_consent_ends_at_the_return_url_with_connection_and_state() {
        var person = SyncServer.person("consented");
        for (var form : List.of(true, false)) {
            var started = person.post(ROOT + "/start", start(person));
            var query = "code=me&scope=x&state=" + started.at("/state");
            var answer =
                    form
                            ? SERVER.exchange(
                                    "POST",
                                    ROOT + "/callback",
                                    query,
                                    Map.of("Content-Type", "application/x-www-form-urlencoded"))
                            : SERVER.get(null, ROOT + "/callback?" + query);
            assertThat(answer.status()).as(answer.text()).isEqualTo(302);
            assertThat(answer.header("Location"))
                    .contains(
                            BACK
                                    + "&connection_id="
                                    + started.at("/connection_id")
                                    + "&state="
                                    + started.at("/state"));
            var connection = person.get(ROOT + "/" + started.at("/connection_id"));
            assertThat(connection.at("/status")).isEqualTo("active");
            assertThat(SERVER.get(null, ROOT + "/callback?" + query).status()).isEqualTo(400);
        }
    }

    @Test
    void a_refusal_comes_back_without_a_connection() {
        var person = SyncServer.person("refused");
        var state = person.post(ROOT + "/start", start(person)).at("/state");
        var denied = SERVER.get(null, ROOT + "/callback?error=access_denied&state=" + state);
        assertThat(denied.header("Location"))
                .contains(BACK + "&error=access_denied&state=" + state);
        var again = person.post(ROOT + "/start", start(person)).at("/state");
        var failed = SERVER.get(null, ROOT + "/callback?code=bad&state=" + again);
        assertThat(failed.header("Location").orElseThrow())
                .startsWith(BACK + "&error=connection_failed&error_description=The%20code")
                .endsWith("&state=" + again);
        assertThat(person.get(ROOT).json().get("data").isEmpty()).isTrue();
        refused(
                SERVER.get(null, ROOT + "/callback?code=x&state=nobodys"),
                400,
                "invalid_request_error",
                "invalid_parameter");
        refused(
                SERVER.get(null, ROOT + "/callback?code=x"),
                400,
                "invalid_request_error",
                "invalid_parameter");
    }

    @Test
    void whichever_address_a_provider_calls_the_browser_goes_where_it_was_started_for() {
        var person = SyncServer.person("crossed");
        var state = person.post(ROOT + "/start", start(person)).at("/state");
        var answer =
                SERVER.get(null, "/api/calendar-sync/callback/google?code=crossed&state=" + state);
        assertThat(answer.header("Location").orElseThrow()).startsWith(BACK + "&connection_id=");
    }

    @Test
    void the_user_may_be_named_in_three_ways_and_must_be_the_caller() {
        var person = SyncServer.person("named");
        for (var prefix : List.of("user_", "usr_", "")) {
            var body = start(person);
            body.put("user_id", prefix + person.user().id());
            assertThat(person.post(ROOT + "/start", body).status()).as(prefix).isEqualTo(200);
        }
        var body = start(person);
        body.put("user_id", "user_1000000");
        refused(
                person.post(ROOT + "/start", body),
                403,
                "authorization_error",
                "authorization_failed");
    }

    @Test
    void what_is_missing_or_wrong_is_named() {
        var person = SyncServer.person("wrong");
        for (var field : List.of("provider", "user_id", "return_url")) {
            var body = start(person);
            body.remove(field);
            var answer = person.post(ROOT + "/start", body);
            refused(answer, 400, "invalid_request_error", "missing_required_field");
            assertThat(answer.at("/error/param")).isEqualTo(field);
        }
        var wrong = Map.of("provider", (Object) "yahoo", "user_id", "me", "scopes", List.of(" "));
        wrong.forEach((field, value) -> {
            var body = start(person);
            body.put(field, value);
            var answer = person.post(ROOT + "/start", body);
            refused(answer, 400, "invalid_request_error", "invalid_parameter");
            assertThat(answer.at("/error/param")).isEqualTo(field);
        });
    }

    @Test
    void nobody_is_sent_to_an_address_that_is_not_allowed() {
        var person = SyncServer.person("return");
        for (var good : List.of("https://cal.example/x", "http://127.0.0.1:5173/", BACK)) {
            var body = start(person);
            body.put("return_url", good);
            assertThat(person.post(ROOT + "/start", body).status()).as(good).isEqualTo(200);
        }
        for (var bad :
                List.of(
                        "https://evil.example/",
                        "https://cal.example.evil.example/",
                        "http://cal.example/",
                        "https://cal.example:444/",
                        "https://cal.example@evil.example/",
                        "https://someone@cal.example/",
                        "https://localhost@evil.example/",
                        "javascript:alert(1)",
                        "//cal.example/",
                        "/relative",
                        "http://localhost/#x",
                        "http://localhost\\@evil.example/",
                        "not a url",
                        "http://localhost/" + "a".repeat(2048))) {
            var body = start(person);
            body.put("return_url", bad);
            var answer = person.post(ROOT + "/start", body);
            refused(answer, 400, "invalid_request_error", "invalid_parameter");
            assertThat(answer.at("/error/param")).as(bad).isEqualTo("return_url");
        }
    }

    @Test
    void scopes_are_handed_on() {
        var person = SyncServer.person("scopes");
        var body = start(person);
        body.put("scopes", List.of("events:read-" + person.user().id()));
        person.post(ROOT + "/start", body);
        assertThat(PROVIDERS.scopes).contains("events:read-" + person.user().id());
    }

    @Test
    void a_connection_has_every_field_of_the_document() {
        var person = SyncServer.person("shape");
        var id = connected(person, ProviderKind.GOOGLE, "shape");
        PROVIDERS.telemetries.put(
                id,
                new Synchronization.Telemetry(
                        Optional.of(Instant.parse("2026-04-01T10:00:00Z")),
                        true,
                        Optional.of(
                                new Synchronization.Channel(
                                        "chan-1", Instant.parse("2026-04-08T10:00:00Z"))),
                        Optional.of(Instant.parse("2026-04-01T09:30:00Z")),
                        2,
                        List.of()));
        var shown = person.get(path(id)).json();
        var rows = Pattern.compile("^\\| ([a-z_]+) \\| [a-z?]+ \\|", Pattern.MULTILINE);
        var shape = document();
        var fields = rows.matcher(shape.substring(0, shape.indexOf("Start a connection")));
        var seen = new ArrayList<String>(List.of("email"));
        while (fields.find()) {
            if (!fields.group(1).equals("string")) {
                seen.add(fields.group(1));
            }
        }
        assertThat(seen).hasSize(11);
        seen.forEach(field -> assertThat(shown.has(field)).as(field).isTrue());
        assertThat(shown.get("id").asString()).isEqualTo(con(id));
        assertThat(shown.get("object").asString()).isEqualTo("connection");
        assertThat(shown.get("provider").asString()).isEqualTo("google");
        assertThat(shown.get("status").asString()).isEqualTo("active");
        assertThat(shown.get("email").asString()).isEqualTo("shape@example.org");
        assertThat(shown.get("sync_mode").asString()).isEqualTo("realtime");
        assertThat(shown.get("last_synced_at").asString()).isEqualTo("2026-04-01T10:00:00Z");
        assertThat(shown.get("webhook_subscription").toString())
                .isEqualTo("{\"id\":\"chan-1\",\"expires_at\":\"2026-04-08T10:00:00Z\"}");
        assertThat(shown.get("token_refresh").toString())
                .isEqualTo("{\"last_at\":\"2026-04-01T09:30:00Z\",\"failures_count\":2}");
        assertThat(Instant.parse(shown.get("created_at").asString())).isNotNull();
        assertThat(shown.at("/calendars/0").asString()).matches("cal_\\d+");
    }

    @Test
    void without_push_it_polls_and_was_never_synced() {
        var person = SyncServer.person("polls");
        var shown = person.get(path(connected(person, ProviderKind.ICLOUD, "polls"))).json();
        assertThat(shown.get("sync_mode").asString()).isEqualTo("polling");
        assertThat(shown.get("last_synced_at").isNull()).isTrue();
        assertThat(shown.get("webhook_subscription").isNull()).isTrue();
        assertThat(shown.at("/token_refresh/last_at").isNull()).isTrue();
    }

    @Test
    void calendars_are_whole_when_expanded_with_raw_and_encoded_brackets() {
        var person = SyncServer.person("expands");
        var id = connected(person, ProviderKind.GOOGLE, "expands");
        for (var query : List.of("expand%5B%5D=calendars", "expand=calendars")) {
            var calendar = person.get(path(id) + "?" + query).json().at("/calendars/0");
            assertThat(calendar.get("object").asString()).as(query).isEqualTo("calendar");
            assertThat(calendar.get("connection_id").asString()).isEqualTo(con(id));
            assertThat(calendar.get("external_id").asString()).isEqualTo("expands");
            assertThat(calendar.get("name").asString()).isEqualTo("Main of expands");
            assertThat(calendar.get("color_hex").asString()).isEqualTo("#9fe1e7");
            assertThat(calendar.get("writable").asBoolean()).isTrue();
            assertThat(calendar.get("selected").asBoolean()).isFalse();
            assertThat(calendar.get("is_default").asBoolean()).isTrue();
            assertThat(calendar.get("timezone").asString()).isEqualTo("Europe/Berlin");
        }
        assertThat(RawRequest.get(SERVER.url(), path(id) + "?expand[]=calendars", person))
                .contains("HTTP/1.1 200")
                .contains("\"external_id\":\"expands\"");
        var wrong = person.get(path(id) + "?expand%5B%5D=tokens");
        refused(wrong, 400, "invalid_request_error", "invalid_parameter");
    }

    @Test
    void lists_are_newest_first_filtered_and_paged_both_ways() {
        var person = SyncServer.person("lists");
        var ids = new ArrayList<String>();
        for (var provider :
                List.of(
                        ProviderKind.GOOGLE,
                        ProviderKind.MICROSOFT,
                        ProviderKind.GOOGLE,
                        ProviderKind.ICLOUD)) {
            ids.addFirst(con(connected(person, provider, "list-" + ids.size())));
        }
        var all = person.get(ROOT).json();
        assertThat(all.get("object").asString()).isEqualTo("list");
        assertThat(all.get("data").findValuesAsString("id")).isEqualTo(ids);
        assertThat(all.get("has_more").asBoolean()).isFalse();
        assertThat(all.get("next_cursor").isNull()).isTrue();

        assertThat(ids(person, "?provider=google")).containsExactly(ids.get(1), ids.get(3));
        assertThat(ids(person, "?user_id=usr_" + person.user().id())).isEqualTo(ids);
        assertThat(ids(person, "?user_id=user_1000000")).isEmpty();

        var first = person.get(ROOT + "?limit=3").json();
        assertThat(first.get("has_more").asBoolean()).isTrue();
        assertThat(first.get("next_cursor").asString()).isEqualTo(ids.get(2));
        assertThat(ids(person, "?starting_after=" + ids.get(2))).containsExactly(ids.get(3));
        assertThat(ids(person, "?limit=1&ending_before=" + ids.get(2))).containsExactly(ids.get(1));
        var last = person.get(ROOT + "?limit=2&ending_before=" + ids.get(3)).json();
        assertThat(last.get("data").findValuesAsString("id"))
                .containsExactly(ids.get(1), ids.get(2));
        assertThat(last.get("next_cursor").asString()).isEqualTo(ids.get(1));
        assertThat(ids(person, "?created%5Bgte%5D=2100-01-01T00:00:00Z")).isEmpty();
        assertThat(ids(person, "?created%5Blt%5D=4102444800")).isEqualTo(ids);
        for (var wrong :
                List.of(
                        "?limit=0",
                        "?limit=101",
                        "?limit=x",
                        "?provider=yahoo",
                        "?user_id=me",
                        "?starting_after=con_999999",
                        "?starting_after=cal_1",
                        "?created%5Bgt%5D=yesterday",
                        "?starting_after=con_1&ending_before=con_1")) {
            refused(person.get(ROOT + wrong), 400, "invalid_request_error", "invalid_parameter");
        }
    }

    private static List<String> ids(Person person, String query) {
        return person.get(ROOT + query).json().get("data").findValuesAsString("id");
    }

    @Test
    void others_connections_are_not_there() {
        var owner = SyncServer.person("owner");
        var id = connected(owner, ProviderKind.GOOGLE, "owner");
        var stranger = SyncServer.person("stranger");
        for (var answer :
                List.of(
                        stranger.get(path(id)),
                        stranger.delete(path(id)),
                        stranger.post(path(id) + "/refresh", Map.of()),
                        stranger.get(path(id) + "/calendars"),
                        owner.get(ROOT + "/con_x"),
                        owner.get(ROOT + "/42"))) {
            refused(answer, 404, "invalid_request_error", "resource_not_found");
        }
        assertThat(owner.get(path(id)).at("/status")).isEqualTo("active");
    }

    @Test
    void a_deleted_connection_stays_to_be_seen_as_disconnected() {
        var person = SyncServer.person("deletes");
        var id = connected(person, ProviderKind.GOOGLE, "deletes");
        for (var time : List.of(1, 2)) {
            var answer = person.delete(path(id));
            assertThat(answer.status()).as("time %d", time).isEqualTo(200);
            assertThat(answer.at("/status")).isEqualTo("disconnected");
        }
        assertThat(person.get(path(id)).at("/status")).isEqualTo("disconnected");
        refused(
                person.post(path(id) + "/refresh", Map.of()),
                410,
                "connection_error",
                "connection_expired");
    }

    @Test
    void a_full_resync_is_granted_once_a_minute_however_many_ask_at_once() throws Exception {
        var person = SyncServer.person("refreshes");
        var id = connected(person, ProviderKind.GOOGLE, "refreshes");
        try (var threads = Executors.newFixedThreadPool(4)) {
            Callable<Answer> ask = () -> person.send("POST", path(id) + "/refresh", null, Map.of());
            var answers = new ArrayList<Answer>();
            for (var pending : threads.invokeAll(List.of(ask, ask, ask, ask))) {
                answers.add(pending.get());
            }
            assertThat(answers).filteredOn(a -> a.status() == 200).hasSize(1);
            assertThat(answers)
                    .filteredOn(answer -> answer.status() == 429)
                    .hasSize(3)
                    .allSatisfy(answer -> {
                        refused(answer, 429, "rate_limit_error", "rate_limit_exceeded");
                        var wait = Long.parseLong(answer.header("Retry-After").orElseThrow());
                        assertThat(wait).isBetween(1L, 60L);
                        assertThat(answer.json().at("/error/retry_after_seconds").asLong())
                                .isEqualTo(wait);
                    });
        }
        assertThat(PROVIDERS.runsOf(user(person)))
                .singleElement()
                .satisfies(run -> assertThat(run.mode()).isEqualTo(Mode.FULL));
    }

    @Test
    void a_refresh_tells_what_the_provider_refused() {
        var person = SyncServer.person("busy");
        PROVIDERS.reports.put(
                user(person),
                new Report(
                        0,
                        0,
                        true,
                        Optional.of(new Synchronization.RateLimited(Duration.ofSeconds(9)))));
        var busy =
                person.post(
                        path(connected(person, ProviderKind.GOOGLE, "busy")) + "/refresh",
                        Map.of());
        refused(busy, 429, "rate_limit_error", "provider_rate_limit");
        assertThat(busy.json().at("/error/retry_after_seconds").asLong()).isEqualTo(9);

        var dead = connected(person, ProviderKind.GOOGLE, "dead");
        PROVIDERS.fail(user(person), dead, FailureReason.REAUTHORIZE, "revoked");
        refused(
                person.post(path(dead) + "/refresh", Map.of()),
                410,
                "connection_error",
                "provider_oauth_revoked");
        var shown = person.get(path(dead)).json();
        assertThat(shown.get("status").asString()).isEqualTo("error");
        assertThat(shown.get("error").toString())
                .isEqualTo("{\"code\":\"reauthorize\",\"message\":\"revoked\"}");
    }

    @Test
    void a_refresh_that_the_provider_put_off_may_be_tried_when_it_says() {
        var person = SyncServer.person("puts-off");
        var id = connected(person, ProviderKind.GOOGLE, "puts-off");
        PROVIDERS.reports.put(
                user(person),
                new Report(
                        0,
                        0,
                        true,
                        Optional.of(new Synchronization.RateLimited(Duration.ofSeconds(9)))));
        for (var time : List.of(1, 2)) {
            var busy = person.post(path(id) + "/refresh", Map.of());
            assertThat(busy.status()).as("time %d", time).isEqualTo(429);
            assertThat(busy.at("/error/code")).isEqualTo("provider_rate_limit");
        }
        PROVIDERS.reports.remove(user(person));
        assertThat(person.post(path(id) + "/refresh", Map.of()).status()).isEqualTo(200);
        refused(
                person.post(path(id) + "/refresh", Map.of()),
                429,
                "rate_limit_error",
                "rate_limit_exceeded");
    }

    @Test
    void a_consent_that_was_not_given_whole_is_not_one_that_was_taken_back() {
        var person = SyncServer.person("partly");
        var id = connected(person, ProviderKind.GOOGLE, "partly");
        PROVIDERS.fail(user(person), id, FailureReason.SCOPES_MISSING, "unticked");
        refused(
                person.post(path(id) + "/refresh", Map.of()),
                403,
                "authorization_error",
                "authorization_failed");
    }

    @Test
    void a_connection_with_a_paused_calendar_is_in_error_and_says_which() {
        var person = SyncServer.person("pauses");
        var id = connected(person, ProviderKind.GOOGLE, "pauses");
        var calendars = person.get(path(id) + "/calendars").json();
        person.patch(
                path(id) + "/calendars/" + calendars.at("/data/0/id").asString(),
                Map.of("selected", true));
        var mapping =
                SERVER.bean(almanac.app.web.Queries.class)
                        .ask(
                                new almanac.connection.ConnectionQuery.ConnectionById(
                                        id, user(person)),
                                almanac.connection.ConnectionView.class)
                        .mappings()
                        .getFirst()
                        .id();
        PROVIDERS.telemetries.put(
                id,
                new Synchronization.Telemetry(
                        Optional.empty(),
                        false,
                        Optional.empty(),
                        Optional.empty(),
                        0,
                        List.of(
                                new Synchronization.MappingProgress(
                                        mapping,
                                        Synchronization.Phase.PAUSED,
                                        0,
                                        OptionalInt.empty(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        0,
                                        0,
                                        Optional.of(
                                                new Pause.CalendarGone("404", Instant.EPOCH))))));
        var shown = person.get(path(id)).json();
        assertThat(shown.get("status").asString()).isEqualTo("error");
        assertThat(shown.get("error").toString())
                .isEqualTo(
                        "{\"code\":\"sync_paused\","
                                + "\"message\":\"Sync of Main of pauses is paused: 404\"}");
    }

    @Test
    void a_sync_that_failed_can_be_tried_again() {
        var person = SyncServer.person("failed");
        var id = connected(person, ProviderKind.MICROSOFT, "failed");
        PROVIDERS.fail(user(person), id, FailureReason.SYNC_FAILED, "503");
        assertThat(person.post(path(id) + "/refresh", Map.of()).status()).isEqualTo(200);
    }

    @Test
    void a_calendar_is_selected_made_read_only_and_deselected() {
        var person = SyncServer.person("selects");
        var id = connected(person, ProviderKind.GOOGLE, "selects");
        var calendars = person.get(path(id) + "/calendars").json();
        assertThat(calendars.get("object").asString()).isEqualTo("list");
        var path = path(id) + "/calendars/" + calendars.at("/data/0/id").asString();

        var selected = person.patch(path, Map.of("selected", true));
        assertThat(selected.status()).as(selected.text()).isEqualTo(200);
        assertThat(selected.json().get("selected").asBoolean()).isTrue();
        assertThat(selected.json().get("writable").asBoolean()).isTrue();
        assertThat(person.list("/api/calendars"))
                .anyMatch(local -> local.get("name").asString().equals("Main of selects"));

        assertThat(person.patch(path, Map.of("writable", false)).json().get("writable").asBoolean())
                .isFalse();
        var status = person.get("/api/calendar-sync/status").json();
        assertThat(status.at("/providers/0/syncedCalendars/0/bidirectionalSync").asBoolean(true))
                .isFalse();

        var away = person.patch(path, Map.of("selected", false));
        assertThat(away.json().get("selected").asBoolean()).isFalse();
        assertThat(person.list("/api/calendars"))
                .anyMatch(local -> local.get("name").asString().equals("Main of selects"));
    }

    @Test
    void a_selected_calendar_keeps_the_name_that_it_got_here_and_is_none_once_it_is_deleted() {
        var person = SyncServer.person("renames");
        var id = connected(person, ProviderKind.GOOGLE, "renames");
        var calendar = person.get(path(id) + "/calendars").json().at("/data/0/id").asString();
        var path = path(id) + "/calendars/" + calendar;
        person.patch(path, Map.of("selected", true));
        var local =
                person.list("/api/calendars").stream()
                        .filter(each -> each.get("name").asString().equals("Main of renames"))
                        .findFirst()
                        .orElseThrow();
        var own = "/api/calendars/" + local.get("id").asLong();
        person.patch(own, Map.of("name", "My own name"));

        person.patch(path, Map.of("writable", false));
        assertThat(person.get(own).at("/name")).isEqualTo("My own name");

        person.patch(path, Map.of("selected", false));
        person.patch(path, Map.of("selected", true));
        assertThat(person.get(own).at("/name")).isEqualTo("My own name");
        assertThat(
                        person.get("/api/calendar-sync/status")
                                .json()
                                .at("/providers/0/syncedCalendars/0/localCalendarId")
                                .asLong())
                .isEqualTo(local.get("id").asLong());

        person.delete(own);
        assertThat(person.get(path(id) + "/calendars").json().at("/data/0/selected").asBoolean())
                .isFalse();
        assertThat(
                        person.get(path(id) + "?expand[]=calendars")
                                .json()
                                .at("/calendars/0/selected")
                                .asBoolean(true))
                .isFalse();
    }

    @Test
    void a_calendar_that_is_selected_again_keeps_the_rules_and_the_policy_it_had() {
        var person = SyncServer.person("again");
        var id = connected(person, ProviderKind.GOOGLE, "again");
        var calendar = person.get(path(id) + "/calendars").json().at("/data/0");
        var path = path(id) + "/calendars/" + calendar.get("id").asString();
        var mapping =
                Map.of(
                        "externalId",
                        calendar.get("external_id").asString(),
                        "localName",
                        "Mine",
                        "triggerAutomationRules",
                        true,
                        "selectedRuleIds",
                        List.of(14),
                        "conflictPolicy",
                        "local");
        person.post(
                "/api/calendar-sync/sync",
                Map.of("provider", "google", "calendars", List.of(mapping)));

        person.patch(path, Map.of("selected", false));
        person.patch(path, Map.of("selected", true));

        var tied =
                person.get("/api/calendar-sync/status").json().at("/providers/0/syncedCalendars/0");
        assertThat(tied.get("triggerAutomationRules").asBoolean()).isTrue();
        assertThat(tied.get("selectedRuleIds").toString()).isEqualTo("[14]");
        assertThat(tied.get("conflictPolicy").asString()).isEqualTo("local");
    }

    @Test
    void a_calendar_is_deselected_also_where_the_grant_is_dead() {
        var person = SyncServer.person("ends");
        var id = connected(person, ProviderKind.GOOGLE, "ends");
        var calendar = person.get(path(id) + "/calendars").json().at("/data/0/id").asString();
        var path = path(id) + "/calendars/" + calendar;
        person.patch(path, Map.of("selected", true));
        PROVIDERS.fail(user(person), id, FailureReason.REAUTHORIZE, "revoked");

        assertThat(person.patch(path, Map.of("writable", false)).status()).isEqualTo(410);
        var away = person.patch(path, Map.of("selected", false));
        assertThat(away.status()).as(away.text()).isEqualTo(200);
        assertThat(away.json().get("selected").asBoolean()).isFalse();
        assertThat(person.patch(path, Map.of("selected", true)).status()).isEqualTo(410);
    }

    @Test
    void what_cannot_be_selected_so_is_refused() {
        var person = SyncServer.person("cannot");
        var id = connected(person, ProviderKind.GOOGLE, "cannot");
        var data = person.get(path(id) + "/calendars").json().get("data");
        var main = path(id) + "/calendars/" + data.at("/0/id").asString();
        var readOnly = path(id) + "/calendars/" + data.at("/1/id").asString();
        for (var wrong :
                Map.of(
                                readOnly,
                                Map.of("selected", true, "writable", true),
                                main,
                                Map.of("writable", true))
                        .entrySet()) {
            var answer = person.patch(wrong.getKey(), wrong.getValue());
            refused(answer, 400, "invalid_request_error", "invalid_parameter");
            assertThat(answer.at("/error/param")).isEqualTo("writable");
        }
        assertThat(person.patch(readOnly, Map.of("selected", true)).status()).isEqualTo(200);
        refused(
                person.patch(path(id) + "/calendars/cal_999999", Map.of("selected", true)),
                404,
                "invalid_request_error",
                "resource_not_found");
        person.delete(path(id));
        refused(
                person.patch(main, Map.of("selected", true)),
                410,
                "connection_error",
                "connection_expired");
    }

    @Test
    void a_key_carries_a_start_out_once() {
        var person = SyncServer.person("key");
        var key = Map.of("Idempotency-Key", "start-1");
        var first = person.send("POST", ROOT + "/start", start(person), key);
        var again = person.send("POST", ROOT + "/start", start(person), key);
        assertThat(again.text()).isEqualTo(first.text());
        assertThat(again.header("Chronapilot-Idempotent-Replay")).contains("true");
        assertThat(first.header("Chronapilot-Idempotent-Replay")).isEmpty();
        var other = start(person);
        other.put("provider", "microsoft");
        refused(
                person.send("POST", ROOT + "/start", other, key),
                409,
                "idempotency_error",
                "idempotency_key_in_use");
    }

    @Test
    void the_documentation_has_every_endpoint() {
        var paths = SERVER.get(null, "/v3/api-docs/chronapilot").json().get("paths");
        assertThat(paths.propertyNames())
                .containsExactlyInAnyOrder(
                        ROOT,
                        ROOT + "/start",
                        ROOT + "/callback",
                        ROOT + "/{id}",
                        ROOT + "/{id}/refresh",
                        ROOT + "/{id}/calendars",
                        ROOT + "/{id}/calendars/{calendar}");
        assertThat(paths.get(ROOT + "/start").toString())
                .contains("return_url", "user_7", "user_id");
    }

    @Test
    void every_answer_tells_how_many_requests_are_left() {
        var person = SyncServer.person("left");
        for (var answer :
                List.of(
                        person.get(ROOT),
                        person.get(ROOT + "/con_x"),
                        SERVER.get(null, ROOT),
                        SERVER.get(null, ROOT + "/callback"),
                        person.get("/v1/nothing"))) {
            assertThat(answer.header("X-RateLimit-Limit")).contains("100");
            assertThat(Integer.parseInt(answer.header("X-RateLimit-Remaining").orElseThrow()))
                    .isBetween(0, 99);
            assertThat(Long.parseLong(answer.header("X-RateLimit-Reset").orElseThrow()))
                    .isGreaterThan(1_700_000_000L);
        }
        var version = Map.of("Chronapilot-Version", "2026-05-20");
        assertThat(person.send("GET", ROOT, null, version).status()).isEqualTo(200);
    }
}
