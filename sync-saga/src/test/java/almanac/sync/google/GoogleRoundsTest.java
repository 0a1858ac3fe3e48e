package almanac.sync.google;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import almanac.connection.ExternalCalendar.Rights;
import almanac.entry.ImportedEntry.ImportedOverride;
import almanac.simulated.google.GoogleFaults;
import almanac.simulated.google.SimulatedGoogle;
import almanac.sync.provider.Account;
import almanac.sync.provider.ChangePage;
import almanac.sync.provider.ProviderFailed;
import almanac.sync.provider.ProviderFailure;
import almanac.sync.provider.RemoteCalendar;
import almanac.sync.provider.RemoteChange;
import almanac.sync.provider.RemoteObject;
import almanac.sync.provider.Resume;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Reading a calendar, page by page. */
final class GoogleRoundsTest {

    private static final String WEEKLY =
            """
            {"summary": "Choir",
             "start": {"dateTime": "2026-12-01T18:00:00", "timeZone": "Europe/Berlin"},
             "end": {"dateTime": "2026-12-01T20:00:00", "timeZone": "Europe/Berlin"},
             "recurrence": ["RRULE:FREQ=WEEKLY;COUNT=10"]}
            """;

    private final GoogleDesk desk = new GoogleDesk(3, Duration.ofSeconds(20));
    private final Account account = desk.account();
    private final RemoteCalendar calendar = GoogleDesk.primary();

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void scenario_14_an_expired_sync_token_asks_for_a_full_round() {
        single("One");
        var cursor = everything().cursor();
        desk.google.expireSyncTokens();

        fails(() -> since(cursor), ProviderFailure.CursorExpired.class);
    }

    @Test
    void scenario_14_a_malformed_sync_token_asks_for_a_full_round() {
        fails(() -> since("no token of Google's"), ProviderFailure.CursorExpired.class);
    }

    @Test
    void scenario_14_a_broken_page_asks_for_a_full_round() {
        fails(
                () -> desk.provider.changes(account, calendar, new Resume.Next("no page of ours")),
                ProviderFailure.CursorExpired.class);
    }

    @Test
    void scenario_16_a_page_token_that_expires_amid_a_round_asks_to_begin_again() {
        for (var i = 0; i < 20; i++) {
            single("Event " + i);
        }
        var second = more(desk.provider.changes(account, calendar, Told.EVERYTHING));
        var third = more(desk.provider.changes(account, calendar, second));
        desk.google.expirePageTokens();

        fails(
                () -> desk.provider.changes(account, calendar, third),
                ProviderFailure.CursorExpired.class);
        assertThat(everything().present()).hasSize(20);
        assertThat(everything().pages()).isEqualTo(7);
    }

    @Test
    void scenario_17_an_empty_page_with_a_continuation_is_not_the_end() {
        single("One");
        desk.google.planEmptyPages(2);

        var told = everything();

        assertThat(told.pages()).isEqualTo(3);
        assertThat(told.present()).hasSize(1);
    }

    @Test
    void scenario_18_an_exception_at_google_is_an_override_here() {
        var series = desk.google.person().create(SimulatedGoogle.SAM, WEEKLY);
        var cursor = everything().cursor();
        var second = instance(series, 1);
        edit(second, "{\"summary\": \"Choir, with guests\"}");
        desk.google.person().delete(SimulatedGoogle.SAM, instance(series, 2));

        var content = present(since(cursor), series).content();

        assertThat(content.overrides())
                .singleElement()
                .satisfies(override -> {
                    assertThat(override.originalStart()).isEqualTo(at("2026-12-08T18:00"));
                    assertThat(override.details().title()).isEqualTo("Choir, with guests");
                });
        assertThat(content.exclusions()).containsExactly(at("2026-12-15T18:00"));
    }

    @Test
    void scenario_20_this_and_following_is_an_end_and_a_new_series() {
        var series = desk.google.person().create(SimulatedGoogle.SAM, WEEKLY);
        var cursor = everything().cursor();

        var next =
                desk.google
                        .person()
                        .split(
                                SimulatedGoogle.SAM,
                                series,
                                instance(series, 3),
                                "{\"summary\": \"Choir, new hall\"}");

        var told = since(cursor);
        var old = present(told, series).content();
        assertThat(old.recurrence().orElseThrow().rule().orElseThrow().text())
                .isEqualTo("FREQ=WEEKLY;UNTIL=20261221T225959Z");
        var following = present(told, next).content();
        assertThat(following.details().title()).isEqualTo("Choir, new hall");
        assertThat(following.span().localStart()).isEqualTo(at("2026-12-22T18:00"));
        assertThat(following.recurrence().orElseThrow().rule().orElseThrow().count()).hasValue(7);
    }

    @Test
    void scenario_21_exceptions_and_masters_of_other_pages_find_each_other() {
        var choir = desk.google.person().create(SimulatedGoogle.SAM, WEEKLY);
        var band = desk.google.person().create(SimulatedGoogle.SAM, WEEKLY);
        // an exception before its master, with pages in between
        edit(instance(choir, 1), "{\"summary\": \"Choir, with guests\"}");
        for (var i = 0; i < 4; i++) {
            single("Between " + i);
        }
        edit(choir, "{\"location\": \"Hall\"}");
        // a master before its exception, with pages in between
        for (var i = 4; i < 8; i++) {
            single("Between " + i);
        }
        edit(instance(band, 4), "{\"summary\": \"Band, acoustic\"}");

        var told = everything();

        assertThat(told.pages()).isGreaterThan(3);
        assertThat(told.changes().stream().filter(c -> c.object().equals(choir)))
                .singleElement()
                .isInstanceOf(RemoteChange.Present.class);
        assertThat(told.changes().stream().filter(c -> c.object().equals(band)))
                .singleElement()
                .isInstanceOf(RemoteChange.Present.class);
        assertThat(titles(present(told, choir))).containsExactly("Choir, with guests");
        assertThat(titles(present(told, band))).containsExactly("Band, acoustic");
        assertThat(told.present()).hasSize(10);
    }

    @Test
    void scenario_21_a_full_round_and_a_fetch_agree_on_the_version() {
        var series = desk.google.person().create(SimulatedGoogle.SAM, WEEKLY);
        edit(instance(series, 1), "{\"summary\": \"Choir, with guests\"}");
        desk.google.person().delete(SimulatedGoogle.SAM, instance(series, 2));

        assertThat(desk.provider.fetch(account, calendar, series))
                .contains(present(everything(), series));
    }

    @Test
    void scenario_22_a_new_rule_drops_the_exceptions_that_it_does_not_have() {
        var series = desk.google.person().create(SimulatedGoogle.SAM, WEEKLY);
        edit(instance(series, 1), "{\"summary\": \"Choir, with guests\"}");
        edit(instance(series, 2), "{\"summary\": \"Choir, alone\"}");
        var cursor = everything().cursor();

        edit(series, "{\"recurrence\": [\"RRULE:FREQ=WEEKLY;INTERVAL=2;COUNT=5\"]}");

        var content = present(since(cursor), series).content();
        assertThat(content.overrides()).hasSize(1);
        assertThat(content.overrides().getFirst().originalStart())
                .isEqualTo(at("2026-12-15T18:00"));
        assertThat(content.exclusions()).isEmpty();
    }

    @Test
    void a_deleted_series_is_removed_with_all_its_exceptions() {
        var series = desk.google.person().create(SimulatedGoogle.SAM, WEEKLY);
        edit(instance(series, 1), "{\"summary\": \"Choir, with guests\"}");
        var cursor = everything().cursor();
        desk.google.person().delete(SimulatedGoogle.SAM, series);

        var told = since(cursor);

        assertThat(told.present()).isEmpty();
        assertThat(told.changes()).contains(new RemoteChange.Removed(series, true));
    }

    @Test
    void scenario_30_what_moves_to_another_calendar_leaves_one_and_comes_to_the_other() {
        var family = GoogleDesk.calendar(SimulatedGoogle.FAMILY, Rights.OWNER);
        var event = single("Dentist");
        var here = everything().cursor();
        var there = Told.round(desk.provider, account, family, Told.EVERYTHING).cursor();

        desk.google.person().move(SimulatedGoogle.SAM, event, SimulatedGoogle.FAMILY);

        assertThat(since(here).changes()).contains(new RemoteChange.Removed(event, true));
        assertThat(
                        Told.round(desk.provider, account, family, new Resume.Since(there))
                                .present()
                                .keySet())
                .containsExactly(event);
    }

    @Test
    void scenario_32_a_token_that_expires_between_pages_breaks_nothing() {
        for (var i = 0; i < 7; i++) {
            single("Event " + i);
        }
        var seen = new HashSet<String>();
        var resume = Told.EVERYTHING;
        while (true) {
            var page = desk.provider.changes(account, calendar, resume);
            page.changes().forEach(change -> seen.add(change.object()));
            desk.google.expireAccessTokens();
            if (page.continuation() instanceof ChangePage.More(var next)) {
                resume = new Resume.Next(next);
            } else {
                break;
            }
        }
        assertThat(seen).hasSize(7);
    }

    @Test
    void scenario_39_a_storm_of_limits_is_told_and_lost_nothing() {
        single("One");
        var cursor = everything().cursor();
        single("Two");
        desk.google.faults().plan(GoogleFaults.userRateLimit(), 1);
        desk.google
                .faults()
                .plan(
                        GoogleFaults.tooManyRequests(java.util.Optional.of(Duration.ofSeconds(31))),
                        1);

        fails(() -> since(cursor), ProviderFailure.Throttled.class);
        assertThatThrownBy(() -> since(cursor))
                .isInstanceOfSatisfying(
                        ProviderFailed.class,
                        failed ->
                                assertThat(failed.failure())
                                        .isEqualTo(
                                                new ProviderFailure.Throttled(
                                                        java.util.Optional.of(
                                                                Duration.ofSeconds(31)),
                                                        ProviderFailure.Extent.PROJECT,
                                                        "Google answered 429 rateLimitExceeded")));
        assertThat(since(cursor).present()).hasSize(1);
    }

    @Test
    void a_calendar_that_its_user_hides_from_the_list_is_not_gone() {
        var before = desk.provider.calendars(account);
        desk.google.person().hide(SimulatedGoogle.SAM);

        assertThat(desk.provider.calendars(account)).isEqualTo(before);
    }

    @Test
    void an_invitation_to_one_occurrence_stands_alone() {
        // the series is on somebody else's calendar
        var series = desk.google.person().create(SimulatedGoogle.KIM, WEEKLY);
        var invited = series + "_20261208T170000Z";
        desk.google.person().invite(SimulatedGoogle.KIM, invited, SimulatedGoogle.SAM);

        var told = everything();

        assertThat(told.present().keySet()).containsExactly(invited);
        assertThat(told.present().get(invited))
                .isNotNull()
                .satisfies(one -> {
                    assertThat(one.content().recurrence()).isEmpty();
                    assertThat(one.standing()).isEqualTo(RemoteObject.Standing.INVITED);
                });
        assertThat(desk.provider.fetch(account, calendar, invited))
                .contains(present(told, invited));
    }

    @Test
    void a_calendar_that_is_not_shared_any_more_deletes_nothing() {
        var family = GoogleDesk.calendar(SimulatedGoogle.FAMILY, Rights.OWNER);
        var event = desk.google.person().create(SimulatedGoogle.FAMILY, WEEKLY);
        var known = desk.provider.fetch(account, family, event).orElseThrow();
        var cursor = Told.round(desk.provider, account, family, Told.EVERYTHING).cursor();
        desk.google.person().unshare(SimulatedGoogle.FAMILY);

        fails(
                () -> desk.provider.changes(account, family, new Resume.Since(cursor)),
                ProviderFailure.CalendarGone.class);
        fails(
                () -> desk.provider.fetch(account, family, event),
                ProviderFailure.CalendarGone.class);
        fails(
                () -> desk.provider.delete(account, family, known),
                ProviderFailure.CalendarGone.class);
        fails(
                () -> desk.provider.update(account, family, known, known.content()),
                ProviderFailure.CalendarGone.class);
    }

    @Test
    void of_a_calendar_that_shows_only_when_somebody_is_busy_nothing_else_is_told() {
        desk.google.person().create(SimulatedGoogle.BOSS, WEEKLY);
        var boss =
                desk.provider.calendars(account).stream()
                        .filter(each -> each.id().equals(SimulatedGoogle.BOSS))
                        .findFirst()
                        .orElseThrow();

        var told = Told.round(desk.provider, account, boss, Told.EVERYTHING);

        assertThat(boss.rights()).isEqualTo(Rights.BUSY_ONLY);
        assertThat(told.present().values())
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.standing()).isEqualTo(RemoteObject.Standing.BUSY_ONLY);
                    assertThat(one.content().details().title()).isEmpty();
                    assertThat(one.content().span().localStart()).isEqualTo(at("2026-12-01T18:00"));
                });
    }

    @Test
    void what_a_calendar_has_that_may_only_be_read_is_not_less_its_own() {
        desk.google.person().create(SimulatedGoogle.TEAM, WEEKLY);
        var team = GoogleDesk.calendar(SimulatedGoogle.TEAM, Rights.READER);

        assertThat(Told.round(desk.provider, account, team, Told.EVERYTHING).present().values())
                .singleElement()
                .satisfies(one -> assertThat(one.standing()).isEqualTo(RemoteObject.Standing.OURS));
    }

    @Test
    void birthdays_and_times_out_of_office_are_read_only() {
        for (var type : List.of("birthday", "outOfOffice", "focusTime", "workingLocation")) {
            desk.google
                    .person()
                    .create(
                            SimulatedGoogle.SAM,
                            """
                            {"summary": "%s", "eventType": "%1$s",
                             "start": {"date": "2026-12-24"}, "end": {"date": "2026-12-25"}}
                            """
                                    .formatted(type));
        }

        assertThat(everything().present().values())
                .hasSize(4)
                .allSatisfy(one ->
                        assertThat(one.standing()).isEqualTo(RemoteObject.Standing.READ_ONLY));
    }

    @Test
    void what_cannot_be_read_is_told_and_the_rest_stands() {
        var odd =
                desk.google
                        .person()
                        .create(
                                SimulatedGoogle.SAM,
                                WEEKLY.replace(
                                        "\"RRULE:FREQ=WEEKLY;COUNT=10\"",
                                        "\"RDATE;VALUE=PERIOD:20261202T170000Z/PT1H\","
                                                + "\"RRULE:FREQ=WEEKLY;COUNT=10\""));
        single("Plain");
        var exrule = single("Exrule");
        desk.google
                .person()
                .force(
                        SimulatedGoogle.SAM,
                        exrule,
                        "{\"recurrence\": [\"RRULE:FREQ=DAILY\", \"EXRULE:FREQ=WEEKLY\"]}");

        var told = everything();

        assertThat(told.present()).containsKey(odd).hasSize(2);
        assertThat(told.changes())
                .contains(new RemoteChange.Unreadable(exrule, "EXRULE cannot be kept"));
        fails(() -> desk.provider.fetch(account, calendar, exrule), ProviderFailure.Refused.class);
    }

    private String single(String title) {
        return desk.google
                .person()
                .create(
                        SimulatedGoogle.SAM,
                        """
                        {"summary": "%s", "start": {"date": "2026-12-24"}, "end": {"date": "2026-12-25"}}
                        """
                                .formatted(title));
    }

    private void edit(String id, String patch) {
        desk.google.person().edit(SimulatedGoogle.SAM, id, patch);
    }

    private String instance(String series, int index) {
        return desk.google.person().instances(SimulatedGoogle.SAM, series, 20).get(index);
    }

    private Told everything() {
        return Told.round(desk.provider, account, calendar, Told.EVERYTHING);
    }

    private Told since(String cursor) {
        return Told.round(desk.provider, account, calendar, new Resume.Since(cursor));
    }

    private static RemoteObject present(Told told, String id) {
        assertThat(told.present()).containsKey(id);
        return java.util.Objects.requireNonNull(told.present().get(id));
    }

    private static List<String> titles(RemoteObject object) {
        return object.content().overrides().stream()
                .map(ImportedOverride::details)
                .map(almanac.entry.Details::title)
                .toList();
    }

    private static LocalDateTime at(String time) {
        return LocalDateTime.parse(time);
    }

    private static Resume more(ChangePage page) {
        return page.continuation() instanceof ChangePage.More(var next)
                ? new Resume.Next(next)
                : new Resume.Since("no more");
    }

    static void fails(Runnable call, Class<? extends ProviderFailure> kind) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        ProviderFailed.class,
                        failed -> assertThat(failed.failure()).isInstanceOf(kind));
    }
}
