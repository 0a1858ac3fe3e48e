package almanac.sync.google;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import almanac.connection.ExternalCalendar.Rights;
import almanac.entry.Change;
import almanac.entry.Details;
import almanac.entry.ImportedEntry;
import almanac.entry.ImportedEntry.ImportedOverride;
import almanac.entry.Recurrence;
import almanac.entry.Status;
import almanac.recurrence.Rule;
import almanac.simulated.Faults;
import almanac.simulated.google.GoogleFaults;
import almanac.simulated.google.SimulatedGoogle;
import almanac.sync.provider.Account;
import almanac.sync.provider.Draft;
import almanac.sync.provider.ProviderFailed;
import almanac.sync.provider.ProviderFailure;
import almanac.sync.provider.RemoteCalendar;
import almanac.sync.provider.RemoteObject;
import almanac.sync.provider.Resume;
import almanac.time.End;
import almanac.time.Span;
import com.google.api.services.calendar.model.Event;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Writing objects to a calendar. */
final class GoogleWritesTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final LocalDateTime START = LocalDateTime.parse("2026-12-01T18:00");

    private final GoogleDesk desk = new GoogleDesk();
    private final Account account = desk.account();
    private final RemoteCalendar calendar = GoogleDesk.primary();

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void scenario_10_a_creation_with_exceptions_whose_answer_was_lost_is_completed() {
        var wanted = with(weekly(), List.of(at(2)), List.of(moved(1, "Late")));
        desk.google.faults().plan(new Faults.LostAnswer(), 1);
        GoogleRoundsTest.fails(() -> create("creation", wanted), ProviderFailure.Unreachable.class);

        var adopted = create("creation", wanted);

        assertThat(events()).containsExactly("creation");
        assertThat(adopted.content().overrides()).isEqualTo(wanted.overrides());
        assertThat(adopted.content().exclusions()).isEqualTo(wanted.exclusions());
        assertThat(fetched(adopted)).isEqualTo(adopted);
    }

    @Test
    void scenario_10_each_write_of_a_creation_may_lose_its_answer() {
        var wanted = with(weekly(), List.of(at(2)), List.of(moved(1, "Late"), moved(4, "Later")));
        // insert, (instances), first exception, second exception
        for (var lost : List.of(0, 2, 3)) {
            var operation = "creation" + lost;
            passFaults(lost);
            GoogleRoundsTest.fails(
                    () -> create(operation, wanted), ProviderFailure.Unreachable.class);
            desk.google.faults().clear();

            var again = create(operation, wanted);

            assertThat(again.content().overrides())
                    .as("answer %d lost", lost)
                    .isEqualTo(wanted.overrides());
            assertThat(again.content().exclusions()).isEqualTo(wanted.exclusions());
        }
        assertThat(events()).hasSize(3);
    }

    @Test
    void scenario_10_what_a_person_edits_before_the_second_attempt_is_seen_as_their_edit() {
        desk.google.faults().plan(new Faults.LostAnswer(), 1);
        GoogleRoundsTest.fails(
                () -> create("creation", single()), ProviderFailure.Unreachable.class);
        desk.google.person().edit(SimulatedGoogle.SAM, "creation", "{\"summary\": \"Theirs\"}");

        var adopted = create("creation", single());

        // what we made is answered, in a version that stands no more
        assertThat(adopted.content().details().title()).isEqualTo("Choir");
        assertThat(adopted.version()).isNotEqualTo(fetched(adopted).version());
        assertThat(fetched(adopted).content().details().title()).isEqualTo("Theirs");
        GoogleRoundsTest.fails(
                () -> update(adopted, titled(single(), "Ours")), ProviderFailure.Changed.class);
    }

    @Test
    void what_was_created_and_deleted_since_is_created_under_another_id() {
        desk.google.faults().plan(new Faults.LostAnswer(), 1);
        GoogleRoundsTest.fails(
                () -> create("creation", single()), ProviderFailure.Unreachable.class);
        desk.google.person().delete(SimulatedGoogle.SAM, "creation");
        desk.google.faults().plan(new Faults.LostAnswer(), 0);

        var first = create("creation", single());
        var second = create("creation", single());

        assertThat(events()).containsExactly(first.id());
        assertThat(second).isEqualTo(first);
        assertThat(first.operation()).contains("creation");
    }

    @Test
    void an_event_of_somebody_else_with_our_id_is_not_adopted() {
        desk.google
                .person()
                .create(
                        SimulatedGoogle.SAM,
                        """
                        {"id": "creation", "summary": "Theirs", "start": {"date": "2026-12-24"},
                         "end": {"date": "2026-12-25"}}
                        """);

        GoogleRoundsTest.fails(() -> create("creation", single()), ProviderFailure.Refused.class);
    }

    @Test
    void a_copied_event_is_another_object_and_not_our_creation() {
        var created = create("creation", single());
        var copy = desk.google.person().copy(SimulatedGoogle.SAM, created.id());

        var copied = desk.provider.fetch(account, calendar, copy).orElseThrow();

        assertThat(created.operation()).contains("creation");
        assertThat(copied.operation()).isEmpty();
        assertThat(copied.content().details()).isEqualTo(created.content().details());
    }

    @Test
    void scenario_19_exceptions_are_written_to_the_instances_that_google_names() {
        var created = create("creation", weekly());
        var wanted =
                with(weekly(), List.of(at(2), at(5)), List.of(moved(1, "Late"), moved(7, "Last")));

        var updated = update(created, wanted);

        assertThat(updated.content().overrides()).isEqualTo(wanted.overrides());
        assertThat(updated.content().exclusions()).isEqualTo(wanted.exclusions());
        assertThat(fetched(updated)).isEqualTo(updated);
        assertThat(desk.google.person().instances(SimulatedGoogle.SAM, created.id(), 20))
                .hasSize(8);
    }

    @Test
    void scenario_19_an_excluded_occurrence_can_come_back() {
        var byRule = create("creation", with(weekly(), List.of(at(2), at(3)), List.of()));
        var byInstance = update(byRule, with(weekly(), List.of(at(2), at(3), at(5)), List.of()));

        var back = update(byInstance, with(weekly(), List.of(at(3)), List.of(moved(5, "Back"))));

        assertThat(back.content().exclusions()).containsExactly(at(3));
        assertThat(back.content().overrides()).containsExactly(moved(5, "Back"));
        assertThat(update(back, weekly()).content().exclusions()).isEmpty();
        assertThat(update(fetched(back), weekly()).content().overrides()).isEmpty();
    }

    @Test
    void scenario_20_this_and_following_from_here_is_an_end_and_a_new_series() {
        var created = create("creation", weekly());
        var ended =
                new ImportedEntry(
                        weekly().uid(),
                        weekly().details(),
                        weekly().span(),
                        Optional.of(
                                Recurrence.of(
                                        Rule.parse("FREQ=WEEKLY")
                                                .withUntil(at(3).minusSeconds(1)))),
                        List.of(),
                        List.of());

        var old = update(created, ended);
        create("sequel", titled(weekly(), "Choir, new hall"));

        assertThat(old.content().recurrence().orElseThrow().rule().orElseThrow().text())
                .isEqualTo("FREQ=WEEKLY;UNTIL=20261222T165959Z");
        assertThat(desk.google.person().instances(SimulatedGoogle.SAM, created.id(), 20))
                .hasSize(3);
        assertThat(events()).hasSize(2);
    }

    @Test
    void scenario_20_what_google_splits_off_is_not_what_we_made() {
        var made = new Event().setId("creation");
        var again = new Event().setId("creation1");
        var tail = new Event().setId("creation_R20261222T170000");
        var copy = new Event().setId("7kq2m0f5v1");
        for (var each : List.of(made, again, tail, copy)) {
            each.setExtendedProperties(
                    new Event.ExtendedProperties()
                            .setPrivate(Map.of(GoogleEntryReader.MARK, "creation")));
        }

        assertThat(List.of(made, again, tail, copy))
                .extracting(GoogleEntryReader::operation)
                .containsExactly(
                        Optional.of("creation"),
                        Optional.of("creation"),
                        Optional.empty(),
                        Optional.empty());
    }

    @Test
    void scenario_22_a_rule_change_takes_the_exceptions_that_stay() {
        var created =
                create(
                        "creation",
                        with(weekly(), List.of(), List.of(moved(1, "One"), moved(2, "Two"))));
        var every2 =
                new ImportedEntry(
                        weekly().uid(),
                        weekly().details(),
                        weekly().span(),
                        Optional.of(Recurrence.of(Rule.parse("FREQ=WEEKLY;INTERVAL=2;COUNT=5"))),
                        List.of(at(4)),
                        List.of(moved(2, "Two")));

        var updated = update(created, every2);

        assertThat(updated.content().overrides()).containsExactly(moved(2, "Two"));
        assertThat(updated.content().exclusions()).containsExactly(at(4));
        assertThat(updated.content().recurrence()).isEqualTo(every2.recurrence());
        assertThat(fetched(updated)).isEqualTo(updated);
    }

    @Test
    void an_exception_keeps_what_is_its_own_when_its_series_changes() {
        var created = create("creation", with(weekly(), List.of(), List.of(moved(1, "Late"))));
        var hall = new Change.Location(Optional.of("Hall"));
        var wanted =
                new ImportedEntry(
                        weekly().uid(),
                        weekly().details().with(hall),
                        weekly().span(),
                        weekly().recurrence(),
                        List.of(),
                        List.of(
                                new ImportedOverride(
                                        at(1),
                                        moved(1, "Late").details().with(hall),
                                        moved(1, "Late").span())));

        var updated = update(created, wanted);

        assertThat(updated.content().overrides()).isEqualTo(wanted.overrides());
        assertThat(fetched(updated)).isEqualTo(updated);
    }

    @Test
    void an_exception_that_a_person_changed_is_a_change_of_the_object() {
        var created = create("creation", with(weekly(), List.of(), List.of(moved(1, "Late"))));
        var second = desk.google.person().instances(SimulatedGoogle.SAM, created.id(), 20).get(4);
        desk.google.person().edit(SimulatedGoogle.SAM, second, "{\"summary\": \"Theirs\"}");

        GoogleRoundsTest.fails(
                () -> update(created, titled(created.content(), "Ours")),
                ProviderFailure.Changed.class);
        GoogleRoundsTest.fails(
                () -> desk.provider.delete(account, calendar, created),
                ProviderFailure.Changed.class);
        assertThat(fetched(created).content().details().title()).isEqualTo("Choir");
    }

    @Test
    void scenario_23_what_google_cannot_repeat_is_refused_before_anything_is_sent() {
        var hourly =
                new ImportedEntry(
                        "u",
                        Details.titled("Pill"),
                        span(START),
                        Optional.of(Recurrence.of(Rule.parse("FREQ=HOURLY;COUNT=4"))),
                        List.of(),
                        List.of());
        var created = create("creation", single());
        var requests = desk.google.requests().size();

        GoogleRoundsTest.fails(() -> create("hourly", hourly), ProviderFailure.Unsupported.class);
        GoogleRoundsTest.fails(() -> update(created, hourly), ProviderFailure.Unsupported.class);

        assertThat(desk.google.requests()).hasSize(requests);
    }

    @Test
    void a_single_entry_can_become_a_series_and_come_back() {
        var created = create("creation", single());

        var series = update(created, with(weekly(), List.of(at(2)), List.of(moved(1, "Late"))));
        assertThat(series.content().recurrence()).isEqualTo(weekly().recurrence());
        assertThat(series.content().exclusions()).containsExactly(at(2));
        assertThat(series.content().overrides()).containsExactly(moved(1, "Late"));

        var back = update(series, single());
        assertThat(back.content().recurrence()).isEmpty();
        assertThat(fetched(back)).isEqualTo(back);
    }

    @Test
    void what_we_do_not_model_stays_as_it_is() {
        var id =
                desk.google
                        .person()
                        .create(
                                SimulatedGoogle.SAM,
                                """
                                {"summary": "Call", "visibility": "private", "transparency": "transparent",
                                 "reminders": {"useDefault": false, "overrides": [{"method": "popup", "minutes": 7}]},
                                 "conferenceData": {"conferenceId": "abc"}, "guestsCanInviteOthers": false,
                                 "extendedProperties": {"private": {"theirs": "kept"}},
                                 "start": {"dateTime": "2026-12-01T18:00:00", "timeZone": "Europe/Berlin"},
                                 "end": {"dateTime": "2026-12-01T19:00:00", "timeZone": "Europe/Berlin"}}
                                """);
        var known = desk.provider.fetch(account, calendar, id).orElseThrow();

        update(
                known,
                ImportedEntry.single(
                        known.content().uid(),
                        known.content()
                                .details()
                                .with(new Change.Title("Call Ann"))
                                .with(new Change.Location(Optional.of("Phone"))),
                        span(START.plusDays(1))));

        assertThat(desk.google.person().show(SimulatedGoogle.SAM, id))
                .contains(
                        "Call Ann",
                        "\"visibility\":\"private\"",
                        "\"transparency\":\"transparent\"",
                        "\"minutes\":7",
                        "\"conferenceId\":\"abc\"",
                        "\"theirs\":\"kept\"");
    }

    @Test
    void only_colors_of_googles_are_written_and_others_are_left_alone() {
        var created = create("creation", colored("#5484ed"));
        assertThat(created.content().details().color()).contains("#5484ed");

        var ours = update(created, colored("#123456"));
        assertThat(ours).isEqualTo(created);

        var cleared = update(created, single());
        assertThat(cleared.content().details().color()).isEmpty();
    }

    @Test
    void a_cancelled_entry_stays_at_google_what_it_was() {
        for (var status : List.of(Status.CONFIRMED, Status.TENTATIVE)) {
            var created = create(status.name().toLowerCase(Locale.ROOT), said(status));

            assertThat(update(created, said(Status.CANCELLED))).isEqualTo(created);
        }
        assertThat(events()).hasSize(2);
    }

    @Test
    void nor_is_an_occurrence_rewritten_that_is_cancelled_here() {
        var created = create("creation", weekly());
        var cancelled =
                new ImportedOverride(
                        at(1),
                        weekly().details().with(new Change.StatusTo(Status.CANCELLED)),
                        span(at(1)));

        assertThat(update(created, with(weekly(), List.of(), List.of(cancelled))))
                .isEqualTo(created);
    }

    @Test
    void a_cancelled_entry_is_not_created_as_if_it_took_place() {
        assertThatThrownBy(() -> create("creation", said(Status.CANCELLED)))
                .isInstanceOfSatisfying(
                        ProviderFailed.class,
                        failed ->
                                assertThat(failed.failure())
                                        .isInstanceOf(ProviderFailure.Unsupported.class));
        assertThat(events()).isEmpty();
    }

    private static ImportedEntry said(Status status) {
        return ImportedEntry.single(
                "u", single().details().with(new Change.StatusTo(status)), single().span());
    }

    @Test
    void an_update_that_says_nothing_new_sends_nothing() {
        var created = create("creation", single());
        var requests = desk.google.requests().size();

        assertThat(update(created, created.content())).isEqualTo(created);

        assertThat(desk.google.requests()).hasSize(requests);
    }

    @Test
    void an_update_whose_answer_was_lost_is_told_as_changed_the_next_time() {
        var created = create("creation", single());
        desk.google.faults().plan(new Faults.LostAnswer(), 1);
        GoogleRoundsTest.fails(
                () -> update(created, titled(single(), "Ours")), ProviderFailure.Unreachable.class);

        GoogleRoundsTest.fails(
                () -> update(created, titled(single(), "Ours")), ProviderFailure.Changed.class);
        assertThat(fetched(created).content().details().title()).isEqualTo("Ours");
    }

    @Test
    void an_update_in_several_requests_that_breaks_off_is_told_as_changed_the_next_time() {
        var created = create("creation", weekly());
        var wanted =
                titled(
                        with(weekly(), List.of(at(2)), List.of(moved(1, "Late"), moved(4, "x"))),
                        "Ours");
        // read, master, instances, first exception
        passFaults(3);
        GoogleRoundsTest.fails(() -> update(created, wanted), ProviderFailure.Unreachable.class);
        desk.google.faults().clear();

        GoogleRoundsTest.fails(() -> update(created, wanted), ProviderFailure.Changed.class);
        var done = update(fetched(created), wanted);

        assertThat(done.content().overrides()).isEqualTo(wanted.overrides());
        assertThat(done.content().exclusions()).isEqualTo(wanted.exclusions());
    }

    @Test
    void writing_to_a_calendar_that_may_only_be_read_is_forbidden() {
        var team = GoogleDesk.calendar(SimulatedGoogle.TEAM, Rights.READER);

        GoogleRoundsTest.fails(
                () -> desk.provider.create(account, team, new Draft("creation", single())),
                ProviderFailure.Forbidden.class);
    }

    @Test
    void a_quota_that_is_used_up_is_told_from_a_burst() {
        desk.google.faults().plan(GoogleFaults.quotaExceeded(), 1);

        GoogleRoundsTest.fails(() -> create("creation", single()), ProviderFailure.Throttled.class);
        assertThat(create("creation", single()).id()).isEqualTo("creation");
    }

    @Test
    void our_writes_come_back_in_the_version_that_they_answered() {
        var cursor = Told.round(desk.provider, account, calendar, Told.EVERYTHING).cursor();
        var created = create("creation", weekly());
        var updated =
                update(
                        created,
                        titled(with(weekly(), List.of(at(2)), List.of(moved(1, "Late"))), "Ours"));

        var told = Told.round(desk.provider, account, calendar, new Resume.Since(cursor));

        assertThat(told.present()).containsEntry(updated.id(), updated).hasSize(1);
    }

    /** The next requests pass, and the one after them loses its answer. */
    private void passFaults(int passing) {
        desk.google.faults().plan(new Faults.Pass(), passing);
        desk.google.faults().plan(new Faults.LostAnswer(), 1);
    }

    private List<String> events() {
        return desk.google.person().events(SimulatedGoogle.SAM);
    }

    private RemoteObject create(String operation, ImportedEntry content) {
        return desk.provider.create(account, calendar, new Draft(operation, content));
    }

    private RemoteObject update(RemoteObject known, ImportedEntry wanted) {
        return desk.provider.update(account, calendar, known, wanted);
    }

    private RemoteObject fetched(RemoteObject object) {
        return desk.provider.fetch(account, calendar, object.id()).orElseThrow();
    }

    private static LocalDateTime at(int week) {
        return START.plusWeeks(week);
    }

    private static Span span(LocalDateTime start) {
        return new Span.Timed(start, BERLIN, new End.At(start.plusHours(2)));
    }

    private static ImportedOverride moved(int week, String title) {
        return new ImportedOverride(
                at(week), Details.titled(title), span(at(week).plusDays(1).plusHours(1)));
    }

    private static ImportedEntry single() {
        return ImportedEntry.single("u", Details.titled("Choir"), span(START));
    }

    private static ImportedEntry colored(String color) {
        return ImportedEntry.single(
                "u", single().details().with(new Change.Color(Optional.of(color))), span(START));
    }

    private static ImportedEntry weekly() {
        return new ImportedEntry(
                "u",
                Details.titled("Choir"),
                span(START),
                Optional.of(Recurrence.of(Rule.parse("FREQ=WEEKLY;COUNT=10"))),
                List.of(),
                List.of());
    }

    private static ImportedEntry titled(ImportedEntry entry, String title) {
        return new ImportedEntry(
                entry.uid(),
                entry.details().with(new Change.Title(title)),
                entry.span(),
                entry.recurrence(),
                entry.exclusions(),
                entry.overrides());
    }

    private static ImportedEntry with(
            ImportedEntry entry, List<LocalDateTime> exclusions, List<ImportedOverride> overrides) {
        return entry.withExceptions(new ArrayList<>(exclusions), overrides);
    }
}
