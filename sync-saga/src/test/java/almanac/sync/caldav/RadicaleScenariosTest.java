package almanac.sync.caldav;

import static almanac.sync.caldav.Asking.failure;
import static org.assertj.core.api.Assertions.assertThat;

import almanac.entry.Change;
import almanac.entry.Details;
import almanac.entry.ImportedEntry;
import almanac.entry.ImportedEntry.ImportedOverride;
import almanac.entry.Recurrence;
import almanac.icalendar.ICalendarWriter;
import almanac.recurrence.Rule;
import almanac.sync.provider.ChangePage.Done;
import almanac.sync.provider.ChangePage.More;
import almanac.sync.provider.Draft;
import almanac.sync.provider.ProviderFailure.CursorExpired;
import almanac.sync.provider.ProviderFailure.Forbidden;
import almanac.sync.provider.ProviderFailure.Reauthorize;
import almanac.sync.provider.ProviderFailure.Refused;
import almanac.sync.provider.RemoteCalendar;
import almanac.sync.provider.RemoteChange;
import almanac.sync.provider.RemoteChange.Present;
import almanac.sync.provider.RemoteObject;
import almanac.sync.provider.Resume;
import almanac.time.End;
import almanac.time.Span;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/** Scenarios of the providers' document that a real server can show. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class RadicaleScenariosTest {

    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");
    private static final LocalDateTime START = LocalDateTime.of(2026, 10, 20, 10, 0);
    private static final Resume ALL = new Resume.Everything(Instant.EPOCH, Instant.EPOCH);

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static Radicale server;

    private static int fixtures;

    @SuppressWarnings("NullAway.Init") // set before each test
    private RadicaleFixture fixture;

    @BeforeAll
    static void start() {
        server = RadicaleFixture.server();
    }

    @AfterAll
    @SuppressWarnings("NullAway") // null where the start was skipped
    static void stop() {
        if (server != null) {
            server.close();
        }
    }

    @BeforeEach
    void open() {
        fixture = new RadicaleFixture(server, "scenario" + ++fixtures);
    }

    @AfterEach
    void shut() {
        fixture.close();
    }

    private static Span at(LocalDateTime start) {
        return new Span.Timed(start, PARIS, new End.At(start.plusHours(1)));
    }

    private static ImportedEntry series(String rule, List<ImportedOverride> overrides) {
        return new ImportedEntry(
                "series",
                Details.titled("Course"),
                at(START),
                Optional.of(Recurrence.of(Rule.parse(rule))),
                List.of(),
                overrides);
    }

    private static ImportedEntry single(String uid, Span span) {
        return ImportedEntry.single(uid, Details.titled("One"), span);
    }

    private static ImportedOverride later(int days) {
        return new ImportedOverride(
                START.plusDays(days),
                Details.titled("Later"),
                at(START.plusDays(days).plusHours(2)));
    }

    private RemoteObject create(ImportedEntry content) {
        var draft = new Draft("op" + content.uid() + "0", content);
        return fixture.provider().create(fixture.account(), fixture.calendar(), draft);
    }

    private RemoteObject update(RemoteObject known, ImportedEntry wanted) {
        return fixture.provider().update(fixture.account(), fixture.calendar(), known, wanted);
    }

    private record Round(List<RemoteChange> changes, String cursor) {

        RemoteObject only() {
            assertThat(changes).singleElement().isInstanceOf(Present.class);
            return ((Present) changes.getFirst()).now();
        }
    }

    private Round round(Resume from) {
        var changes = new ArrayList<RemoteChange>();
        var resume = from;
        while (true) {
            var page = fixture.provider().changes(fixture.account(), fixture.calendar(), resume);
            changes.addAll(page.changes());
            switch (page.continuation()) {
                case More(var next) -> resume = new Resume.Next(next);
                case Done(var cursor) -> {
                    return new Round(changes, cursor);
                }
            }
        }
    }

    private void assertQuiet(String cursor) {
        assertThat(round(new Resume.Since(cursor)).changes()).isEmpty();
    }

    @Test
    void a_password_is_proved_by_listing_calendars() {
        var wrong = new PasswordAccount(fixture.relay().root(), "ana", "not-it");

        failure(Reauthorize.class, () -> fixture.provider().calendars(wrong));
    }

    @Test
    void the_listing_leaves_tasks_out_and_tells_colors() {
        server.makeCalendar("/ana/tasks" + fixtures + "/", "Tasks", "VTODO");

        var listed = fixture.provider().calendars(fixture.account());

        assertThat(listed).extracting(RemoteCalendar::name).doesNotContain("Tasks");
        assertThat(fixture.calendar().color()).contains("#ff2968");
        assertThat(fixture.calendar().name()).startsWith("Calendar scenario");
    }

    @Test
    void scenario_14_after_a_lost_token_a_full_round_tells_what_stands() {
        var kept = create(single("kept", at(START)));
        var cursor = round(ALL).cursor();
        fixture.forgetCursors();

        failure(CursorExpired.class, () -> round(new Resume.Since(cursor)));

        var again = round(ALL);
        assertThat(again.only()).isEqualTo(kept);
        assertQuiet(again.cursor());
    }

    @Test
    void scenario_15_a_token_that_dies_again_and_again_loses_nothing() {
        create(single("kept", at(START)));
        for (var i = 0; i < 3; i++) {
            var cursor = round(ALL).cursor();
            fixture.forgetCursors();
            failure(CursorExpired.class, () -> round(new Resume.Since(cursor)));
        }
        assertThat(round(ALL).changes()).hasSize(1);
    }

    @Test
    void scenario_17_a_calendar_with_nothing_in_it_is_no_failure() {
        var round = round(ALL);

        assertThat(round.changes()).isEmpty();
        assertQuiet(round.cursor());
    }

    @Test
    void scenario_18_an_exception_made_there_is_told_with_its_series() {
        var created = create(series("FREQ=DAILY;COUNT=10", List.of()));
        var cursor = round(ALL).cursor();
        var edited = series("FREQ=DAILY;COUNT=10", List.of(later(2)));
        fixture.puts(created.id(), ICalendarWriter.object(edited, RadicaleFixture.NOW));

        var told = round(new Resume.Since(cursor));

        assertThat(told.only().id()).isEqualTo(created.id());
        assertThat(told.only().content().overrides()).containsExactly(later(2));
        assertQuiet(told.cursor());
    }

    @Test
    void scenario_19_an_exception_made_here_leaves_the_rest_of_the_resource_alone() {
        var path =
                fixture.puts(
                        "theirs.ics",
                        ICalendarWriter.object(
                                        series("FREQ=DAILY;COUNT=10", List.of()),
                                        RadicaleFixture.NOW)
                                .replace(
                                        "END:VEVENT",
                                        "X-APPLE-TRAVEL-DURATION;VALUE=DURATION:PT45M\r\nBEGIN:VALARM\r\n"
                                                + "ACTION:DISPLAY\r\nTRIGGER:-PT5M\r\nEND:VALARM\r\nEND:VEVENT"));
        var known = round(ALL).only();

        var updated =
                update(
                        known,
                        new ImportedEntry(
                                known.content().uid(),
                                known.content().details(),
                                known.content().span(),
                                known.content().recurrence(),
                                List.of(START.plusDays(4)),
                                List.of(later(2))));

        assertThat(updated.content().overrides()).containsExactly(later(2));
        assertThat(updated.content().exclusions()).containsExactly(START.plusDays(4));
        assertThat(fixture.text(path))
                .contains("X-APPLE-TRAVEL-DURATION", "BEGIN:VALARM", "TZID:Europe/Paris");
        assertQuiet(round(ALL).cursor());
    }

    /** The old series ends, and a new one of another UID begins (both ways). */
    @Test
    void scenario_20_this_and_following_are_two_objects() {
        var created = create(series("FREQ=DAILY;COUNT=10", List.of()));
        var cursor = round(ALL).cursor();

        update(created, series("FREQ=DAILY;UNTIL=20261024T080000Z", List.of()));
        var tail =
                new ImportedEntry(
                        "tail",
                        Details.titled("Course, evening"),
                        at(START.plusDays(5).plusHours(8)),
                        Optional.of(Recurrence.of(Rule.parse("FREQ=DAILY;COUNT=5"))),
                        List.of(),
                        List.of());
        create(tail);

        var told = round(new Resume.Since(cursor));
        assertThat(told.changes())
                .extracting(change -> ((Present) change).now().content().uid())
                .containsExactlyInAnyOrder("series", "tail");
        assertQuiet(told.cursor());
    }

    @Test
    void scenario_22_another_rule_keeps_the_exceptions_that_are_wanted() {
        var created = create(series("FREQ=DAILY;COUNT=10", List.of(later(2), later(8))));

        var updated = update(created, series("FREQ=DAILY;COUNT=5", List.of(later(2))));

        assertThat(updated.content().overrides()).containsExactly(later(2));
        assertThat(updated.content().recurrence().orElseThrow().rule().orElseThrow().text())
                .isEqualTo("FREQ=DAILY;COUNT=5");
        assertThat(round(ALL).only()).isEqualTo(updated);
    }

    @Test
    void scenario_24_days_stay_days_and_the_last_is_not_counted() {
        var oneDay = new Span.AllDay(LocalDate.of(2026, 12, 24), LocalDate.of(2026, 12, 25));
        var three = new Span.AllDay(LocalDate.of(2026, 12, 24), LocalDate.of(2026, 12, 27));

        var created = create(single("day", oneDay));
        assertThat(fixture.text(created.id())).contains("DTSTART;VALUE=DATE:20261224");
        var longer = update(created, single("day", three));

        assertThat(longer.content().span()).isEqualTo(three);
        assertThat(fixture.text(created.id())).contains("DTEND;VALUE=DATE:20261227");
    }

    /** The clocks change on 25 October 2026: a series keeps its time on the wall. */
    @Test
    void scenario_25_a_series_over_the_change_of_clocks_keeps_its_wall_time() {
        var created = create(series("FREQ=DAILY;COUNT=10", List.of(later(7))));

        assertThat(created.content().span()).isEqualTo(at(START));
        assertThat(created.content().overrides()).containsExactly(later(7));
        assertThat(fixture.text(created.id())).contains("BEGIN:VTIMEZONE", "TZOFFSETTO:+0200");
    }

    @Test
    void scenario_26_a_zone_of_another_name_stays_as_it_was_written() {
        var text =
                ICalendarWriter.object(single("zoned", at(START)), RadicaleFixture.NOW)
                        .replace("Europe/Paris", "Romance Standard Time");
        var path = fixture.puts("zoned.ics", text);
        var known = round(ALL).only();
        assertThat(known.content().span()).isEqualTo(at(START));

        update(
                known,
                ImportedEntry.single(
                        "zoned",
                        known.content().details().with(new Change.Title("Renamed")),
                        known.content().span()));

        assertThat(fixture.text(path))
                .contains("SUMMARY:Renamed", "TZID=Romance Standard Time")
                .doesNotContain("Europe/Paris");
    }

    @Test
    void scenario_30_what_was_moved_away_is_gone_here_and_there_with_its_uid() {
        var created = create(single("moved", at(START)));
        var cursor = round(ALL).cursor();
        try (var other = new RadicaleFixture(server, "other" + fixtures)) {
            other.puts("moved.ics", fixture.text(created.id()));
            fixture.removes(created.id());

            assertThat(round(new Resume.Since(cursor)).changes())
                    .containsExactly(new RemoteChange.Removed(created.id(), true));
            var there = other.provider().changes(other.account(), other.calendar(), ALL).changes();
            assertThat(((Present) there.getFirst()).now().content().uid()).isEqualTo("moved");
        }
    }

    @Test
    void another_object_of_the_same_uid_is_refused() {
        fixture.puts(
                "theirs.ics",
                ICalendarWriter.object(single("same", at(START)), RadicaleFixture.NOW));

        failure(Refused.class, () -> create(single("same", at(START))));

        assertThat(fixture.counts()).isEqualTo(1);
    }

    @Test
    void somebody_elses_calendar_cannot_be_written_to() {
        var foreign =
                new RemoteCalendar(
                        "/ben/private/",
                        "Private",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        fixture.calendar().rights(),
                        false);

        failure(
                Forbidden.class,
                () ->
                        fixture.provider()
                                .create(
                                        fixture.account(),
                                        foreign,
                                        new Draft("oper1", single("x", at(START)))));
    }

    @Test
    void many_objects_come_in_pages_each_once() {
        for (var i = 0; i < 60; i++) {
            fixture.adds(single("many-" + i, at(START.plusDays(i))));
        }

        var round = round(ALL);

        assertThat(round.changes()).extracting(RemoteChange::object).doesNotHaveDuplicates();
        assertThat(round.changes()).hasSize(60);
        assertQuiet(round.cursor());
    }
}
