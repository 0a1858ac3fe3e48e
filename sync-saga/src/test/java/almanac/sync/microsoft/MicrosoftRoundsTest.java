package almanac.sync.microsoft;

import static almanac.sync.microsoft.Entries.single;
import static almanac.sync.microsoft.Entries.with;
import static almanac.sync.microsoft.Failures.assertFailure;
import static org.assertj.core.api.Assertions.assertThat;

import almanac.entry.Change;
import almanac.simulated.Faults;
import almanac.simulated.Simulator;
import almanac.simulated.microsoft.SimulatedMicrosoft;
import almanac.sync.provider.ChangePage.More;
import almanac.sync.provider.Draft;
import almanac.sync.provider.ProviderFailed;
import almanac.sync.provider.ProviderFailure;
import almanac.sync.provider.ProviderFailure.Throttled;
import almanac.sync.provider.RemoteChange;
import almanac.sync.provider.RemoteObject;
import almanac.sync.provider.Resume;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Rounds and what goes wrong in them: scenarios 14 to 17, 30 to 33, 36, 39 of providers.md. */
final class MicrosoftRoundsTest {

    private static final String HOLIDAY =
            """
            {"subject": "Holiday",
             "start": {"dateTime": "2026-12-24T09:00:00", "timeZone": "UTC"},
             "end": {"dateTime": "2026-12-24T10:00:00", "timeZone": "UTC"}}
            """;

    private final Outlook outlook = new Outlook();

    @AfterEach
    void close() {
        outlook.close();
    }

    private String add(String title) {
        return outlook.adds(single(title));
    }

    private HashSet<String> many(int count) {
        var ids = new HashSet<String>();
        for (var i = 0; i < count; i++) {
            ids.add(add("Event " + i));
        }
        return ids;
    }

    @Test
    void scenario_14_a_lost_sync_state_is_told_in_each_of_its_forms() {
        add("Event");
        for (var code : List.of("SyncStateNotFound", "syncStateInvalid", "resyncRequired")) {
            var cursor = outlook.round(Outlook.EVERYTHING).cursor();
            outlook.simulator.expireDeltaTokens(code);

            assertFailure(
                    () -> outlook.round(new Resume.Since(cursor)),
                    ProviderFailure.CursorExpired.class);
        }
        var cursor = outlook.round(Outlook.EVERYTHING).cursor();
        outlook.simulator.expireDeltaTokens();
        assertFailure(
                () -> outlook.round(new Resume.Since(cursor)), ProviderFailure.CursorExpired.class);
    }

    @Test
    void scenario_15_a_token_that_dies_again_and_again_costs_a_full_round_each_time() {
        var id = add("Event");
        for (var i = 0; i < 5; i++) {
            var cursor = outlook.round(Outlook.EVERYTHING).cursor();
            outlook.forgetCursors();
            assertFailure(
                    () -> outlook.round(new Resume.Since(cursor)),
                    ProviderFailure.CursorExpired.class);
            assertThat(outlook.round(Outlook.EVERYTHING).present()).containsExactly(id);
        }
    }

    @Test
    void a_cursor_that_is_none_of_ours_asks_for_a_full_round() {
        assertFailure(
                () -> outlook.round(new Resume.Since("nonsense")),
                ProviderFailure.CursorExpired.class);
    }

    @Test
    void scenario_16_a_page_that_expired_asks_for_a_full_round() {
        many(401);
        var first =
                outlook.provider().changes(outlook.account, outlook.calendar(), Outlook.EVERYTHING);
        outlook.forgetCursors();

        assertFailure(
                () ->
                        outlook.provider()
                                .changes(
                                        outlook.account,
                                        outlook.calendar(),
                                        new Resume.Next(((More) first.continuation()).page())),
                ProviderFailure.CursorExpired.class);
    }

    @Test
    void scenario_17_an_empty_page_with_a_continuation_ends_nothing() {
        var ids = many(401);

        var round = outlook.round(Outlook.EVERYTHING);

        assertThat(round.present()).isEqualTo(ids);
        assertThat(round.pages()).isGreaterThan(3);
    }

    @Test
    void scenario_4_what_is_not_yet_visible_comes_with_a_later_round() {
        var cursor = outlook.round(Outlook.EVERYTHING).cursor();
        outlook.alex.holdBack();
        var created = outlook.create("opera1", single("Late"));

        var early = outlook.round(new Resume.Since(cursor));
        assertThat(early.changes()).isEmpty();
        outlook.alex.letThrough();

        assertThat(outlook.round(new Resume.Since(early.cursor())).changes())
                .containsExactly(new RemoteChange.Present(created));
    }

    @Test
    void scenario_30_an_event_dragged_to_another_calendar_is_gone_from_this_one() {
        var id = add("Event");
        var cursor = outlook.round(Outlook.EVERYTHING).cursor();
        outlook.alex.move(id, "Calendar");

        assertThat(outlook.round(new Resume.Since(cursor)).removed()).containsExactly(id);
        assertThat(outlook.fetch(id)).isEmpty();
        assertThat(
                        outlook.provider()
                                .fetch(outlook.account, outlook.calendar("Calendar"), id)
                                .map(RemoteObject::id))
                .contains(id);
    }

    @Test
    void scenario_30_a_calendar_that_goes_by_two_ids_keeps_its_events() {
        var id = add("Event");
        tamperingWith("calendars\\('[^']*'\\)", "calendars('AQMk')");

        assertThat(outlook.fetch(id)).isPresent();
    }

    @Test
    void scenario_30_of_an_event_that_names_no_calendar_the_list_tells() {
        var stays = add("Stays");
        var leaves = add("Leaves");
        outlook.alex.move(leaves, "Calendar");
        tamperingWith("calendar@odata.navigationLink", "of.no.meaning");

        assertThat(outlook.fetch(stays)).isPresent();
        assertThat(outlook.fetch(leaves)).isEmpty();
    }

    private void tamperingWith(String pattern, String replacement) {
        outlook.tampering =
                answer ->
                        new Simulator.Response(
                                answer.status(),
                                answer.headers(),
                                answer.body().replaceAll(pattern, replacement),
                                answer.cut());
    }

    @Test
    void scenario_31_what_left_the_window_is_not_certainly_gone() {
        var id = add("Event");
        var cursor = outlook.round(Outlook.EVERYTHING).cursor();
        outlook.alex.edit(
                id,
                """
                {"start":{"dateTime":"2030-01-01T10:00:00","timeZone":"UTC"},
                 "end":{"dateTime":"2030-01-01T11:00:00","timeZone":"UTC"}}
                """);

        var round = outlook.round(new Resume.Since(cursor));

        assertThat(round.changes()).containsExactly(new RemoteChange.Removed(id, false));
        assertThat(outlook.fetch(id)).isPresent();
    }

    @Test
    void scenario_32_an_access_token_that_ends_between_pages_is_renewed_once() {
        var ids = many(401);
        var first =
                outlook.provider().changes(outlook.account, outlook.calendar(), Outlook.EVERYTHING);
        outlook.simulator.expireAccessTokens();

        var rest = outlook.round(new Resume.Next(((More) first.continuation()).page()));

        assertThat(rest.present()).isSubsetOf(ids).isNotEmpty();
        assertThat(outlook.account.renewals).isEqualTo(1);
    }

    @Test
    void scenario_32_a_creation_with_a_token_that_has_ended_says_everything_the_second_time() {
        var wanted = with(single("Created"), new Change.Location(Optional.of("Room 4")));
        var calendar = outlook.calendar();
        outlook.simulator.expireAccessTokens();

        var created =
                outlook.provider().create(outlook.account, calendar, new Draft("opera1", wanted));

        assertThat(outlook.account.renewals).isEqualTo(1);
        assertThat(created.content().details()).isEqualTo(wanted.details());
        assertThat(created.content().span()).isEqualTo(wanted.span());
    }

    @Test
    void scenario_33_a_revoked_grant_needs_the_user() {
        outlook.calendar();
        outlook.simulator.revoke(SimulatedMicrosoft.ALEX);

        assertFailure(outlook::calendar, ProviderFailure.Reauthorize.class);
    }

    @Test
    void scenario_36_two_accounts_of_microsoft_see_their_own_calendars() {
        var id = add("Alex's");
        var sam = outlook.account(SimulatedMicrosoft.SAM);

        assertThat(outlook.provider().calendars(sam))
                .extracting(each -> each.id())
                .doesNotContain(outlook.calendar().id());
        assertFailure(
                () -> outlook.provider().changes(sam, outlook.calendar(), Outlook.EVERYTHING),
                ProviderFailure.CalendarGone.class);
        assertThat(outlook.provider().fetch(sam, outlook.calendar(), id)).isEmpty();
    }

    @Test
    void scenario_39_each_refusal_says_how_long_to_wait_and_is_asked_once() {
        var calendar = outlook.calendar();
        var body = "{\"error\":{\"code\":\"MailboxConcurrency\",\"message\":\"too many\"}}";
        for (var status : List.of(429, 503)) {
            var requests = outlook.simulator.requests().size();
            var fault = new Faults.Status(status, Optional.of(Duration.ofSeconds(400)), body);
            outlook.simulator.faults().plan(fault, 1);

            assertThat(
                            failure(() ->
                                    outlook.provider()
                                            .changes(
                                                    outlook.account, calendar, Outlook.EVERYTHING)))
                    .isInstanceOfSatisfying(
                            Throttled.class,
                            wait -> assertThat(wait.after()).contains(Duration.ofSeconds(400)));
            assertThat(outlook.simulator.requests()).hasSize(requests + 1);
        }
    }

    @Test
    void a_refused_creation_is_sent_once() {
        var calendar = outlook.calendar();
        outlook.simulator
                .faults()
                .plan(new Faults.Status(503, Optional.of(Duration.ofSeconds(1)), "{}"), 1);
        var requests = outlook.simulator.requests().size();

        assertFailure(
                () ->
                        outlook.provider()
                                .create(
                                        outlook.account,
                                        calendar,
                                        new almanac.sync.provider.Draft("opera2", single("x"))),
                Throttled.class);

        assertThat(outlook.simulator.requests()).hasSize(requests + 1);
    }

    @Test
    void an_unshared_calendar_is_told_from_a_deleted_event() {
        var id = add("Event");
        var calendar = outlook.calendar();
        outlook.alex.unshare("Team");

        assertFailure(
                () -> outlook.provider().changes(outlook.account, calendar, Outlook.EVERYTHING),
                ProviderFailure.CalendarGone.class);
        assertFailure(
                () ->
                        outlook.provider()
                                .create(
                                        outlook.account,
                                        calendar,
                                        new almanac.sync.provider.Draft("opera3", single("x"))),
                ProviderFailure.CalendarGone.class);
        assertThat(id).isNotEmpty();
    }

    @Test
    void a_calendar_that_may_only_be_read_says_so() {
        var holidays = outlook.calendar("Holidays");
        var id = outlook.alex.add("Holidays", HOLIDAY);

        assertThat(holidays.rights().write()).isFalse();
        assertThat(outlook.provider().fetch(outlook.account, holidays, id).orElseThrow().standing())
                .as("of what may be done with it once it may be written")
                .isEqualTo(RemoteObject.Standing.OURS);
        assertFailure(
                () ->
                        outlook.provider()
                                .create(
                                        outlook.account,
                                        holidays,
                                        new almanac.sync.provider.Draft("opera4", single("x"))),
                ProviderFailure.Forbidden.class);
    }

    @Test
    void a_continuation_on_a_foreign_host_is_refused_before_the_token_goes_there() {
        add("Event");
        outlook.tampering = body(text -> text.replace("http://127.0.0.1:", "http://evil.example:"));
        assertFailure(() -> outlook.round(Outlook.EVERYTHING), ProviderFailure.Refused.class);
        outlook.tampering = UnaryOperator.identity();

        var cursor = outlook.round(Outlook.EVERYTHING).cursor();
        assertFailure(
                () -> outlook.round(new Resume.Since(cursor.replace("127.0.0.1", "evil.example"))),
                ProviderFailure.Refused.class);
        assertFailure(
                () -> outlook.round(new Resume.Since(cursor.replace("http://", "http://a@"))),
                ProviderFailure.Refused.class);
    }

    @Test
    void a_redirect_is_not_followed() {
        var calendar = outlook.calendar();
        var elsewhere = new java.util.ArrayList<Simulator.Request>();
        try (var other =
                almanac.simulated.SimulatorServer.start(request -> {
                    elsewhere.add(request);
                    return Simulator.Response.json(200, "{\"value\":[]}");
                })) {
            outlook.tampering = redirect(other.root());

            assertFailure(
                    () -> outlook.provider().changes(outlook.account, calendar, Outlook.EVERYTHING),
                    ProviderFailure.class);
        }
        assertThat(elsewhere).isEmpty();
    }

    private static UnaryOperator<Simulator.Response> redirect(URI to) {
        return answer ->
                new Simulator.Response(
                        307, List.of(Map.entry("Location", to.toString())), "", false);
    }

    private static UnaryOperator<Simulator.Response> body(UnaryOperator<String> edit) {
        return answer ->
                new Simulator.Response(
                        answer.status(), answer.headers(), edit.apply(answer.body()), answer.cut());
    }

    @Test
    void a_truncated_answer_is_no_answer() {
        many(20);
        var calendar = outlook.calendar();
        outlook.simulator.faults().plan(new Faults.Truncated(), 1);
        assertFailure(
                () -> outlook.provider().changes(outlook.account, calendar, Outlook.EVERYTHING),
                ProviderFailure.Unreachable.class);

        outlook.tampering = body(text -> text.substring(0, text.length() / 2));
        assertFailure(
                () -> outlook.provider().changes(outlook.account, calendar, Outlook.EVERYTHING),
                ProviderFailure.Unreachable.class);
    }

    @Test
    void an_answer_that_does_not_come_is_waited_for_as_long_as_configured() {
        var never = new CountDownLatch(1);
        try (var patient = new Outlook(Duration.ofMillis(300))) {
            var calendar = patient.calendar();
            patient.tampering =
                    answer -> {
                        await(never);
                        return answer;
                    };

            assertFailure(
                    () -> patient.provider().changes(patient.account, calendar, Outlook.EVERYTHING),
                    ProviderFailure.Unreachable.class);
            never.countDown();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void a_copy_made_in_outlook_is_another_object_and_not_ours() {
        var created = outlook.create("opera5", single("One"));
        var copy = outlook.alex.copy(created.id());

        assertThat(outlook.fetch(copy))
                .hasValueSatisfying(it -> assertThat(it.operation()).isEmpty());
        assertThat(outlook.create("opera5", single("One")).id()).isEqualTo(created.id());
    }

    @Test
    void scenario_10_a_duplicate_that_outlook_refuses_is_found_by_its_mark_and_no_copy_is_taken() {
        outlook.alex.refuseDuplicates();
        var created = outlook.create("opera7", single("One"));
        outlook.alex.copy(created.id());

        assertThat(outlook.create("opera7", single("One")).id()).isEqualTo(created.id());
        assertThat(outlook.counts()).isEqualTo(2);
    }

    @Test
    void a_request_whose_answer_is_lost_is_not_sent_again() {
        var calendar = outlook.calendar();
        outlook.calendar();
        var requests = outlook.simulator.requests().size();
        outlook.loseNextAnswer();

        assertFailure(
                () -> outlook.provider().changes(outlook.account, calendar, Outlook.EVERYTHING),
                ProviderFailure.Unreachable.class);

        assertThat(outlook.simulator.requests()).hasSize(requests + 1);
    }

    @Test
    void no_request_is_batched() {
        outlook.create("opera6", single("One"));
        outlook.round(Outlook.EVERYTHING);

        assertThat(outlook.simulator.requests()).noneMatch(each -> each.contains("$batch"));
    }

    private static ProviderFailure failure(Runnable call) {
        try {
            call.run();
            throw new AssertionError("it did not fail");
        } catch (ProviderFailed failed) {
            return failed.failure();
        }
    }
}
