package almanac.app.api.academic;

import static almanac.app.testing.SyncServer.PROVIDERS;
import static almanac.app.testing.SyncServer.SERVER;
import static almanac.app.testing.SyncServer.user;
import static org.assertj.core.api.Assertions.assertThat;

import almanac.app.testing.Answer;
import almanac.app.testing.Person;
import almanac.app.testing.SyncServer;
import almanac.connection.FailureReason;
import almanac.connection.ProviderKind;
import almanac.connection.Synchronization;
import almanac.connection.Synchronization.Report;
import almanac.entry.EntryId;
import almanac.google.GoogleCopies.GoogleCopy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** The Google part of the academic document, over connections that every API shares. */
@DisplayNameGeneration(ReplaceUnderscores.class)
final class GoogleLinkTest {

    private static final String SYNC = "/api/calendar/sync/google";

    private static Answer sync(Person person) {
        return person.send("POST", SYNC, null, Map.of());
    }

    private static void report(Person person, Report report) {
        PROVIDERS.reports.put(user(person), report);
    }

    private static Report stopped(Synchronization.Problem problem) {
        return new Report(0, 0, true, Optional.of(problem));
    }

    @Test
    void with_no_mapping_the_main_calendars_come_into_the_default_calendar() {
        var person = SyncServer.person("imports");
        PROVIDERS.connected(user(person), ProviderKind.GOOGLE, "one@gmail.com");
        PROVIDERS.connected(user(person), ProviderKind.GOOGLE, "two@gmail.com");
        report(person, new Report(15, 3, true, Optional.empty()));

        var answer = sync(person);

        assertThat(answer.text())
                .isEqualTo(
                        "{\"success\":true,\"data\":{\"imported\":15,\"updated\":3},"
                                + "\"message\":\"Sync completed: 15 imported, 3 updated\"}");
        var synced =
                person.get("/api/calendar-sync/status").json().at("/providers/0/syncedCalendars");
        assertThat(synced.findValuesAsString("externalId"))
                .containsExactly("two@gmail.com", "one@gmail.com");
        assertThat(synced.findValuesAsString("localCalendarId"))
                .containsOnly(Long.toString(person.calendar()));
        assertThat(PROVIDERS.runsOf(user(person)).getLast().connections()).hasSize(2);

        sync(person);
        assertThat(
                        person.get("/api/calendar-sync/status")
                                .json()
                                .at("/providers/0/syncedCalendars")
                                .size())
                .isEqualTo(2);
    }

    @Test
    void what_is_mapped_already_stays_as_it_is() {
        var person = SyncServer.person("mapped");
        PROVIDERS.connected(user(person), ProviderKind.GOOGLE, "mapped@gmail.com");
        map(person, "holidays");
        assertThat(sync(person).status()).isEqualTo(200);
        var synced =
                person.get("/api/calendar-sync/status").json().at("/providers/0/syncedCalendars");
        assertThat(synced.findValuesAsString("externalId")).containsExactly("holidays");
    }

    @Test
    void a_calendar_meets_the_one_it_was_tied_to_again_whichever_api_tied_it() {
        var person = SyncServer.person("returns");
        var connection =
                PROVIDERS.connected(user(person), ProviderKind.GOOGLE, "returns@gmail.com");
        sync(person);
        PROVIDERS.disconnect(user(person), connection);
        PROVIDERS.connected(user(person), ProviderKind.GOOGLE, "returns@gmail.com");
        map(person, "returns@gmail.com");
        assertThat(tied(person)).containsExactly(Long.toString(person.calendar()));

        var other = SyncServer.person("returns-too");
        var first = PROVIDERS.connected(user(other), ProviderKind.GOOGLE, "too@gmail.com");
        map(other, "too@gmail.com");
        var mapped = tied(other);
        assertThat(mapped).doesNotContain(Long.toString(other.calendar()));
        PROVIDERS.disconnect(user(other), first);
        PROVIDERS.connected(user(other), ProviderKind.GOOGLE, "too@gmail.com");
        sync(other);
        assertThat(tied(other)).isEqualTo(mapped);
    }

    private static void map(Person person, String external) {
        person.post(
                "/api/calendar-sync/sync",
                Map.of(
                        "provider",
                        "google",
                        "calendars",
                        List.of(Map.of("externalId", external, "localName", "Mine"))));
    }

    private static List<String> tied(Person person) {
        return person.get("/api/calendar-sync/status")
                .json()
                .at("/providers/0/syncedCalendars")
                .findValuesAsString("localCalendarId");
    }

    @Test
    void a_mapped_account_that_is_out_of_order_ties_no_other_and_is_told() {
        var person = SyncServer.person("carl");
        var kim = PROVIDERS.connected(user(person), ProviderKind.GOOGLE, "kim@gmail.com");
        sync(person);
        PROVIDERS.fail(user(person), kim, FailureReason.SCOPES_MISSING, "unticked");
        var sam = PROVIDERS.connected(user(person), ProviderKind.GOOGLE, "sam@gmail.com");

        assertThat(sync(person).at("/code")).isEqualTo("GOOGLE_CALENDAR_PERMISSION_ERROR");
        var synced =
                person.get("/api/calendar-sync/status").json().at("/providers/0/syncedCalendars");
        assertThat(synced.findValuesAsString("externalId")).containsExactly("kim@gmail.com");
        assertThat(PROVIDERS.runsOf(user(person)).getLast().connections()).containsExactly(sam);
        PROVIDERS.fail(user(person), kim, FailureReason.REAUTHORIZE, "revoked");
        assertThat(sync(person).at("/code")).isEqualTo("GOOGLE_CALENDAR_AUTH_ERROR");
    }

    @Test
    void what_is_tied_for_an_import_is_counted_from_its_beginning() {
        var person = SyncServer.person("counts");
        PROVIDERS.connected(user(person), ProviderKind.GOOGLE, "counts@gmail.com");
        sync(person);
        sync(person);
        var runs = PROVIDERS.runsOf(user(person));
        assertThat(runs.getFirst().tied()).hasSize(1);
        assertThat(runs.getLast().tied()).isEmpty();
    }

    @Test
    void each_thing_that_google_answers_has_its_code() {
        var person = SyncServer.person("codes");
        assertThat(sync(person).at("/code")).isEqualTo("GOOGLE_CALENDAR_NOT_LINKED");
        var connection = PROVIDERS.connected(user(person), ProviderKind.GOOGLE, "c@gmail.com");

        report(person, stopped(new Synchronization.AuthFailed()));
        assertThat(sync(person).at("/code")).isEqualTo("GOOGLE_CALENDAR_AUTH_ERROR");
        report(person, stopped(new Synchronization.NotPermitted()));
        assertThat(sync(person).at("/code")).isEqualTo("GOOGLE_CALENDAR_PERMISSION_ERROR");
        report(person, stopped(new Synchronization.RateLimited(Duration.ofSeconds(30))));
        var limited = sync(person);
        assertThat(limited.at("/code")).isEqualTo("GOOGLE_CALENDAR_RATE_LIMIT");
        assertThat(limited.header("Retry-After")).contains("30");
        report(person, stopped(new Synchronization.Unavailable("503")));
        assertThat(sync(person).at("/code")).isEqualTo("GOOGLE_CALENDAR_SYNC_ERROR");

        PROVIDERS.fail(user(person), connection, FailureReason.REAUTHORIZE, "revoked");
        assertThat(sync(person).at("/code")).isEqualTo("GOOGLE_CALENDAR_AUTH_ERROR");
        PROVIDERS.fail(user(person), connection, FailureReason.SCOPES_MISSING, "unticked");
        assertThat(sync(person).at("/code")).isEqualTo("GOOGLE_CALENDAR_PERMISSION_ERROR");
        PROVIDERS.disconnect(user(person), connection);
        assertThat(sync(person).at("/code")).isEqualTo("GOOGLE_CALENDAR_NOT_LINKED");
    }

    @Test
    void an_event_on_a_pushed_calendar_names_its_copy_and_google_away_fails_nothing() {
        var person = SyncServer.person("pushes");
        PROVIDERS.connected(user(person), ProviderKind.GOOGLE, "pushes@gmail.com");
        sync(person);
        var event =
                Map.of(
                        "title",
                        "Biology Lecture",
                        "startDate",
                        "2024-01-15T10:00:00.000Z",
                        "eventType",
                        "CLASS",
                        "color",
                        "blue");
        var first = person.post("/api/calendar/events", event);
        assertThat(first.status()).isEqualTo(201);
        assertThat(first.json().at("/data/googleEventId").isNull()).isTrue();

        var number = Long.parseLong(first.at("/data/id").substring("event_".length()));
        for (var next = number + 1; next < number + 200; next++) {
            PROVIDERS.copies.put(new EntryId(next), new GoogleCopy("google_" + next, "primary"));
        }
        var second = person.post("/api/calendar/events", event);
        assertThat(second.at("/data/googleEventId"))
                .isEqualTo("google_" + second.at("/data/id").substring("event_".length()));
        assertThat(second.at("/data/googleCalendarId")).isEqualTo("primary");
    }

    @Test
    void a_signed_in_user_links_an_account_and_comes_back_to_the_frontend() {
        var person = SyncServer.person("links");
        var begun = person.get("/api/auth/signin/google");
        assertThat(begun.status()).isEqualTo(302);
        var url = begun.header("Location").orElseThrow();
        assertThat(url).startsWith("https://consent.example/google?state=");
        var query = "?code=links&state=" + url.substring(url.indexOf("state=") + 6);
        var answer = SERVER.get(null, "/api/auth/callback/google" + query);
        assertThat(answer.header("Location"))
                .contains("https://cal.example/app/calendar-sync?success=connected");
        assertThat(sync(person).status()).isEqualTo(200);

        var again = SERVER.get(null, "/api/auth/callback/google" + query);
        assertThat(again.header("Location").orElseThrow())
                .startsWith("https://cal.example/app/calendar-sync?error=sync_failed&details=");
        var nobody = SERVER.get(null, "/api/auth/signin/google");
        assertThat(nobody.status()).isEqualTo(401);
        assertThat(nobody.at("/code")).isEqualTo("UNAUTHORIZED");
        assertThat(SERVER.get(null, "/api/auth/callback/google").at("/code"))
                .isEqualTo("VALIDATION_ERROR");
    }
}
