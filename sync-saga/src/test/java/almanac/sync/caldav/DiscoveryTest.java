package almanac.sync.caldav;

import static almanac.sync.caldav.Asking.account;
import static almanac.sync.caldav.Asking.failure;
import static almanac.sync.caldav.Asking.provider;
import static almanac.sync.caldav.Asking.settings;
import static org.assertj.core.api.Assertions.assertThat;

import almanac.connection.ExternalCalendar.Rights;
import almanac.sync.caldav.ScriptedDav.Says;
import almanac.sync.provider.ProviderFailure.CalendarGone;
import almanac.sync.provider.ProviderFailure.Reauthorize;
import almanac.sync.provider.ProviderFailure.Refused;
import almanac.sync.provider.ProviderFailure.Throttled;
import almanac.sync.provider.ProviderFailure.Unreachable;
import almanac.sync.provider.RemoteCalendar;
import almanac.sync.provider.Resume;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class DiscoveryTest {

    private static final String INBOX =
            Wire.found(
                    "/ana/inbox/",
                    "<d:resourcetype><d:collection/><c:schedule-inbox/></d:resourcetype>"
                            + "<c:schedule-default-calendar-URL><d:href>/ana/home</d:href>"
                            + "</c:schedule-default-calendar-URL>");

    private final ScriptedDav server = Wire.server();

    @AfterEach
    void stop() {
        server.close();
    }

    private List<RemoteCalendar> calendars() {
        return provider(server).calendars(account(server));
    }

    @Test
    void the_well_known_address_leads_over_the_principal_to_the_calendars() {
        server.on("PROPFIND", "/.well-known/caldav", Says.status(301).with("Location", "/dav/"));
        server.on(
                "PROPFIND",
                "/dav/",
                Says.multistatus(Wire.found("/dav/", Wire.principal("/principals/ana/"))));

        assertThat(calendars()).extracting(RemoteCalendar::id).containsExactly(Wire.CALENDAR);
        assertThat(server.seen().getFirst().path()).isEqualTo("/.well-known/caldav");
        assertThat(server.seen()).noneMatch(seen -> seen.path().equals("/"));
    }

    @Test
    void without_a_well_known_address_the_server_itself_is_asked() {
        assertThat(calendars()).extracting(RemoteCalendar::name).containsExactly("Work");
    }

    @Test
    void an_address_with_a_path_is_asked_first() {
        server.on(
                "PROPFIND",
                "/remote.php/dav",
                Says.multistatus(
                        Wire.found("/remote.php/dav", Wire.principal("/principals/ana/"))));
        var address = server.at("/remote.php/dav");

        var found =
                provider(settings(address))
                        .calendars(new PasswordAccount(address, "ana", Asking.PASSWORD));

        assertThat(found).hasSize(1);
        assertThat(server.seen().getFirst().path()).isEqualTo("/remote.php/dav");
    }

    @Test
    void the_password_goes_with_each_request_unasked() {
        calendars();

        var pair = ("ana:" + Asking.PASSWORD).getBytes(StandardCharsets.UTF_8);
        assertThat(server.seen())
                .allSatisfy(seen ->
                        assertThat(seen.header("Authorization"))
                                .contains("Basic " + Base64.getEncoder().encodeToString(pair)));
    }

    @Test
    void scenario_33_a_wrong_password_is_shown_once_and_never_again() {
        server.on("PROPFIND", "/.well-known/caldav", Says.status(401));

        var failure = failure(Reauthorize.class, this::calendars);

        assertThat(failure.detail()).contains("app-specific password");
        assertThat(server.seen()).hasSize(1);
    }

    @Test
    void what_cannot_hold_events_is_no_calendar() {
        var more = "<d:owner><d:href>/principals/ana</d:href></d:owner>";
        server.on(
                "PROPFIND",
                "/ana/",
                Says.multistatus(
                        INBOX
                                + Wire.found(
                                        "/ana/", "<d:resourcetype><d:collection/></d:resourcetype>")
                                + Wire.calendar(
                                        "/ana/tasks/",
                                        "<c:supported-calendar-component-set>"
                                                + "<c:comp name=\"VTODO\"/>"
                                                + "</c:supported-calendar-component-set>")
                                + Wire.found(
                                        "/ana/football/",
                                        "<d:resourcetype><d:collection/><c:calendar/>"
                                                + "<s:subscribed/></d:resourcetype>")
                                + Wire.calendar(
                                                "http://127.0.0.1/ana/home",
                                                more
                                                        + "<a:calendar-color>#FF2968FF</a:calendar-color>"
                                                        + "<c:calendar-description>Ours"
                                                        + "</c:calendar-description>"
                                                        + "<c:supported-calendar-component-set>"
                                                        + "<c:comp name=\"VEVENT\"/><c:comp name=\"VTODO\"/>"
                                                        + "</c:supported-calendar-component-set>")
                                        .replace("http://127.0.0.1", "")));

        assertThat(calendars())
                .singleElement()
                .satisfies(home -> {
                    assertThat(home.id()).isEqualTo("/ana/home/");
                    assertThat(home.color()).contains("#ff2968");
                    assertThat(home.description()).contains("Ours");
                    assertThat(home.rights()).isEqualTo(Rights.OWNER);
                    assertThat(home.primary()).isTrue();
                });
    }

    @Test
    void the_calendars_zone_is_read_from_its_definition() {
        server.on(
                "PROPFIND",
                "/ana/",
                Says.multistatus(
                        Wire.calendar(
                                Wire.CALENDAR,
                                "<c:calendar-timezone>BEGIN:VCALENDAR\nBEGIN:VTIMEZONE\n"
                                        + "TZID:Europe/Tallinn\nEND:VTIMEZONE\nEND:VCALENDAR"
                                        + "</c:calendar-timezone>")));

        assertThat(calendars().getFirst().zone()).contains("Europe/Tallinn");
    }

    @Test
    void privileges_become_rights() {
        var privileges =
                Map.of(
                        "<d:privilege><d:all/></d:privilege>", Rights.OWNER,
                        "<d:privilege><d:read/></d:privilege>", Rights.READER,
                        "<d:privilege><c:read-free-busy/></d:privilege>", Rights.BUSY_ONLY);
        privileges.forEach((set, rights) -> {
            server.on(
                    "PROPFIND",
                    "/ana/",
                    Says.multistatus(
                            Wire.found(
                                    Wire.CALENDAR,
                                    "<d:resourcetype><c:calendar/></d:resourcetype>"
                                            + "<d:current-user-privilege-set>"
                                            + set
                                            + "</d:current-user-privilege-set>")));
            assertThat(calendars().getFirst().rights()).as(set).isEqualTo(rights);
        });
    }

    @Test
    void somebody_elses_calendar_is_written_to_but_not_owned() {
        server.on(
                "PROPFIND",
                "/ana/",
                Says.multistatus(
                        Wire.calendar(
                                Wire.CALENDAR,
                                "<d:owner><d:href>/principals/ben/</d:href></d:owner>")));

        assertThat(calendars().getFirst().rights()).isEqualTo(Rights.WRITER);
    }

    @Test
    void a_redirect_to_a_foreign_host_carries_no_credentials() {
        try (var foreign = new ScriptedDav()) {
            server.on(
                    "PROPFIND",
                    "/.well-known/caldav",
                    Says.status(302).with("Location", foreign.at("/dav/").toString()));
            server.on("PROPFIND", "/", Says.status(404));

            failure(Refused.class, this::calendars);

            assertThat(foreign.seen()).isEmpty();
        }
    }

    @Test
    void a_home_on_a_foreign_host_is_not_asked() {
        try (var foreign = Wire.server()) {
            server.on(
                    "PROPFIND",
                    "/principals/ana/",
                    Says.multistatus(Wire.found("/", Wire.home(foreign.at("/ana/").toString()))));

            failure(Refused.class, this::calendars);

            assertThat(foreign.seen()).isEmpty();
        }
    }

    @Test
    void redirects_in_a_circle_end() {
        server.on("PROPFIND", "/.well-known/caldav", Says.status(301).with("Location", "/a"));
        server.on("PROPFIND", "/a", Says.status(301).with("Location", "/b"));
        server.on("PROPFIND", "/b", Says.status(301).with("Location", "/a"));
        server.on("PROPFIND", "/", Says.status(404));

        failure(Refused.class, this::calendars);

        assertThat(server.seen()).hasSizeLessThan(10);
    }

    @Test
    void a_host_in_the_own_network_is_refused_unless_the_operator_named_it() {
        var settings = settings(server.at("/")).allowing(java.util.Set.of());

        failure(Refused.class, () -> provider(settings).calendars(account(server)));

        assertThat(server.seen()).isEmpty();
    }

    @Test
    void an_answer_that_does_not_end_is_given_up() {
        server.on("PROPFIND", "/.well-known/caldav", ScriptedDav.slow());
        server.on("PROPFIND", "/", ScriptedDav.slow());
        var settings = settings(server.at("/")).within(Duration.ofMillis(300));

        var failure =
                failure(Unreachable.class, () -> provider(settings).calendars(account(server)));

        assertThat(failure.detail()).contains("in time");
    }

    @Test
    void a_broken_off_document_is_no_answer() {
        server.on(
                "PROPFIND",
                "/ana/",
                new Says(207, Map.of(), "<d:multistatus xmlns:d=\"DAV:\"><d:response><d:href>/a"));

        failure(Unreachable.class, this::calendars);
    }

    @Test
    void a_document_with_entities_is_not_read() {
        server.on(
                "PROPFIND",
                "/ana/",
                new Says(
                        207,
                        Map.of(),
                        "<!DOCTYPE d [<!ENTITY e SYSTEM \"file:///etc/hostname\">]>"
                                + "<d:multistatus xmlns:d=\"DAV:\">&e;</d:multistatus>"));

        failure(Unreachable.class, this::calendars);
    }

    @Test
    void an_answer_longer_than_we_read_is_refused() {
        var settings = settings(server.at("/")).reading(200);

        failure(Refused.class, () -> provider(settings).calendars(account(server)));
    }

    @Test
    void scenario_39_a_server_that_asks_for_time_gets_it() {
        server.on(
                "PROPFIND",
                "/ana/",
                Says.status(503).with("Retry-After", "Tue, 1 Dec 2026 00:02:00 GMT"));

        var throttled = failure(Throttled.class, this::calendars);

        assertThat(throttled.after()).contains(Duration.ofMinutes(2));
    }

    /** iCloud's homes are on other hosts than its entry, and accounts move between them. */
    @Test
    void a_home_that_moved_is_found_again_and_names_stay() {
        server.on("REPORT", Wire.CALENDAR, Says.multistatus(Wire.token("t1")));
        var provider = provider(settings(server.at("/")));
        var calendar = provider.calendars(account(server)).getFirst();
        server.on("PROPFIND", Wire.CALENDAR, Says.status(404));
        server.on(
                "PROPFIND",
                "/principals/ana/",
                Says.multistatus(Wire.found("/principals/ana/", Wire.home("/new/"))));
        server.on("PROPFIND", "/new/", Says.multistatus(Wire.calendar("/new/x/", "")));

        var everything = new Resume.Everything(Instant.EPOCH, Instant.EPOCH);
        failure(CalendarGone.class, () -> provider.changes(account(server), calendar, everything));

        assertThat(server.seen("PROPFIND"))
                .filteredOn(seen -> seen.path().equals("/principals/ana/"))
                .hasSize(2);
        var home =
                new Home(
                        List.of(URI.create("https://p01-caldav.icloud.com/1/")),
                        "",
                        java.util.Set.of());
        var moved =
                new Home(
                        List.of(URI.create("https://p99-caldav.icloud.com/1/")),
                        "",
                        java.util.Set.of());
        var url = URI.create("https://p01-caldav.icloud.com/1/calendars/work/");
        assertThat(moved.at(home.name(url)))
                .isEqualTo(URI.create("https://p99-caldav.icloud.com/1/calendars/work/"));
    }

    @Test
    void a_server_that_is_down_is_not_searched_each_time() {
        var provider = provider(settings(server.at("/")));
        var calendar = provider.calendars(account(server)).getFirst();
        server.on("PROPFIND", Wire.CALENDAR, Says.status(502));
        var before = server.seen().size();

        for (var i = 0; i < 3; i++) {
            failure(
                    Unreachable.class,
                    () ->
                            provider.changes(
                                    account(server),
                                    calendar,
                                    new Resume.Everything(Instant.EPOCH, Instant.EPOCH)));
        }

        assertThat(server.seen()).hasSize(before + 3);
    }
}
