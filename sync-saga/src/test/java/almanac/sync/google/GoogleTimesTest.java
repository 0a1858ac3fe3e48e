package almanac.sync.google;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.entry.Details;
import almanac.entry.ImportedEntry;
import almanac.entry.ImportedEntry.ImportedOverride;
import almanac.entry.Recurrence;
import almanac.recurrence.Rule;
import almanac.simulated.google.SimulatedGoogle;
import almanac.sync.provider.Account;
import almanac.sync.provider.Draft;
import almanac.sync.provider.ProviderFailure;
import almanac.sync.provider.RemoteCalendar;
import almanac.time.End;
import almanac.time.Span;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Days, clocks and zones, there and back. */
final class GoogleTimesTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private final GoogleDesk desk = new GoogleDesk();
    private final Account account = desk.account();
    private final RemoteCalendar calendar = GoogleDesk.primary();

    @AfterEach
    void close() {
        desk.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 9})
    void scenario_24_days_stay_days(int days) {
        var first = LocalDate.of(2026, 12, 24);
        var span = new Span.AllDay(first, first.plusDays(days));

        assertThat(roundTrip("feria", span, Optional.empty()).span()).isEqualTo(span);
    }

    @ParameterizedTest
    @CsvSource({
        "1492-10-12T10:00:00Z, Europe/Berlin, 1492-10-12T10:53:00.000+00:53",
        "0001-01-01T12:00:00Z, UTC, 0001-01-01T12:00:00.000Z",
        "2026-07-01T10:00:00Z, Europe/Berlin, 2026-07-01T12:00:00.000+02:00"
    })
    void a_time_is_told_by_the_calendar_of_rfc_3339(Instant instant, String zone, String told) {
        var time = GoogleTimes.time(instant, ZoneId.of(zone));

        assertThat(time.getDateTime().toStringRfc3339()).isEqualTo(told);
        assertThat(GoogleTimes.instant(time)).contains(instant);
    }

    @Test
    void scenario_24_a_series_of_days_has_exceptions_by_date() {
        var first = LocalDate.of(2026, 12, 24);
        var yearly = Optional.of(Recurrence.of(Rule.parse("FREQ=YEARLY;UNTIL=20301224")));
        var wanted =
                new ImportedEntry(
                        "u",
                        Details.titled("Eve"),
                        new Span.AllDay(first, first.plusDays(1)),
                        yearly,
                        List.of(first.plusYears(2).atStartOfDay()),
                        List.of(
                                new ImportedOverride(
                                        first.plusYears(1).atStartOfDay(),
                                        Details.titled("Eve, at ours"),
                                        new Span.AllDay(
                                                first.plusYears(1),
                                                first.plusYears(1).plusDays(3)))));

        var created = desk.provider.create(account, calendar, new Draft("eves0", wanted));

        assertThat(created.content().recurrence()).isEqualTo(yearly);
        assertThat(created.content().overrides()).isEqualTo(wanted.overrides());
        assertThat(created.content().exclusions()).isEqualTo(wanted.exclusions());
    }

    @Test
    void scenario_25_a_series_keeps_its_time_of_day_when_clocks_change() {
        var start = LocalDateTime.parse("2026-10-20T09:00");
        var weekly = Optional.of(Recurrence.of(Rule.parse("FREQ=WEEKLY;COUNT=4")));
        var wanted =
                new ImportedEntry(
                        "u",
                        Details.titled("Class"),
                        timed(start, BERLIN, 1),
                        weekly,
                        List.of(),
                        List.of(
                                new ImportedOverride(
                                        start.plusWeeks(2),
                                        Details.titled("Class, moved"),
                                        timed(start.plusWeeks(2).plusHours(3), BERLIN, 1))));

        var created = desk.provider.create(account, calendar, new Draft("class", wanted));

        assertThat(created.content().span()).isEqualTo(wanted.span());
        assertThat(created.content().overrides()).isEqualTo(wanted.overrides());
        // the clock was put back on 25 October: 9:00 is 8:00 UTC from then on
        assertThat(desk.google.person().instances(SimulatedGoogle.SAM, "class", 9))
                .containsExactly(
                        "class_20261020T070000Z",
                        "class_20261027T080000Z",
                        "class_20261103T080000Z",
                        "class_20261110T080000Z");
    }

    @Test
    void scenario_25_an_exception_of_an_hour_that_the_clock_skips_is_found() {
        var start = LocalDateTime.parse("2027-03-27T02:30");
        var skipped = start.plusDays(1);
        var wanted =
                new ImportedEntry(
                        "u",
                        Details.titled("Night"),
                        timed(start, BERLIN, 1),
                        Optional.of(Recurrence.of(Rule.parse("FREQ=DAILY;COUNT=3"))),
                        List.of(),
                        List.of(
                                new ImportedOverride(
                                        skipped,
                                        Details.titled("Night, short"),
                                        timed(skipped.plusHours(5), BERLIN, 1))));

        var created = desk.provider.create(account, calendar, new Draft("night", wanted));

        assertThat(created.content().overrides()).isEqualTo(wanted.overrides());
    }

    @Test
    void scenario_25_an_hour_that_the_clock_shows_twice_keeps_its_instant() {
        var id =
                desk.google
                        .person()
                        .create(
                                SimulatedGoogle.SAM,
                                """
                                {"summary": "Second 2:30",
                                 "start": {"dateTime": "2026-10-25T02:30:00+01:00", "timeZone": "Europe/Berlin"},
                                 "end": {"dateTime": "2026-10-25T03:30:00+01:00", "timeZone": "Europe/Berlin"}}
                                """);

        var span = desk.provider.fetch(account, calendar, id).orElseThrow().content().span();

        assertThat(span.startsAt(BERLIN)).isEqualTo("2026-10-25T01:30:00Z");
        assertThat(span.endsAt(BERLIN)).isEqualTo("2026-10-25T02:30:00Z");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Europe/Berlin",
                "America/New_York",
                "Asia/Kathmandu",
                "Australia/Lord_Howe",
                "Pacific/Apia",
                "UTC"
            })
    void scenario_26_a_zone_keeps_its_name(String zone) {
        var span = timed(LocalDateTime.parse("2026-12-01T18:15"), ZoneId.of(zone), 1);

        assertThat(roundTrip("plain", span, Optional.empty()).span()).isEqualTo(span);
        assertThat(
                        roundTrip(
                                        "repeated",
                                        span,
                                        Optional.of(
                                                Recurrence.of(Rule.parse("FREQ=DAILY;COUNT=3"))))
                                .span())
                .isEqualTo(span);
    }

    @ParameterizedTest
    @CsvSource({"+02:00, Etc/GMT-2", "-05:00, Etc/GMT+5", "Z, UTC", "+05:30, UTC"})
    void scenario_26_an_offset_is_written_as_a_zone_that_google_knows(String offset, String name) {
        var span = timed(LocalDateTime.parse("2026-12-01T18:15"), ZoneOffset.of(offset), 1);

        var back = roundTrip("offset", span, Optional.empty()).span();

        assertThat(((Span.Timed) back).zone().getId()).isEqualTo(name);
        assertThat(back.startsAt(BERLIN)).isEqualTo(span.startsAt(BERLIN));
    }

    @Test
    void scenario_26_a_series_in_an_offset_that_google_cannot_name_is_refused() {
        var span = timed(LocalDateTime.parse("2026-12-01T18:15"), ZoneOffset.of("+05:30"), 1);

        GoogleRoundsTest.fails(
                () ->
                        roundTrip(
                                "offset",
                                span,
                                Optional.of(Recurrence.of(Rule.parse("FREQ=DAILY")))),
                ProviderFailure.Unsupported.class);
    }

    @Test
    void a_time_without_a_zone_is_meant_in_the_calendars() {
        var id =
                desk.google
                        .person()
                        .create(
                                SimulatedGoogle.SAM,
                                """
                                {"summary": "Plain", "start": {"dateTime": "2026-12-01T17:00:00Z"},
                                 "end": {"dateTime": "2026-12-01T18:00:00Z"}}
                                """);

        assertThat(desk.provider.fetch(account, calendar, id).orElseThrow().content().span())
                .isEqualTo(timed(LocalDateTime.parse("2026-12-01T18:00"), BERLIN, 1));
    }

    @Test
    void an_entry_without_an_end_ends_when_it_starts_and_comes_back_without() {
        var span = new Span.Timed(LocalDateTime.parse("2026-12-01T18:00"), BERLIN, new End.None());

        assertThat(roundTrip("endless", span, Optional.empty()).span()).isEqualTo(span);
    }

    private ImportedEntry roundTrip(String operation, Span span, Optional<Recurrence> recurrence) {
        var wanted =
                new ImportedEntry(
                        "u", Details.titled("Title"), span, recurrence, List.of(), List.of());
        var created = desk.provider.create(account, calendar, new Draft(operation, wanted));
        return desk.provider.fetch(account, calendar, created.id()).orElseThrow().content();
    }

    private static Span timed(LocalDateTime start, ZoneId zone, int hours) {
        return new Span.Timed(start, zone, new End.At(start.plusHours(hours)));
    }
}
