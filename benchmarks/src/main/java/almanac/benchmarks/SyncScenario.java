package almanac.benchmarks;

import almanac.connection.ConnectionId;
import almanac.connection.ExternalCalendar;
import almanac.simulated.google.SimulatedGoogle;
import almanac.sync.google.GoogleProviders;
import almanac.sync.provider.Account;
import almanac.sync.provider.Authorizer;
import almanac.sync.provider.ChangePage;
import almanac.sync.provider.Credential;
import almanac.sync.provider.OAuthClient;
import almanac.sync.provider.RemoteCalendar;
import almanac.sync.provider.Resume;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Two-way sync against a simulated Google in another process. */
final class SyncScenario {

    private static final int EVENTS = 10_000;
    private static final int PEOPLE = 334;
    private static final int CHANGES = 200;
    private static final Duration IMPORT_PATIENCE = Duration.ofMinutes(10);
    private static final Duration QUIET = Duration.ofSeconds(20);

    /** As long as Google takes for a page of 2,500 events on a good day. */
    private static final Duration REAL_PAGE = Duration.ofSeconds(2);

    private static final List<String> SAMS =
            List.of(SimulatedGoogle.SAM, SimulatedGoogle.FAMILY, SimulatedGoogle.TEAM);

    private SyncScenario() {}

    /** A first import against downloading and parsing the same pages with the same client. */
    static void imports() throws Exception {
        print("| 10,000 events | download and parse s | first import s | ratio |", "|---|---|---|---|");
        imports("a provider that answers at once", Duration.ZERO);
        imports("a provider that takes 2 s for a page", REAL_PAGE);
    }

    private static void imports(String name, Duration perPage) throws Exception {
        try (var desk = new SyncDesk(perPage)) {
            fill(desk.google, SimulatedGoogle.SAM);
            fill(desk.google, SimulatedGoogle.FAMILY);
            download(desk, SimulatedGoogle.FAMILY);
            try (var person = desk.person("ada")) {
                desk.connect(person, SimulatedGoogle.SAM);
                row(name + ", cold", desk, person, SimulatedGoogle.SAM);
                row(name + ", second calendar", desk, person, SimulatedGoogle.FAMILY);
            }
        }
    }

    private static void row(String name, SyncDesk desk, KeepAlive person, String calendar)
            throws Exception {
        var download = download(desk, calendar);
        var begun = System.nanoTime();
        desk.map(person, calendar, "Mapped " + calendar);
        while (desk.mapped(person, calendar).path("lastSync").asText().equals("Never")) {
            if (System.nanoTime() - begun > IMPORT_PATIENCE.toNanos()) {
                throw new IOException("no end: " + desk.mapped(person, calendar));
            }
            SyncDesk.pause(Duration.ofMillis(50));
        }
        var imported = (System.nanoTime() - begun) / 1e9;
        var local = desk.mapped(person, calendar).path("localCalendarId").asLong();
        var there = SyncDesk.get(person, "/api/events/calendar/" + local).size();
        if (there != EVENTS) {
            throw new IOException(there + " events are here");
        }
        print(
                "| %s | %.1f | %.1f | %.2f |"
                        .formatted(name, download, imported, imported / download));
    }

    private static void fill(SimulatedGoogle google, String calendar) {
        var first = LocalDate.now(Clock.systemUTC()).minusDays(180);
        for (var i = 0; i < EVENTS; i++) {
            var day = first.plusDays(i % 360);
            google.person()
                    .create(
                            calendar,
                            """
                            {"summary": "Meeting %1$d", "location": "Room %2$d", \
                            "description": "What was agreed in meeting %1$d", \
                            "start": {"dateTime": "%3$sT%4$02d:00:00", "timeZone": "Europe/Berlin"}, \
                            "end": {"dateTime": "%3$sT%4$02d:30:00", "timeZone": "Europe/Berlin"}}"""
                                    .formatted(i, i % 40, day, 8 + i % 10));
        }
    }

    /** Seconds for all pages of a calendar. */
    private static double download(SyncDesk desk, String calendar) throws Exception {
        var root = desk.simulator.root();
        var client =
                new OAuthClient(
                        "bench",
                        "bench",
                        root.resolve("o/oauth2/v2/auth"),
                        root.resolve("token"),
                        Optional.of(root.resolve("revoke")),
                        root,
                        Duration.ofSeconds(30));
        var google = GoogleProviders.of(client, Clock.systemUTC());
        var account = account(desk, google.authorizer());
        var remote =
                new RemoteCalendar(
                        calendar,
                        calendar,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of("Europe/Berlin"),
                        ExternalCalendar.Rights.OWNER,
                        true);
        var begun = System.nanoTime();
        Resume resume = new Resume.Everything(Instant.EPOCH, Instant.now().plusSeconds(1L << 30));
        var objects = 0;
        while (true) {
            var page = google.provider().changes(account, remote, resume);
            objects += page.changes().size();
            if (page.continuation() instanceof ChangePage.More(var next)) {
                resume = new Resume.Next(next);
            } else {
                break;
            }
        }
        if (objects != EVENTS) {
            throw new IOException(objects + " events were downloaded");
        }
        return (System.nanoTime() - begun) / 1e9;
    }

    private static Account account(SyncDesk desk, Authorizer authorizer) throws Exception {
        // RFC 7636, appendix B
        var verifier = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
        var back = URI.create("http://localhost:" + desk.node.port + "/api/ready");
        var page =
                authorizer.consentPage(
                        new Authorizer.Request(
                                "bench",
                                "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
                                back,
                                List.of(),
                                Optional.empty()));
        var end = URI.create(desk.consent(page, SimulatedGoogle.SAM));
        var code = almanac.simulated.Forms.read(end.getRawQuery()).getOrDefault("code", "");
        var token = new Credential.Bearer(authorizer.exchange(code, verifier, back).accessToken());
        return new Account() {
            @Override
            public ConnectionId connection() {
                return new ConnectionId(1);
            }

            @Override
            public Credential credential() {
                return token;
            }

            @Override
            public Credential renewed(Credential refused) {
                throw new IllegalStateException("the token lives for an hour");
            }
        };
    }

    /** What a thousand mappings cost while nothing changes, at the polling that is in force. */
    static void steady(Duration watched) throws Exception {
        print(
                "| mappings without changes | minutes | share of a core | requests to the provider |",
                "|---|---|---|---|");
        try (var desk = new SyncDesk(Duration.ZERO)) {
            for (var i = 0; i < PEOPLE; i++) {
                try (var person = desk.person("person-" + i)) {
                    desk.connect(person, SimulatedGoogle.SAM);
                    for (var calendar : SAMS) {
                        desk.map(person, calendar, "Mapped " + calendar);
                    }
                }
            }
            for (var before = -1L; before != desk.asked.get(); ) {
                before = desk.asked.get();
                SyncDesk.pause(QUIET);
            }
            var cpu = desk.node.cpu();
            var requests = desk.asked.get();
            SyncDesk.pause(watched);
            print(
                    "| %,d | %.1f | %.1f %% | %d |"
                            .formatted(
                                    PEOPLE * SAMS.size(),
                                    watched.toSeconds() / 60.0,
                                    100.0
                                            * desk.node.cpu().minus(cpu).toNanos()
                                            / watched.toNanos(),
                                    desk.asked.get() - requests));
        }
    }

    /** From a change at the provider to the GET that shows it, with notifications. */
    static void latency() throws Exception {
        try (var desk = new SyncDesk(Duration.ZERO);
                var person = desk.person("ada")) {
            var remote =
                    desk.google
                            .person()
                            .create(
                                    SimulatedGoogle.FAMILY,
                                    """
                                    {"summary": "Before", "start": {"date": "2026-12-01"}, \
                                    "end": {"date": "2026-12-02"}}""");
            desk.connect(person, SimulatedGoogle.SAM);
            desk.map(person, SimulatedGoogle.FAMILY, "Family");
            while (desk.google.channels().isEmpty()) {
                SyncDesk.pause(Duration.ofMillis(50));
            }
            var calendar =
                    desk.mapped(person, SimulatedGoogle.FAMILY).path("localCalendarId").asLong();
            var event =
                    "/api/events/"
                            + SyncDesk.get(person, "/api/events/calendar/" + calendar)
                                    .at("/0/id")
                                    .asLong();
            change(desk, person, remote, event, CHANGES);
            var nanos = change(desk, person, remote, event, CHANGES);
            print(
                    "| change at the provider until it is seen | p50 ms | p99 ms |",
                    "|---|---|---|",
                    "| %d changes, one after another | %.0f | %.0f |"
                            .formatted(
                                    CHANGES,
                                    nanos[CHANGES / 2] / 1e6,
                                    nanos[CHANGES * 99 / 100] / 1e6));
        }
    }

    /** Sorted nanoseconds. */
    private static long[] change(
            SyncDesk desk, KeepAlive person, String remote, String event, int times)
            throws IOException {
        var nanos = new long[times];
        for (var i = 0; i < times; i++) {
            var title = "Change " + System.nanoTime();
            var begun = System.nanoTime();
            desk.google
                    .person()
                    .edit(SimulatedGoogle.FAMILY, remote, "{\"summary\": \"" + title + "\"}");
            while (!SyncDesk.get(person, event).path("title").asText().equals(title)) {
                if (System.nanoTime() - begun > 30e9) {
                    throw new IOException("not seen within 30 s: " + title);
                }
                SyncDesk.pause(Duration.ofMillis(2));
            }
            nanos[i] = System.nanoTime() - begun;
        }
        Arrays.sort(nanos);
        return nanos;
    }

    private static void print(String... lines) {
        for (var line : lines) {
            System.out.println(line);
        }
    }
}
