package almanac.sync.caldav;

import static almanac.sync.caldav.Asking.WORK;
import static almanac.sync.caldav.Asking.account;
import static almanac.sync.caldav.Asking.failure;
import static almanac.sync.caldav.Asking.known;
import static almanac.sync.caldav.Wire.CALENDAR;
import static org.assertj.core.api.Assertions.assertThat;

import almanac.connection.ExternalCalendar.Rights;
import almanac.entry.Answer;
import almanac.entry.Answer.Response;
import almanac.entry.Change;
import almanac.entry.Details;
import almanac.entry.ImportedEntry;
import almanac.entry.ImportedEntry.ImportedOverride;
import almanac.entry.Invitee;
import almanac.entry.MailAddress;
import almanac.entry.Organizer;
import almanac.entry.Status;
import almanac.sync.caldav.ScriptedDav.Says;
import almanac.sync.provider.Draft;
import almanac.sync.provider.Provider;
import almanac.sync.provider.ProviderFailure;
import almanac.sync.provider.ProviderFailure.CalendarGone;
import almanac.sync.provider.ProviderFailure.Changed;
import almanac.sync.provider.ProviderFailure.Extent;
import almanac.sync.provider.ProviderFailure.Forbidden;
import almanac.sync.provider.ProviderFailure.Gone;
import almanac.sync.provider.ProviderFailure.Refused;
import almanac.sync.provider.ProviderFailure.Throttled;
import almanac.sync.provider.ProviderFailure.Unreachable;
import almanac.sync.provider.RemoteObject;
import almanac.sync.provider.RemoteObject.Standing;
import almanac.time.End;
import almanac.time.Span;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayNameGeneration(ReplaceUnderscores.class)
class WritingTest {

    private static final String A = CALENDAR + "a.ics";
    private static final String OURS = CALENDAR + "oper1.ics";
    private static final MailAddress ANA = new MailAddress("ana@example.org");
    private static final MailAddress BEN = new MailAddress("ben@example.org");

    private final ScriptedDav server = Wire.server();
    private final Provider provider = Asking.provider(server);

    @AfterEach
    void stop() {
        server.close();
    }

    private static ImportedEntry content(String title) {
        var start = LocalDateTime.of(2026, 12, 7, 10, 0);
        return ImportedEntry.single(
                "u",
                Details.titled(title),
                new Span.Timed(start, ZoneId.of("Europe/Paris"), new End.At(start.plusHours(1))));
    }

    private static ImportedEntry with(ImportedEntry entry, Change... changes) {
        return new ImportedEntry(
                entry.uid(),
                entry.details().withAll(List.of(changes)),
                entry.span(),
                entry.recurrence(),
                entry.exclusions(),
                entry.overrides());
    }

    private RemoteObject create() {
        return provider.create(account(server), WORK, new Draft("oper1", content("Mine")));
    }

    private RemoteObject retitle(RemoteObject known, String title) {
        return provider.update(
                account(server), WORK, known, with(known.content(), new Change.Title(title)));
    }

    private RemoteObject standing() {
        server.on("GET", A, Wire.got("1", Wire.event("u", "Old")));
        return known(server, provider, A);
    }

    private String put() {
        return server.seen("PUT").getLast().body();
    }

    @Test
    void scenario_10_a_creation_is_sent_so_that_it_cannot_happen_twice() {
        server.on("PUT", OURS, Says.status(201).with("ETag", "\"1\""));
        server.on("GET", OURS, Wire.got("1", Wire.event("u", "Mine")));

        create();

        var put = server.seen("PUT").getFirst();
        assertThat(put.header("If-none-match")).contains("*");
        assertThat(put.header("Content-length"))
                .contains(
                        String.valueOf(
                                put.body()
                                        .getBytes(java.nio.charset.StandardCharsets.UTF_8)
                                        .length));
        assertThat(put.header("Transfer-encoding")).isEmpty();
        assertThat(put.body()).contains("X-ALMANAC-OPERATION:oper1").doesNotContain("METHOD");
    }

    @Test
    void scenario_10_a_creation_that_got_through_is_adopted_though_our_mark_was_stripped() {
        server.on("PUT", OURS, Says.status(412));
        server.on("GET", OURS, Wire.got("9", Wire.event("u", "Edited since")));

        var adopted = create();

        assertThat(adopted.content().details().title()).isEqualTo("Edited since");
        assertThat(adopted.operation()).contains("oper1");
    }

    @Test
    void what_stands_there_and_is_not_ours_is_not_adopted() {
        server.on("PUT", OURS, Says.status(412));
        server.on("GET", OURS, Wire.got("9", Wire.event("another", "Theirs")));

        failure(Refused.class, this::create);
    }

    /** DAViCal says 412 of a text that it does not like. */
    @Test
    void a_412_that_is_no_conflict_is_a_refusal() {
        server.on("PUT", OURS, Says.status(412));
        failure(Refused.class, this::create);

        var known = standing();
        server.on("PUT", A, Says.status(412));
        failure(Refused.class, () -> retitle(known, "New"));
    }

    @Test
    void a_412_after_somebody_elses_edit_is_a_conflict() {
        var known = standing();
        server.on(
                "GET",
                A,
                Wire.got("1", Wire.event("u", "Old")),
                Wire.got("2", Wire.event("u", "Theirs")));
        server.on("PUT", A, Says.status(412));

        failure(Changed.class, () -> retitle(known, "New"));
    }

    @Test
    void a_412_after_a_deletion_means_gone() {
        var known = standing();
        server.on("GET", A, Wire.got("1", Wire.event("u", "Old")), Says.status(404));
        server.on("PUT", A, Says.status(412));

        failure(Gone.class, () -> retitle(known, "New"));
    }

    /** Xandikos answers so to a second object of one UID. */
    @Test
    void a_207_with_a_403_inside_is_no_success() {
        server.on(
                "PUT",
                OURS,
                Says.multistatus(
                        "<d:response><d:href>/x</d:href><d:status>HTTP/1.1 403 Forbidden</d:status>"
                                + "<d:error><c:no-uid-conflict/></d:error></d:response>"));

        var refused = failure(Refused.class, this::create);

        assertThat(refused.detail()).contains("no-uid-conflict");
    }

    @Test
    void a_207_that_says_nothing_bad_is_no_success_either() {
        server.on("PUT", OURS, Says.multistatus(Wire.status("/x", 200)));

        failure(Unreachable.class, this::create);
    }

    @ParameterizedTest
    @ValueSource(ints = {403, 409})
    void another_object_of_the_same_uid_is_a_refusal(int status) {
        server.on("PUT", OURS, Says.error(status, "<c:no-uid-conflict/>"));

        failure(Refused.class, this::create);
    }

    @Test
    void a_calendar_that_is_gone_is_told_from_a_refusal() {
        server.on("PROPFIND", CALENDAR, Says.status(404));
        server.on("PUT", OURS, Says.status(409));

        failure(CalendarGone.class, this::create);
        failure(CalendarGone.class, () -> provider.fetch(account(server), WORK, A));
    }

    @Test
    void a_missing_right_is_forbidden_and_bad_content_refused() {
        server.on("PUT", OURS, Says.error(403, "<d:need-privileges/>"));
        failure(Forbidden.class, this::create);

        server.on("PUT", OURS, Says.error(403, "<c:valid-calendar-data/>"));
        failure(Refused.class, this::create);
    }

    @Test
    void scenario_39_a_server_without_time_or_space_is_left_alone() {
        server.on("PUT", OURS, Says.status(429).with("Retry-After", "17"));
        assertThat(failure(Throttled.class, this::create).after()).contains(Duration.ofSeconds(17));

        server.on("PUT", OURS, Says.status(507));
        assertThat(failure(Throttled.class, this::create).extent()).isEqualTo(Extent.QUOTA);

        server.on("PUT", OURS, Says.status(503));
        failure(Unreachable.class, this::create);
    }

    @Test
    void a_write_whose_answer_is_lost_is_sent_once() {
        server.on("PUT", OURS, ScriptedDav.nothing());

        failure(Unreachable.class, this::create);

        assertThat(server.seen("PUT")).hasSize(1);
    }

    @Test
    void an_update_keeps_what_it_does_not_know() {
        var known = standing();
        server.on("PUT", A, Says.status(204).with("ETag", "\"2\""));
        server.on(
                "GET",
                A,
                Wire.got("1", Wire.event("u", "Old")),
                Wire.got("2", Wire.event("u", "New")));

        var updated = retitle(known, "New");

        assertThat(updated.version()).isEqualTo("\"2\"");
        assertThat(server.seen("PUT").getFirst().header("If-match")).contains("\"1\"");
        assertThat(put())
                .contains("X-THEIRS;X-P=1:kept", "PRODID:-//Other//Other//EN", "SUMMARY:New")
                .doesNotContain("Old");
    }

    @Test
    void an_update_that_says_nothing_new_writes_nothing() {
        var known = standing();

        assertThat(retitle(known, "Old")).isEqualTo(known);

        assertThat(server.seen("PUT")).isEmpty();
    }

    /** Servers give no etag where they changed the text: without a look it would seem an edit. */
    @Test
    void an_etag_that_is_not_answered_is_got_at_once() {
        var known = standing();
        server.on("PUT", A, Says.status(204));
        var rewritten = Wire.event("u", "New").replace("X-THEIRS", "SEQUENCE:3\nX-THEIRS");
        server.on("GET", A, Wire.got("1", Wire.event("u", "Old")), Wire.got("7", rewritten));

        var updated = retitle(known, "New");

        assertThat(updated.version()).isEqualTo("\"7\"");
        assertThat(updated.content().details().people().sequence()).isEqualTo(3);
    }

    @Test
    void what_somebody_wrote_right_after_us_is_left_for_the_next_round() {
        var known = standing();
        server.on("PUT", A, Says.status(204).with("ETag", "\"2\""));
        server.on(
                "GET",
                A,
                Wire.got("1", Wire.event("u", "Old")),
                Wire.got("3", Wire.event("u", "Theirs")));

        var updated = retitle(known, "New");

        assertThat(updated.version()).isEqualTo("\"2\"");
        assertThat(updated.content().details().title()).isEqualTo("New");
    }

    @Test
    void a_new_etag_for_the_same_content_is_no_conflict() {
        var known = standing();
        server.on("PUT", A, Says.status(204).with("ETag", "\"3\""));
        server.on(
                "GET",
                A,
                Wire.got("2", Wire.event("u", "Old").replace("20261101T", "20261102T")),
                Wire.got("3", Wire.event("u", "New")));

        retitle(known, "New");

        assertThat(server.seen("PUT").getFirst().header("If-match")).contains("\"2\"");
    }

    @Test
    void a_deletion_names_the_version_and_sends_no_reply() {
        var known = standing();
        server.on("DELETE", A, Says.status(204));

        provider.delete(account(server), WORK, known);

        var delete = server.seen("DELETE").getFirst();
        assertThat(delete.header("If-match")).contains("\"1\"");
        assertThat(delete.header("Schedule-reply")).contains("F");
    }

    @Test
    void a_deletion_of_what_was_edited_is_a_conflict_and_of_a_new_etag_is_not() {
        var known = standing();
        server.on("DELETE", A, Says.status(412));
        server.on("GET", A, Wire.got("2", Wire.event("u", "Theirs")));
        failure(Changed.class, () -> provider.delete(account(server), WORK, known));

        server.on("GET", A, Wire.got("2", Wire.event("u", "Old")));
        server.on("DELETE", A, Says.status(412), Says.status(204));
        provider.delete(account(server), WORK, known);
        assertThat(server.seen("DELETE").getLast().header("If-match")).contains("\"2\"");
    }

    private static String meeting(String organizer, String lines) {
        return Wire.event("u", "Meeting")
                .replace("SUMMARY", "ORGANIZER:mailto:" + organizer + "\n" + lines + "\nSUMMARY");
    }

    private static final String INVITATION =
            meeting(
                    "ben@example.org",
                    "ATTENDEE;PARTSTAT=ACCEPTED;SCHEDULE-STATUS=2.0:mailto:ben@example.org\n"
                            + "ATTENDEE;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:mailto:Ana@example.org");

    @Test
    void scenario_27_who_is_invited_can_answer_and_nothing_else() {
        server.on("GET", A, Wire.got("1", INVITATION));
        server.on("PUT", A, Says.status(204).with("ETag", "\"1\""));
        var known = known(server, provider, A);
        assertThat(known.standing()).isEqualTo(Standing.INVITED);

        failure(Forbidden.class, () -> retitle(known, "Mine now"));
        assertThat(server.seen("PUT")).isEmpty();

        var yes = new Change.Answered(ANA, Answer.of(Response.ACCEPTED));
        provider.update(account(server), WORK, known, with(known.content(), yes));
        assertThat(put())
                .contains("PARTSTAT=ACCEPTED;RSVP=TRUE:mailto:Ana@example.org")
                .contains("ATTENDEE;PARTSTAT=ACCEPTED;SCHEDULE-STATUS=2.0:mailto:ben@example.org");
    }

    @Test
    void scenario_27_a_meeting_is_the_organizers_also_where_it_may_only_be_read_for_now() {
        server.on("GET", A, Wire.got("1", meeting("ana@example.org", "ATTENDEE:mailto:b@x.org")));
        assertThat(known(server, provider, A).standing()).isEqualTo(Standing.OURS);

        var read = provider.fetch(account(server), Asking.calendar(Rights.READER), A);
        assertThat(read.orElseThrow().standing()).isEqualTo(Standing.OURS);
    }

    @Test
    void scenario_28_a_cancelled_meeting_is_cancelled() {
        server.on(
                "GET",
                A,
                Wire.got("1", INVITATION.replace("SUMMARY", "STATUS:CANCELLED\nSUMMARY")));

        assertThat(known(server, provider, A).content().details().status())
                .isEqualTo(Status.CANCELLED);
    }

    @Test
    void scenario_29_the_server_is_told_to_send_no_mail() {
        server.on("PUT", OURS, Says.status(201).with("ETag", "\"1\""));
        server.on("GET", OURS, Wire.got("1", Wire.event("u", "Mine")));
        var wanted =
                with(
                        content("Mine"),
                        new Change.OrganizerTo(Optional.of(Organizer.of(ANA))),
                        new Change.Invited(Invitee.of(BEN)));

        provider.create(account(server), WORK, new Draft("oper1", wanted));

        assertThat(put().replace("\r\n ", ""))
                .contains("ORGANIZER;SCHEDULE-AGENT=CLIENT:mailto:ana@example.org")
                .contains("SCHEDULE-AGENT=CLIENT:mailto:ben@example.org");
    }

    /** A change of the agent would make the server send a cancellation (RFC 6638 3.2.1.2). */
    @Test
    void scenario_29_people_who_were_there_keep_their_agent() {
        var text = meeting("ana@example.org", "ATTENDEE;SCHEDULE-STATUS=1.2:mailto:carl@x.org");
        server.on("GET", A, Wire.got("1", text));
        server.on("PUT", A, Says.status(204).with("ETag", "\"1\""));
        var known = known(server, provider, A);
        assertThat(known.content().details().people().attendees().getFirst().invitee().wording())
                .isEqualTo(almanac.entry.Wording.NONE);

        provider.update(
                account(server),
                WORK,
                known,
                with(known.content(), new Change.Invited(Invitee.of(BEN))));

        assertThat(put())
                .contains("ATTENDEE;SCHEDULE-STATUS=1.2:mailto:carl@x.org")
                .contains("SCHEDULE-AGENT=CLIENT:mailto:ben@example.org");
    }

    @Test
    void scenario_29_who_is_described_anew_or_has_an_occurrence_of_its_own_keeps_the_agent() {
        var text =
                meeting("ana@example.org", "ATTENDEE;SCHEDULE-STATUS=1.2:mailto:carl@x.org")
                        .replace("SUMMARY", "RRULE:FREQ=DAILY;COUNT=5\nSUMMARY");
        server.on("GET", A, Wire.got("1", text));
        server.on("PUT", A, Says.status(204).with("ETag", "\"1\""));
        var known = known(server, provider, A);
        var content = known.content();
        var carl = content.details().people().attendees().getFirst().invitee();
        var optional =
                new Change.Invited(
                        new Invitee(
                                carl.address(),
                                carl.name(),
                                Invitee.Role.OPTIONAL,
                                carl.kind(),
                                carl.wording()));
        var start = content.span().localStart().plusDays(1);
        var moved =
                new Span.Timed(start, ZoneId.of("Europe/Paris"), new End.At(start.plusHours(2)));

        provider.update(
                account(server),
                WORK,
                known,
                new ImportedEntry(
                        "u",
                        content.details().with(optional),
                        content.span(),
                        content.recurrence(),
                        List.of(),
                        List.of(new ImportedOverride(start, content.details(), moved))));

        assertThat(put().replace("\r\n ", ""))
                .containsPattern("ATTENDEE;ROLE=OPT-PARTICIPANT;.*SCHEDULE-STATUS=1.2:mailto:carl")
                .doesNotContain("SCHEDULE-AGENT");
    }

    @Test
    void a_meeting_at_another_time_is_a_new_version_of_the_invitation() {
        var text = meeting("ana@example.org", "ATTENDEE:mailto:carl@x.org\nSEQUENCE:4");
        server.on("GET", A, Wire.got("1", text));
        server.on("PUT", A, Says.status(204).with("ETag", "\"1\""));
        var known = known(server, provider, A);
        var later = (Span.Timed) content("x").span();
        var moved =
                ImportedEntry.single(
                        "u",
                        known.content().details(),
                        new Span.Timed(
                                later.start().plusDays(1),
                                later.zone(),
                                new End.At(later.start().plusDays(1).plusHours(1))));

        provider.update(account(server), WORK, known, moved);

        assertThat(put()).contains("SEQUENCE:5").doesNotContain("SEQUENCE:4");
    }

    /** Two objects with one mark of ours: each says it, and the engine's links tell them apart. */
    @Test
    void a_copied_event_says_the_mark_that_it_carries() {
        server.on(
                "GET",
                A,
                Wire.got(
                        "1",
                        Wire.event("copy", "Copy")
                                .replace("X-THEIRS", "X-ALMANAC-OPERATION:oper1\nX-THEIRS")));

        var copy = known(server, provider, A);

        assertThat(copy.operation()).contains("oper1");
        assertThat(copy.content().details().extras()).containsExactly("X-THEIRS;X-P=1:kept");
        assertThat(copy.content().uid()).isEqualTo("copy");
    }

    @Test
    void an_object_without_an_etag_is_known_by_its_text() {
        server.on("GET", A, new Says(200, java.util.Map.of(), Wire.event("u", "Old")));
        var known = known(server, provider, A);
        server.on("DELETE", A, Says.status(204));

        provider.delete(account(server), WORK, known);

        assertThat(known.version()).startsWith("text-");
        assertThat(server.seen("DELETE").getFirst().header("If-match")).isEmpty();
    }

    /** Zimbra has no GET for what it lists: whoever believed it would delete what stands. */
    @Test
    void what_is_reported_is_there_though_a_get_does_not_find_it() {
        var known = standing();
        server.on("GET", A, Says.status(404));
        server.on(
                "REPORT",
                CALENDAR,
                Says.multistatus(Wire.data(A, "1", Wire.event("u", "Old"))),
                Says.multistatus(Wire.data(A, "2", Wire.event("u", "New"))));
        server.on("PUT", A, Says.status(204));

        var updated = retitle(known, "New");

        assertThat(server.seen("PUT").getFirst().header("If-match")).contains("\"1\"");
        assertThat(updated.version()).isEqualTo("\"2\"");
        assertThat(provider.fetch(account(server), WORK, A)).contains(updated);
    }

    @Test
    void what_is_reported_is_not_deleted_though_a_delete_does_not_find_it() {
        var known = standing();
        server.on("GET", A, Says.status(404));
        server.on("DELETE", A, Says.status(404));
        server.on("REPORT", CALENDAR, Says.multistatus(Wire.data(A, "1", Wire.event("u", "Old"))));

        failure(Refused.class, () -> provider.delete(account(server), WORK, known));

        server.on("REPORT", CALENDAR, Says.multistatus(Wire.status(A, 404)));
        provider.delete(account(server), WORK, known);
    }

    @Test
    void what_the_server_has_no_time_for_is_not_gone() {
        var known = standing();
        server.on("GET", A, Says.status(404));
        server.on("REPORT", CALENDAR, Says.multistatus(Wire.status(A, 503)));

        failure(Unreachable.class, () -> retitle(known, "New"));
    }

    @Test
    void nothing_is_pushed() {
        assertThat(provider.traits().push()).isFalse();
        failure(
                ProviderFailure.Unsupported.class,
                () ->
                        provider.watch(
                                account(server),
                                WORK,
                                new almanac.sync.provider.WatchOrder(
                                        "c", "s", server.at("/"), Duration.ofDays(1))));
    }
}
