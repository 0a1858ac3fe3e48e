package almanac.app.api.primecalsync;

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
import almanac.connection.MappingId;
import almanac.connection.Pause;
import almanac.connection.ProviderKind;
import almanac.connection.Synchronization;
import almanac.connection.Synchronization.MappingProgress;
import almanac.connection.Synchronization.Mode;
import almanac.connection.Synchronization.Phase;
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
import tools.jackson.databind.JsonNode;

/** The external sync document and contract.md part 3, over HTTP. */
@DisplayNameGeneration(ReplaceUnderscores.class)
final class CalendarSyncDocumentTest {

    private static final String SYNC = "/api/calendar-sync";
    private static final String PAGE = "https://cal.example/app/calendar-sync";

    private static final Person ANA = SyncServer.person("ana");

    private static String document() {
        return Documents.text("primecal-external-sync.md");
    }

    private static Person connected(String name, String... accounts) {
        var person = SyncServer.person(name);
        for (var account : accounts) {
            PROVIDERS.connected(user(person), ProviderKind.GOOGLE, account);
        }
        return person;
    }

    private static ConnectionId connection(Person person, ProviderKind provider, String account) {
        return PROVIDERS.connected(user(person), provider, account);
    }

    private static Map<String, Object> mapping(String externalId, String localName) {
        return Map.of("externalId", externalId, "localName", localName);
    }

    private static Answer map(Person person, Object... calendars) {
        return person.post(
                SYNC + "/sync", Map.of("provider", "google", "calendars", List.of(calendars)));
    }

    private static JsonNode google(Person person) {
        var status = person.get(SYNC + "/status");
        assertThat(status.status()).isEqualTo(200);
        return status.json().at("/providers/0");
    }

    private static JsonNode calendar(Person person, long id) {
        return person.get("/api/calendars/" + id).json();
    }

    @Test
    void every_endpoint_of_the_document_is_there_and_needs_who_calls_unless_it_is_public() {
        var rows =
                Pattern.compile(
                                "^(GET|POST) \\| (/api/calendar-sync/\\S+) \\|.*\\| (.*) \\|.*\\|$",
                                Pattern.MULTILINE)
                        .matcher(document());
        var seen = 0;
        while (rows.find()) {
            var path = rows.group(2).replace(":provider", "google");
            var open = rows.group(3).equals("Public");
            var body = rows.group(1).equals("POST") ? Map.of() : null;
            var answer = SERVER.send(null, rows.group(1), path, body);
            assertThat(answer.status()).as(path).isEqualTo(open ? 400 : 401);
            assertThat(answer.at("/error/code"))
                    .as(path)
                    .isEqualTo(open ? "VALIDATION_FAILED" : "UNAUTHORIZED");
            seen++;
        }
        assertThat(seen).isEqualTo(7);
    }

    @Test
    void status_shows_both_providers_in_order_before_anything_is_connected() {
        var providers = SyncServer.person("new").get(SYNC + "/status").json().get("providers");
        assertThat(providers.size()).isEqualTo(2);
        assertThat(providers.at("/0/provider").asString()).isEqualTo("google");
        assertThat(providers.at("/1/provider").asString()).isEqualTo("microsoft");
        for (var provider : providers) {
            assertThat(provider.get("isConnected").asBoolean()).isFalse();
            assertThat(provider.get("calendars").isEmpty()).isTrue();
            assertThat(provider.get("syncedCalendars").isEmpty()).isTrue();
        }
    }

    @Test
    void the_consent_page_is_for_the_two_providers_only() {
        var started = ANA.get(SYNC + "/auth/google");
        assertThat(started.status()).isEqualTo(200);
        assertThat(started.at("/authUrl")).startsWith("https://consent.example/google?state=");
        for (var other : List.of("icloud", "GOOGLE", "x")) {
            var refused = ANA.get(SYNC + "/auth/" + other);
            assertThat(refused.status()).isEqualTo(400);
            assertThat(refused.at("/error/details/fields/0/field")).isEqualTo("provider");
        }
    }

    private static String state(Person person) {
        var url = person.get(SYNC + "/auth/google").at("/authUrl");
        return url.substring(url.indexOf("state=") + 6);
    }

    private static Answer callBack(String query) {
        return SERVER.get(null, SYNC + "/callback/google" + query);
    }

    private static String target(Answer answer) {
        assertThat(answer.status()).as(answer.text()).isEqualTo(302);
        return answer.header("Location").orElseThrow();
    }

    @Test
    void a_consent_connects_once_and_ends_on_the_frontend() {
        var person = SyncServer.person("consent");
        var query =
                "?code=fine&state="
                        + state(person)
                        + "&authuser=0&prompt=consent&hd=x.org"
                        + "&scope=https%3A%2F%2Fwww.googleapis.com%2Fauth%2Fcalendar"
                        + "&iss=https%3A%2F%2Faccounts.google.com&session_state=a-b:c.d";
        assertThat(target(callBack(query))).isEqualTo(PAGE + "?success=connected");
        assertThat(google(person).get("isConnected").asBoolean()).isTrue();
        assertThat(google(person).at("/accounts/0/email").asString()).isEqualTo("fine@example.org");
        assertThat(target(callBack(query)))
                .isEqualTo(
                        PAGE
                                + "?error=sync_failed&details=The%20link%20is%20not%20known%20or"
                                + "%20was%20used%20already.");
    }

    @Test
    void what_goes_wrong_is_told_to_the_frontend() {
        assertThat(target(callBack("?code=x")))
                .isEqualTo(
                        PAGE
                                + "?error=sync_failed&details="
                                + "Missing%20user%20context%20for%20OAuth%20callback");
        assertThat(target(callBack("?code=bad&state=" + state(ANA))))
                .isEqualTo(
                        PAGE + "?error=sync_failed&details=The%20code%20is%20no%20longer%20valid.");
        assertThat(target(callBack("?code=crash&state=" + state(ANA))))
                .startsWith(PAGE + "?error=sync_failed&details=The%20calendar%20provider%20could");
        assertThat(target(callBack("?error=access_denied&state=" + state(ANA))))
                .startsWith(PAGE + "?error=authorization_denied&details=");
        assertThat(target(callBack("?error=access_denied")))
                .startsWith(PAGE + "?error=authorization_denied&details=");
    }

    @Test
    void a_user_number_counts_only_with_exactly_one_pending_start() {
        var person = SyncServer.person("number");
        var query = "?code=numbered&userId=" + person.user().id();
        assertThat(target(callBack(query))).startsWith(PAGE + "?error=sync_failed");
        state(person);
        assertThat(target(callBack(query))).isEqualTo(PAGE + "?success=connected");
        state(person);
        state(person);
        assertThat(target(callBack(query))).startsWith(PAGE + "?error=sync_failed");
    }

    @Test
    void every_limit_of_the_callback_query_is_the_documents() {
        var limits =
                Pattern.compile("(code|state|session_state|iss|scope): [a-z ]+, max (\\d+) chars")
                        .matcher(document());
        var seen = new ArrayList<String>();
        while (limits.find()) {
            var name = limits.group(1);
            var most = Integer.parseInt(limits.group(2));
            var others = name.equals("code") ? "" : "code=x&";
            var fits = callBack("?" + others + name + "=" + "a".repeat(most));
            assertThat(fits.status()).as(name).isEqualTo(302);
            var over = callBack("?" + others + name + "=" + "a".repeat(most + 1));
            assertThat(over.status()).as(name).isEqualTo(400);
            assertThat(over.at("/error/details/fields/0/field")).isEqualTo(name);
            seen.add(name);
        }
        assertThat(seen)
                .containsExactlyInAnyOrder("code", "state", "session_state", "iss", "scope");
    }

    @Test
    void a_callback_that_breaks_the_form_is_400() {
        for (var query :
                List.of(
                        "",
                        "?code=",
                        "?state=x",
                        "?code=x&state=a%20b",
                        "?code=x&state=",
                        "?code=x&session_state=%2F",
                        "?code=x&userId=0",
                        "?code=x&userId=-1",
                        "?code=x&userId=1.5",
                        "?code=x&userId=abc")) {
            var answer = callBack(query);
            assertThat(answer.status()).as(query).isEqualTo(400);
            assertThat(answer.at("/error/code")).as(query).isEqualTo("VALIDATION_FAILED");
        }
        assertThat(SERVER.get(null, SYNC + "/callback/icloud?code=x&state=y").status())
                .isEqualTo(400);
    }

    @Test
    void the_documents_mapping_works_word_for_word() {
        var body = Pattern.compile("-d '(\\{\\s*\"provider\".*?\\})'", Pattern.DOTALL);
        var found = body.matcher(document());
        assertThat(found.find()).isTrue();
        var person = connected("document", "doc@gmail.com");

        var answer = person.post(SYNC + "/sync", found.group(1));

        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        assertThat(answer.text()).isEqualTo("{\"message\":\"Calendars synced successfully\"}");
        var synced = google(person).at("/syncedCalendars/0");
        assertThat(synced.get("localName").asString()).isEqualTo("Family Calendar");
        assertThat(synced.get("externalId").asString()).isEqualTo("doc@gmail.com");
        assertThat(synced.get("externalName").asString()).isEqualTo("Main of doc@gmail.com");
        assertThat(synced.get("provider").asString()).isEqualTo("google");
        assertThat(synced.get("lastSync").asString()).isEqualTo("Never");
        assertThat(synced.get("bidirectionalSync").asBoolean()).isTrue();
        assertThat(synced.get("triggerAutomationRules").asBoolean()).isTrue();
        assertThat(synced.get("selectedRuleIds").toString()).isEqualTo("[14]");
        var local = calendar(person, synced.get("localCalendarId").asLong());
        assertThat(local.get("name").asString()).isEqualTo("Family Calendar");
        assertThat(local.get("color").asString()).isEqualTo("#3b82f6");
        assertThat(local.get("description").asString()).isEqualTo("Synced from google");
        assertThat(PROVIDERS.runsOf(user(person)))
                .singleElement()
                .satisfies(run -> assertThat(run.mode()).isEqualTo(Mode.DELTA));
    }

    @Test
    void status_lists_the_providers_calendars_with_what_may_be_done_on_them() {
        var calendars = google(connected("lists", "lists@gmail.com")).get("calendars");
        assertThat(calendars.at("/0").toString())
                .isEqualTo(
                        "{\"id\":\"lists@gmail.com\",\"name\":\"Main of lists@gmail.com\","
                                + "\"description\":\"Everything\",\"primary\":true,"
                                + "\"accessRole\":\"owner\"}");
        assertThat(calendars.at("/1").toString())
                .isEqualTo(
                        "{\"id\":\"holidays\",\"name\":\"Holidays\",\"primary\":false,"
                                + "\"accessRole\":\"reader\"}");
    }

    @Test
    void flags_have_their_defaults_and_belong_to_one_mapping() {
        var person = connected("flags", "flags@gmail.com");
        var full = new HashMap<String, Object>(mapping("holidays", "Days off"));
        full.put("bidirectionalSync", false);
        full.put("triggerAutomationRules", true);
        full.put("selectedRuleIds", List.of(3, 4, 3));
        assertThat(map(person, mapping("primary", "Mine"), full).status()).isEqualTo(201);

        var synced = google(person).get("syncedCalendars");
        assertThat(synced.at("/0/bidirectionalSync").asBoolean()).isTrue();
        assertThat(synced.at("/0/triggerAutomationRules").asBoolean()).isFalse();
        assertThat(synced.at("/0/selectedRuleIds").toString()).isEqualTo("[]");
        assertThat(synced.at("/1/bidirectionalSync").asBoolean()).isFalse();
        assertThat(synced.at("/1/triggerAutomationRules").asBoolean()).isTrue();
        assertThat(synced.at("/1/selectedRuleIds").toString()).isEqualTo("[3,4]");
    }

    @Test
    void who_wins_a_conflict_is_chosen_for_each_mapping_and_stays_until_it_is_chosen_anew() {
        var person = connected("policies", "policies@gmail.com");
        var chosen = new HashMap<String, Object>(mapping("holidays", "Days off"));
        chosen.put("conflictPolicy", "provider");
        map(person, mapping("primary", "Mine"), chosen);
        assertThat(google(person).get("syncedCalendars").findValuesAsString("conflictPolicy"))
                .containsExactly("newest", "provider");

        chosen.put("conflictPolicy", "local");
        map(person, chosen);
        map(person, mapping("holidays", "Vacation"));

        assertThat(google(person).get("syncedCalendars").findValuesAsString("conflictPolicy"))
                .containsExactly("newest", "local");
    }

    @Test
    void a_second_mapping_renames_the_same_calendar_and_leaves_others_alone() {
        var person = connected("rename", "rename@gmail.com");
        map(person, mapping("primary", "First"), mapping("holidays", "Days off"));
        var before = google(person).get("syncedCalendars");

        assertThat(map(person, mapping("rename@gmail.com", "Second")).status()).isEqualTo(201);

        var after = google(person).get("syncedCalendars");
        assertThat(after.size()).isEqualTo(2);
        assertThat(after.at("/0/localCalendarId")).isEqualTo(before.at("/0/localCalendarId"));
        assertThat(calendar(person, after.at("/0/localCalendarId").asLong()).get("name").asString())
                .isEqualTo("Second");
        assertThat(after.at("/1")).isEqualTo(before.at("/1"));
    }

    @Test
    void a_mapping_has_the_name_of_its_calendar_whoever_gave_it() {
        var person = connected("kept", "kept@gmail.com");
        map(person, mapping("primary", "Wished"));
        var local = google(person).at("/syncedCalendars/0/localCalendarId").asLong();
        person.patch("/api/calendars/" + local, Map.of("name", "My own name"));

        assertThat(google(person).at("/syncedCalendars/0/localName").asString())
                .isEqualTo("My own name");

        map(person, mapping("primary", "Wished"));
        assertThat(calendar(person, local).get("name").asString()).isEqualTo("Wished");
        assertThat(google(person).at("/syncedCalendars/0/localName").asString())
                .isEqualTo("Wished");
    }

    @Test
    void a_calendar_that_was_deleted_is_mapped_no_more() {
        var person = connected("deleted", "deleted@gmail.com");
        map(person, mapping("primary", "Mine"), mapping("holidays", "Days off"));
        var local = google(person).at("/syncedCalendars/0/localCalendarId").asLong();

        person.delete("/api/calendars/" + local);
        var synced = google(person).get("syncedCalendars");
        assertThat(synced.size()).isEqualTo(1);
        assertThat(synced.at("/0/localName").asString()).isEqualTo("Days off");
    }

    @Test
    void a_deleted_local_calendar_is_opened_anew_and_an_account_meets_its_old_one_again() {
        var person = connected("again", "again@gmail.com");
        map(person, mapping("primary", "Mine"));
        var first = google(person).at("/syncedCalendars/0/localCalendarId").asLong();

        person.delete("/api/calendars/" + first);
        map(person, mapping("primary", "Mine"));
        var second = google(person).at("/syncedCalendars/0/localCalendarId").asLong();
        assertThat(second).isNotEqualTo(first);
        assertThat(calendar(person, second).get("name").asString()).isEqualTo("Mine");

        person.post(SYNC + "/disconnect/google", Map.of());
        connection(person, ProviderKind.GOOGLE, "again@gmail.com");
        map(person, mapping("primary", "Mine"));
        assertThat(google(person).at("/syncedCalendars/0/localCalendarId").asLong())
                .isEqualTo(second);
    }

    @Test
    void two_mappings_at_once_open_one_calendar() throws Exception {
        var person = connected("twice", "twice@gmail.com");
        try (var threads = Executors.newFixedThreadPool(4)) {
            Callable<Answer> ask = () -> map(person, mapping("primary", "Only one"));
            for (var pending : threads.invokeAll(List.of(ask, ask, ask, ask))) {
                assertThat(pending.get().status()).isEqualTo(201);
            }
        }
        assertThat(person.list("/api/calendars"))
                .filteredOn(local -> local.get("name").asString().equals("Only one"))
                .hasSize(1);
        assertThat(google(person).get("syncedCalendars").size()).isEqualTo(1);
    }

    @Test
    void the_documentation_has_every_endpoint_with_the_documents_example() {
        var paths = SERVER.get(null, "/v3/api-docs/primecal-sync").json().get("paths");
        assertThat(paths.propertyNames())
                .contains(
                        SYNC + "/status",
                        SYNC + "/auth/{provider}",
                        SYNC + "/callback/{provider}",
                        SYNC + "/sync",
                        SYNC + "/disconnect",
                        SYNC + "/disconnect/{provider}",
                        SYNC + "/force",
                        SYNC + "/conflicts",
                        SYNC + "/conflicts/{id}/resolve",
                        "/api/events/{id}/sync-trace");
        assertThat(paths.get(SYNC + "/sync").toString()).contains("Family Calendar", "primary");
        assertThat(SERVER.get(null, "/v3/api-docs/primecal").json().get("paths").propertyNames())
                .doesNotContain(SYNC + "/status");
    }

    @Test
    void a_mapping_needs_an_active_connection_of_the_provider_that_lists_the_calendar() {
        var none = map(SyncServer.person("none"), mapping("primary", "x"));
        assertThat(none.status()).isEqualTo(404);
        assertThat(none.at("/message")).isEqualTo("No active sync connection found");

        var person = connected("lacks", "lacks@gmail.com");
        assertThat(map(person).status()).isEqualTo(201);
        var unknown = map(person, mapping("primary", "x"), mapping("nobody", "y"));
        assertThat(unknown.status()).isEqualTo(400);
        assertThat(unknown.at("/error/details/fields/0/field"))
                .isEqualTo("calendars[1].externalId");
        assertThat(google(person).get("syncedCalendars").isEmpty()).isTrue();
        var other =
                person.post(
                        SYNC + "/sync", Map.of("provider", "microsoft", "calendars", List.of()));
        assertThat(other.status()).isEqualTo(404);
    }

    @Test
    void a_body_that_breaks_the_form_is_400_and_names_the_field() {
        var person = connected("form", "form@gmail.com");
        var bodies =
                Map.ofEntries(
                        Map.entry("{}", "provider"),
                        Map.entry("{\"provider\":\"icloud\",\"calendars\":[]}", "provider"),
                        Map.entry("{\"provider\":\"google\"}", "calendars"),
                        Map.entry("{\"provider\":\"google\",\"calendars\":[null]}", "calendars[0]"),
                        Map.entry(
                                "{\"provider\":\"google\",\"calendars\":[{\"localName\":\"x\"}]}",
                                "calendars[0].externalId"),
                        Map.entry(
                                "{\"provider\":\"google\",\"calendars\":[{\"externalId\":\"p\"}]}",
                                "calendars[0].localName"),
                        Map.entry(
                                "{\"provider\":\"google\",\"calendars\":[{\"externalId\":\"p\","
                                        + "\"localName\":\" \"}]}",
                                "calendars[0].localName"),
                        Map.entry(
                                "{\"provider\":\"google\",\"calendars\":[{\"externalId\":\"p\","
                                        + "\"localName\":\"x\",\"bidirectionalSync\":null}]}",
                                "calendars[0].bidirectionalSync"),
                        Map.entry(
                                "{\"provider\":\"google\",\"calendars\":[{\"externalId\":\"p\","
                                        + "\"localName\":\"x\",\"selectedRuleIds\":[14,null]}]}",
                                "calendars[0].selectedRuleIds[1]"),
                        Map.entry(
                                "{\"provider\":\"google\",\"calendars\":[{\"externalId\":\"p\","
                                        + "\"localName\":\"x\",\"conflictPolicy\":\"oldest\"}]}",
                                "calendars[0].conflictPolicy"),
                        Map.entry(
                                "{\"provider\":\"google\",\"calendars\":[{\"externalId\":\"p\","
                                        + "\"localName\":\"x\",\"conflictPolicy\":null}]}",
                                "calendars[0].conflictPolicy"));
        bodies.forEach((body, field) -> {
            var answer = person.post(SYNC + "/sync", body);
            assertThat(answer.status()).as(body).isEqualTo(400);
            assertThat(answer.at("/error/details/fields/0/field")).as(body).isEqualTo(field);
        });
        for (var wrong :
                List.of(
                        "\"bidirectionalSync\":\"yes\"",
                        "\"selectedRuleIds\":[\"14\"]",
                        "\"selectedRuleIds\":14",
                        "\"triggerAutomationRules\":1")) {
            var body =
                    "{\"provider\":\"google\",\"calendars\":[{\"externalId\":\"primary\","
                            + "\"localName\":\"x\","
                            + wrong
                            + "}]}";
            assertThat(person.post(SYNC + "/sync", body).status()).as(body).isEqualTo(400);
        }
    }

    @Test
    void of_several_accounts_the_calendars_are_put_together_and_the_newest_is_asked_first() {
        var person = connected("several", "old@gmail.com", "new@gmail.com");
        assertThat(google(person).get("calendars").findValuesAsString("id"))
                .containsExactly("new@gmail.com", "holidays", "old@gmail.com", "holidays");
        map(person, mapping("primary", "Newest"), mapping("old@gmail.com", "Oldest"));
        assertThat(google(person).get("syncedCalendars").findValuesAsString("externalId"))
                .containsExactly("new@gmail.com", "old@gmail.com");
        assertThat(PROVIDERS.runsOf(user(person)).getLast().connections()).hasSize(2);
    }

    @Test
    void status_tells_how_far_a_first_import_is_and_what_waits() {
        var person = SyncServer.person("progress");
        var connection = connection(person, ProviderKind.GOOGLE, "progress@gmail.com");
        map(person, mapping("primary", "Mine"));
        var mapping = mappingOf(person, connection);
        progress(connection, mapping, Phase.FIRST_IMPORT, Optional.empty());

        var synced = google(person).at("/syncedCalendars/0");
        assertThat(synced.get("progress").toString())
                .isEqualTo(
                        "{\"phase\":\"first_import\",\"done\":250,\"expected\":1000,"
                                + "\"percent\":25,\"eta\":\"2026-04-01T10:00:00Z\"}");
        assertThat(synced.get("waiting").asLong()).isEqualTo(2);
        assertThat(synced.get("parked").asLong()).isEqualTo(1);
        assertThat(synced.get("lastSync").asString()).isEqualTo("Never");

        progress(
                connection,
                mapping,
                Phase.STEADY,
                Optional.of(Instant.parse("2026-04-01T10:00:01Z")));
        assertThat(google(person).at("/syncedCalendars/0/lastSync").asString())
                .isEqualTo("2026-04-01T10:00:01Z");
    }

    private static MappingId mappingOf(Person person, ConnectionId connection) {
        return SERVER.bean(almanac.app.web.Queries.class)
                .ask(
                        new almanac.connection.ConnectionQuery.ConnectionById(
                                connection, user(person)),
                        almanac.connection.ConnectionView.class)
                .mappings()
                .getFirst()
                .id();
    }

    private static void progress(
            ConnectionId connection, MappingId mapping, Phase phase, Optional<Instant> last) {
        progress(connection, mapping, phase, last, Optional.empty());
    }

    private static void progress(
            ConnectionId connection,
            MappingId mapping,
            Phase phase,
            Optional<Instant> last,
            Optional<Pause> pause) {
        PROVIDERS.telemetries.put(
                connection,
                new Synchronization.Telemetry(
                        last,
                        true,
                        Optional.empty(),
                        Optional.empty(),
                        0,
                        List.of(
                                new MappingProgress(
                                        mapping,
                                        phase,
                                        250,
                                        OptionalInt.of(1000),
                                        Optional.of(Instant.parse("2026-04-01T10:00:00Z")),
                                        last,
                                        2,
                                        1,
                                        pause))));
    }

    @Test
    void a_broken_account_is_not_connected_and_says_why() {
        var person = SyncServer.person("broken");
        var connection = connection(person, ProviderKind.GOOGLE, "broken@gmail.com");
        PROVIDERS.fail(user(person), connection, FailureReason.REAUTHORIZE, "Please connect again");
        var google = google(person);
        assertThat(google.get("isConnected").asBoolean()).isFalse();
        assertThat(google.at("/accounts/0").toString())
                .isEqualTo(
                        "{\"email\":\"broken@gmail.com@example.org\",\"status\":\"error\","
                                + "\"problem\":\"reauthorize\","
                                + "\"message\":\"Please connect again\"}");
        assertThat(map(person, mapping("primary", "x")).status()).isEqualTo(404);
    }

    @Test
    void a_paused_calendar_says_why_and_force_says_so_too() {
        var person = SyncServer.person("paused");
        var connection = connection(person, ProviderKind.GOOGLE, "paused@gmail.com");
        map(person, mapping("primary", "Mine"));
        assertThat(google(person).at("/syncedCalendars/0").has("problem")).isFalse();
        var pauses =
                Map.of(
                        "calendar_gone", new Pause.CalendarGone("404", Instant.EPOCH),
                        "events_gone", new Pause.TooMuchGone("15 of 15", 15),
                        "not_permitted", new Pause.NotPermitted("read only"));
        pauses.forEach((word, pause) -> {
            progress(
                    connection,
                    mappingOf(person, connection),
                    Phase.PAUSED,
                    Optional.empty(),
                    Optional.of(pause));
            var synced = google(person).at("/syncedCalendars/0");
            assertThat(synced.get("problem").asString()).isEqualTo(word);
            assertThat(synced.get("message").asString()).isEqualTo(pause.reason());
        });

        var gone = new Pause.CalendarGone("the calendar is not there any more", Instant.EPOCH);
        PROVIDERS.reports.put(
                user(person),
                new Report(0, 0, true, Optional.of(new Synchronization.Paused("Mine", gone))));
        var forced = person.post(SYNC + "/force", Map.of());
        assertThat(forced.status()).isEqualTo(409);
        assertThat(forced.at("/message"))
                .isEqualTo("Sync of Mine is paused: the calendar is not there any more");
    }

    @Test
    void a_mapped_account_that_is_out_of_order_is_a_problem_for_force() {
        var person = SyncServer.person("half");
        var broken = connection(person, ProviderKind.GOOGLE, "half@gmail.com");
        map(person, mapping("primary", "Mine"));
        PROVIDERS.fail(user(person), broken, FailureReason.REAUTHORIZE, "revoked");
        assertThat(person.post(SYNC + "/force", Map.of()).status()).isEqualTo(410);

        var works = connection(person, ProviderKind.GOOGLE, "whole@gmail.com");
        assertThat(person.post(SYNC + "/force", Map.of()).status()).isEqualTo(410);
        assertThat(PROVIDERS.runsOf(user(person)).getLast().connections()).containsExactly(works);
        PROVIDERS.fail(user(person), broken, FailureReason.SCOPES_MISSING, "unticked");
        assertThat(person.post(SYNC + "/force", Map.of()).status()).isEqualTo(409);
    }

    @Test
    void a_mapping_is_changed_where_it_stands_whatever_account_came_since() {
        var person = connected("upsert", "kim@gmail.com");
        map(person, mapping("primary", "Kim"), mapping("holidays", "Days off"));
        var before = google(person).get("syncedCalendars");
        connection(person, ProviderKind.GOOGLE, "sam@gmail.com");

        map(person, mapping("primary", "Kim renamed"), mapping("holidays", "Free"));

        var after = google(person).get("syncedCalendars");
        assertThat(after.findValuesAsString("localName")).containsExactly("Kim renamed", "Free");
        assertThat(after.findValuesAsString("externalId"))
                .isEqualTo(before.findValuesAsString("externalId"));
        assertThat(after.findValuesAsString("localCalendarId"))
                .isEqualTo(before.findValuesAsString("localCalendarId"));
        map(person, mapping("sam@gmail.com", "Sam"));
        assertThat(google(person).get("syncedCalendars").size()).isEqualTo(3);
    }

    @Test
    void disconnecting_keeps_what_is_here_and_is_safe_to_repeat() {
        var person = connected("bye", "bye@gmail.com");
        var other = connection(person, ProviderKind.MICROSOFT, "bye@outlook.com");
        map(person, mapping("primary", "Stays"));
        var local = google(person).at("/syncedCalendars/0/localCalendarId").asLong();

        for (var time : List.of(1, 2)) {
            var answer = person.post(SYNC + "/disconnect/google", Map.of());
            assertThat(answer.status()).as("time %d", time).isEqualTo(201);
            assertThat(answer.at("/message"))
                    .isEqualTo("google calendar provider disconnected successfully");
        }
        assertThat(google(person).get("isConnected").asBoolean()).isFalse();
        assertThat(google(person).get("calendars").isEmpty()).isTrue();
        assertThat(calendar(person, local).get("name").asString()).isEqualTo("Stays");
        assertThat(PROVIDERS.telemetry(other).mappings()).isEmpty();
        assertThat(person.get(SYNC + "/status").json().at("/providers/1/isConnected").asBoolean())
                .isTrue();

        for (var time : List.of(1, 2)) {
            var answer = person.send("POST", SYNC + "/disconnect", null, Map.of());
            assertThat(answer.status()).as("time %d", time).isEqualTo(201);
            assertThat(answer.at("/message"))
                    .isEqualTo("All calendar providers disconnected successfully");
        }
        assertThat(person.get(SYNC + "/status").json().at("/providers/1/isConnected").asBoolean())
                .isFalse();
        assertThat(person.post(SYNC + "/disconnect/icloud", Map.of()).status()).isEqualTo(400);
    }

    @Test
    void force_syncs_every_usable_connection_and_says_what_came_of_it() {
        var none = SyncServer.person("forceless").post(SYNC + "/force", Map.of());
        assertThat(none.status()).isEqualTo(404);
        assertThat(none.at("/message")).isEqualTo("No active sync connection found");

        var person = SyncServer.person("force");
        var first = connection(person, ProviderKind.GOOGLE, "force@gmail.com");
        var second = connection(person, ProviderKind.ICLOUD, "force@icloud.com");
        var done = person.send("POST", SYNC + "/force", null, Map.of());
        assertThat(done.status()).isEqualTo(201);
        assertThat(done.text()).isEqualTo("{\"message\":\"Sync completed successfully\"}");
        assertThat(PROVIDERS.runsOf(user(person)).getLast().connections())
                .containsExactlyInAnyOrder(first, second);

        PROVIDERS.reports.put(user(person), new Report(1, 0, false, Optional.empty()));
        assertThat(person.post(SYNC + "/force", Map.of()).at("/message"))
                .isEqualTo("Sync started and goes on in the background");

        PROVIDERS.reports.put(
                user(person),
                new Report(
                        0,
                        0,
                        true,
                        Optional.of(new Synchronization.RateLimited(Duration.ofSeconds(7)))));
        var later = person.post(SYNC + "/force", Map.of());
        assertThat(later.status()).isEqualTo(429);
        assertThat(later.header("Retry-After")).contains("7");
    }
}
