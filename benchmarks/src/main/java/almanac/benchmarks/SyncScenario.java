package almanac.benchmarks;

import almanac.simulated.google.SimulatedGoogle;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;

/** Two-way sync against a simulated Google in another process. */
final class SyncScenario {

    private static final int EVENTS = 10_000;
    private static final int DAYS = 360;
    private static final LocalDate FIRST = LocalDate.of(2026, 3, 1);
    private static final int PEOPLE = 334;
    private static final int CHANGES = 200;

    /** Four changes a second are well within what an account may ask. */
    private static final Duration BETWEEN = Duration.ofMillis(250);

    private static final Duration IMPORT_PATIENCE = Duration.ofMinutes(10);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    /** Until what follows a first import has been done too. */
    private static final Duration QUIET = Duration.ofMinutes(1);

    /** As long as Google takes for a page of 2,500 events on a good day. */
    private static final Duration REAL_PAGE = Duration.ofSeconds(2);

    /** How {@code ./mvnw spring-boot:run} starts a node. */
    private static final String QUICK_COMPILER = "-XX:TieredStopAtLevel=1";

    private static final List<String> SAMS =
            List.of(SimulatedGoogle.SAM, SimulatedGoogle.FAMILY, SimulatedGoogle.TEAM);

    private SyncScenario() {}

    /** A first import against downloading and parsing the same pages with the same client. */
    static void imports() throws Exception {
        HttpScenario.print(
                "| 10,000 events | download and parse s | first import s | ratio |",
                "|---|---|---|---|");
        imports("answers at once, java -jar", Duration.ZERO);
        imports("2 s for a page, java -jar", REAL_PAGE);
        imports("2 s for a page, as spring-boot:run", REAL_PAGE, QUICK_COMPILER);
    }

    private static void imports(String name, Duration perPage, String... jvmOptions)
            throws Exception {
        try (var desk = new SyncDesk(perPage, jvmOptions)) {
            fill(desk.google, SimulatedGoogle.SAM);
            fill(desk.google, SimulatedGoogle.FAMILY);
            SyncDownload.seconds(desk, SimulatedGoogle.FAMILY, EVENTS);
            try (var person = desk.person("ada")) {
                desk.connect(person, SimulatedGoogle.SAM);
                row(name + ", cold", desk, person, SimulatedGoogle.SAM);
                row(name + ", second calendar", desk, person, SimulatedGoogle.FAMILY);
            }
            try (var person = desk.person("bob")) {
                desk.connect(person, SimulatedGoogle.SAM);
                row(name + ", third", desk, person, SimulatedGoogle.SAM);
                row(name + ", fourth", desk, person, SimulatedGoogle.FAMILY);
            }
        }
    }

    private static void row(String name, SyncDesk desk, KeepAlive person, String calendar)
            throws Exception {
        var download = SyncDownload.seconds(desk, calendar, EVENTS);
        var begun = System.nanoTime();
        desk.map(person, calendar, "Mapped " + calendar);
        awaitImport(desk, person, calendar);
        var imported = (System.nanoTime() - begun) / 1e9;
        var local = desk.mapped(person, calendar).path("localCalendarId").asLong();
        var there = count(person, local);
        if (there != EVENTS) {
            throw new IOException(there + " events are here");
        }
        HttpScenario.print(
                "| %s | %.1f | %.1f | %.2f |"
                        .formatted(name, download, imported, imported / download));
    }

    private static void awaitImport(SyncDesk desk, KeepAlive person, String calendar)
            throws IOException {
        var begun = System.nanoTime();
        while (desk.mapped(person, calendar).path("lastSync").asText().equals("Never")) {
            if (System.nanoTime() - begun > IMPORT_PATIENCE.toNanos()) {
                throw new IOException("no end: " + desk.mapped(person, calendar));
            }
            SyncDesk.pause(BETWEEN_LOOKS);
        }
    }

    /** An answer holds half of them at most. */
    private static int count(KeepAlive person, long calendar) throws IOException {
        var count = 0;
        for (var from = 0; from < DAYS; from += DAYS / 4) {
            count +=
                    SyncDesk.get(
                                    person,
                                    "/api/events/calendar/%d?startDate=%s&endDate=%s"
                                            .formatted(
                                                    calendar,
                                                    FIRST.plusDays(from),
                                                    FIRST.plusDays(from + DAYS / 4 - 1)))
                            .size();
        }
        return count;
    }

    private static void fill(SimulatedGoogle google, String calendar) {
        for (var i = 0; i < EVENTS; i++) {
            var day = FIRST.plusDays(i % DAYS);
            google.person()
                    .create(
                            calendar,
                            """
                            {"summary": "Meeting %1$d", "location": "Room %2$d", \
                            "description": "What was agreed in meeting %1$d", \
                            "start": {"dateTime": "%3$sT%4$02d:00:00", "timeZone": "Europe/Berlin"}, \
                            "end": {"dateTime": "%3$sT%4$02d:30:00", "timeZone": "Europe/Berlin"}}\
                            """
                                    .formatted(i, i % 40, day, 8 + i % 10));
        }
    }

    /** What a thousand mappings cost while nothing changes, at the polling that is in force. */
    static void steady(Duration watched) throws Exception {
        HttpScenario.print(
                "| mappings without changes | minutes | share of a core | requests to the provider |",
                "|---|---|---|---|");
        try (var desk = new SyncDesk(Duration.ZERO)) {
            for (var i = 0; i < PEOPLE; i++) {
                try (var person = desk.person("person-" + i)) {
                    desk.connect(person, SimulatedGoogle.SAM);
                    for (var calendar : SAMS) {
                        desk.map(person, calendar, "Mapped " + calendar);
                    }
                    for (var calendar : SAMS) {
                        awaitImport(desk, person, calendar);
                    }
                }
            }
            SyncDesk.pause(QUIET);
            var cpu = desk.node.cpu();
            var requests = desk.asked.get();
            SyncDesk.pause(watched);
            HttpScenario.print(
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
                                    "end": {"date": "2026-12-02"}}\
                                    """);
            desk.connect(person, SimulatedGoogle.SAM);
            desk.map(person, SimulatedGoogle.FAMILY, "Family");
            while (desk.google.channels().isEmpty()) {
                SyncDesk.pause(Duration.ofMillis(200));
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
            HttpScenario.print(
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
            SyncDesk.pause(BETWEEN);
        }
        Arrays.sort(nanos);
        return nanos;
    }
}
