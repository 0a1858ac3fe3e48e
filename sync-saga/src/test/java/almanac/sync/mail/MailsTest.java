package almanac.sync.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import almanac.entry.Answer;
import almanac.entry.Attendee;
import almanac.entry.Change;
import almanac.entry.Details;
import almanac.entry.EntryFact;
import almanac.entry.EntryId;
import almanac.entry.ImportedEntry;
import almanac.entry.Invitee;
import almanac.entry.MailAddress;
import almanac.entry.Meeting;
import almanac.entry.Numbering;
import almanac.entry.OccurrenceKey;
import almanac.entry.Organizer;
import almanac.entry.Recurrence;
import almanac.icalendar.ICalendarReader;
import almanac.icalendar.ImportFile.Item.Readable;
import almanac.message.Actor;
import almanac.message.Notice;
import almanac.message.Origin;
import almanac.recurrence.Rule;
import almanac.sync.FactBook;
import almanac.time.End;
import almanac.time.Span;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Who gets which mail, as their mail server has it. */
final class MailsTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    private static final EntryId ID = new EntryId(42);
    private static final MailAddress CLEO = new MailAddress("cleo@example.net");
    private static final MailAddress DAN = new MailAddress("dan@example.net");

    private final PostTown town = new PostTown();
    private final MailSide side = town.side();

    @AfterEach
    void close() {
        town.close();
    }

    private static Span at(String start) {
        var time = LocalDateTime.parse(start);
        return new Span.Timed(time, BERLIN, new End.At(time.plusMinutes(30)));
    }

    private static Details meeting(
            String title, Optional<Organizer> organizer, MailAddress... who) {
        var guests = Arrays.stream(who).map(Invitee::of).map(Attendee::silent).toList();
        return Details.titled(title).with(new Meeting(organizer, guests, 0));
    }

    private static EntryFact.EntryCreated dinner(MailAddress... who) {
        return created(meeting("Dinner", Optional.empty(), who), Optional.empty());
    }

    private static EntryFact.EntryCreated created(Details details, Optional<String> rule) {
        var span = at("2026-06-01T19:00");
        return new EntryFact.EntryCreated(
                ID,
                FactBook.ANAS,
                "dinner@almanac",
                FactBook.ANA,
                details,
                span,
                rule.map(text -> Recurrence.of(Rule.parse(text))),
                rule.map(text -> new Numbering(span.localStart(), 86_400)));
    }

    private static EntryFact.EntryCreated weekly(MailAddress... who) {
        return created(
                meeting("Dinner", Optional.empty(), who), Optional.of("FREQ=WEEKLY;COUNT=10"));
    }

    private static OccurrenceKey week(int n) {
        return new OccurrenceKey(7L * n);
    }

    private static EntryFact updated(Change... changes) {
        return new EntryFact.EntryUpdated(ID, List.of(changes));
    }

    /** Ana does it all with one command and wants people told; answers what they get. */
    private List<PostTown.Received> told(EntryFact... facts) {
        town.shown(side, town.told(facts));
        side.runDue();
        return town.received();
    }

    @Test
    void everybody_who_is_invited_gets_one_request() {
        var mails = told(dinner(CLEO, DAN));

        assertThat(mails)
                .extracting(PostTown.Received::to)
                .containsExactly(CLEO.text(), DAN.text());
        for (var mail : mails) {
            assertThat(mail.subject()).isEqualTo("Invitation: Dinner");
            assertThat(mail.from()).contains("calendar@almanac.example").contains("via Almanac");
            assertThat(mail.replyTo()).isEqualTo("ana@example.org");
            assertThat(mail.text())
                    .contains(
                            "Ana García invites you to: Dinner",
                            "Monday, 1 June 2026, 19:00 to 19:30 (Europe/Berlin)");
            assertThat(mail.calendar().method()).isEqualTo("REQUEST");
            assertThat(mail.calendar().lines())
                    .contains(
                            "METHOD:REQUEST",
                            "UID:dinner@almanac",
                            "DTSTART;TZID=Europe/Berlin:20260601T190000",
                            "ORGANIZER;CN=Ana García:mailto:ana@example.org",
                            "ATTENDEE;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:mailto:cleo@example.net",
                            "ATTENDEE;PARTSTAT=NEEDS-ACTION;RSVP=TRUE:mailto:dan@example.net")
                    .noneMatch(line -> line.startsWith("SEQUENCE"));
        }
        assertThat(mails).extracting(PostTown.Received::id).doesNotHaveDuplicates();
    }

    @Test
    void a_calendar_program_can_read_it() {
        var text = told(weekly(CLEO)).getFirst().calendar().text();

        var items = new ICalendarReader(ZoneId.of("UTC")).read(text).items();
        var entry = ((Readable) items.getFirst()).entry();
        assertThat(entry.span()).isEqualTo(at("2026-06-01T19:00"));
        assertThat(entry.recurrence()).contains(Recurrence.of(Rule.parse("FREQ=WEEKLY;COUNT=10")));
        assertThat(entry.details().people().organizer().orElseThrow().address().text())
                .isEqualTo("ana@example.org");
    }

    @Test
    void a_new_time_is_a_request_with_the_next_sequence_number() {
        told(dinner(CLEO));
        var first = told(updated(new Change.When(at("2026-06-01T20:00")))).getFirst();
        var second = told(updated(new Change.When(at("2026-06-02T20:00")))).getFirst();

        assertThat(first.subject()).isEqualTo("Updated invitation: Dinner");
        assertThat(first.calendar().lines())
                .contains("SEQUENCE:1", "DTSTART;TZID=Europe/Berlin:20260601T200000");
        assertThat(second.calendar().lines()).contains("METHOD:REQUEST", "SEQUENCE:2");
    }

    @Test
    void the_number_that_a_writer_said_is_counted_on() {
        told(dinner(CLEO), updated(new Change.SequenceTo(4)));

        var moved = told(updated(new Change.When(at("2026-06-01T20:00")))).getFirst();

        assertThat(moved.calendar().lines()).contains("SEQUENCE:5");
    }

    @Test
    void a_new_title_is_told_under_the_same_sequence_number() {
        told(dinner(CLEO));

        var mail = told(updated(new Change.Title("Supper"))).getFirst();

        assertThat(mail.calendar().lines())
                .contains("METHOD:REQUEST", "SUMMARY:Supper")
                .noneMatch(line -> line.startsWith("SEQUENCE"));
    }

    @Test
    void what_the_owner_keeps_for_themselves_is_told_to_nobody() {
        told(dinner(CLEO));

        assertThat(
                        told(
                                updated(
                                        new Change.Notes(Optional.of("a surprise")),
                                        new Change.Color(Optional.of("#ff0000")),
                                        new Change.Tags(List.of("secret")))))
                .isEmpty();
        var mail = told(updated(new Change.Title("Supper"))).getFirst();
        assertThat(mail.calendar().text() + mail.text())
                .doesNotContain("surprise", "ff0000", "secret");
    }

    @Test
    void who_is_invited_later_is_told_alone() {
        told(dinner(CLEO));

        var mails = told(updated(new Change.Invited(Invitee.of(DAN))));

        assertThat(mails).extracting(PostTown.Received::to).containsExactly(DAN.text());
        assertThat(mails.getFirst().calendar().lines())
                .contains("METHOD:REQUEST")
                .anyMatch(line -> line.startsWith("ATTENDEE") && line.endsWith(CLEO.text()));
    }

    @Test
    void who_is_taken_off_the_list_gets_a_cancellation_for_them_alone() {
        told(dinner(CLEO, DAN));

        var mails = told(updated(new Change.Uninvited(DAN)));

        assertThat(mails).extracting(PostTown.Received::to).containsExactly(DAN.text());
        assertThat(mails.getFirst().calendar().method()).isEqualTo("CANCEL");
        assertThat(mails.getFirst().calendar().lines())
                .contains("METHOD:CANCEL", "SEQUENCE:1", "UID:dinner@almanac")
                .noneMatch(line -> line.startsWith("STATUS"))
                .noneMatch(line -> line.contains(CLEO.text()));
    }

    @Test
    void a_deleted_event_is_cancelled_for_everybody() {
        told(dinner(CLEO, DAN));

        var mails = told(new EntryFact.EntryDeleted(ID, FactBook.ANAS));

        assertThat(mails).hasSize(2);
        assertThat(mails.getLast().subject()).isEqualTo("Cancelled: Dinner");
        assertThat(mails.getLast().calendar().lines())
                .contains("METHOD:CANCEL", "STATUS:CANCELLED", "SEQUENCE:1")
                .anyMatch(line -> line.startsWith("ATTENDEE") && line.endsWith(DAN.text()))
                .noneMatch(line -> line.contains(CLEO.text()));
    }

    @Test
    void one_occurrence_is_told_alone() {
        told(weekly(CLEO));

        var mail =
                told(new EntryFact.OccurrenceUpdated(
                                ID, week(2), List.of(new Change.When(at("2026-06-15T21:00")))))
                        .getFirst();

        assertThat(mail.text()).contains("15 June 2026, 21:00");
        assertThat(mail.calendar().lines())
                .contains(
                        "METHOD:REQUEST",
                        "RECURRENCE-ID;TZID=Europe/Berlin:20260615T190000",
                        "DTSTART;TZID=Europe/Berlin:20260615T210000",
                        "SEQUENCE:1")
                .containsOnlyOnce("BEGIN:VEVENT")
                .noneMatch(line -> line.startsWith("RRULE"));
    }

    @Test
    void a_deleted_occurrence_is_cancelled_alone_and_comes_back_alone() {
        told(weekly(CLEO));

        var gone = told(new EntryFact.OccurrenceDeleted(ID, week(3))).getFirst();
        var back = told(new EntryFact.OccurrenceRestored(ID, week(3))).getFirst();

        assertThat(gone.calendar().lines())
                .contains(
                        "METHOD:CANCEL",
                        "RECURRENCE-ID;TZID=Europe/Berlin:20260622T190000",
                        "STATUS:CANCELLED",
                        "SEQUENCE:1");
        assertThat(back.calendar().lines())
                .contains(
                        "METHOD:REQUEST",
                        "RECURRENCE-ID;TZID=Europe/Berlin:20260622T190000",
                        "SEQUENCE:2");
    }

    @Test
    void who_is_off_the_list_of_one_occurrence_is_cancelled_there_and_sees_it_nowhere() {
        told(weekly(CLEO, DAN));

        var mails =
                told(
                        new EntryFact.OccurrenceUpdated(
                                ID, week(1), List.of(new Change.Uninvited(DAN))));
        assertThat(mails).extracting(PostTown.Received::to).containsExactly(DAN.text());
        assertThat(mails.getFirst().calendar().lines())
                .contains("METHOD:CANCEL", "RECURRENCE-ID;TZID=Europe/Berlin:20260608T190000")
                .noneMatch(line -> line.startsWith("STATUS"));

        var later = told(updated(new Change.Title("Supper")));
        assertThat(later.getLast().calendar().lines())
                .contains("EXDATE;TZID=Europe/Berlin:20260608T190000")
                .containsOnlyOnce("BEGIN:VEVENT");
        assertThat(later.getFirst().calendar().lines())
                .contains("RECURRENCE-ID;TZID=Europe/Berlin:20260608T190000");
    }

    /** RFC 5546 3.2.2: a message has one UID, and a later segment has one of its own. */
    @Test
    void this_and_following_is_one_mail_about_both_halves() {
        told(weekly(CLEO));

        var mails =
                told(
                        new EntryFact.FollowingUpdated(
                                ID, week(4), List.of(new Change.Title("Supper"))));

        assertThat(mails).hasSize(1);
        var halves = mails.getFirst().calendars();
        assertThat(halves).hasSize(2);
        assertThat(halves.getFirst().lines())
                .contains("UID:dinner@almanac", "SUMMARY:Dinner")
                .anyMatch(line -> line.startsWith("RRULE:") && line.contains("UNTIL="));
        assertThat(halves.getLast().lines())
                .contains(
                        "METHOD:REQUEST",
                        "UID:dinner@almanac-from-28",
                        "SUMMARY:Supper",
                        "DTSTART;TZID=Europe/Berlin:20260629T190000");
        assertThat(halves).allMatch(half -> half.method().equals("REQUEST"));
    }

    @Test
    void all_that_one_command_does_is_one_mail() {
        var mails =
                told(
                        weekly(CLEO),
                        updated(new Change.Title("Supper")),
                        new EntryFact.OccurrenceDeleted(ID, week(3)));

        assertThat(mails).hasSize(1);
        assertThat(mails.getFirst().calendar().lines())
                .contains("SUMMARY:Supper", "EXDATE;TZID=Europe/Berlin:20260622T190000");
    }

    @Test
    void a_fact_that_is_handled_again_sends_nothing_again() {
        var messages = town.told(dinner(CLEO, DAN));
        town.shown(side, messages);
        town.shown(side, messages);
        side.runDue();
        assertThat(town.received()).hasSize(2);

        town.shown(town.side(), messages);
        town.side().runDue();
        assertThat(town.received()).isEmpty();
    }

    @Test
    void nobody_is_told_unless_the_writer_wants_it() {
        town.shown(side, town.by(Actor.user(FactBook.ANA), Map.of(), dinner(CLEO)));
        town.shown(
                side,
                town.by(
                        Actor.user(FactBook.ANA),
                        Notice.NOBODY.asMetaData(),
                        updated(new Change.Title("Supper"))));

        assertThat(side.runDue()).isZero();
        assertThat(town.received()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = Origin.Kind.class,
            names = {"CONNECTION", "IMPORT", "RULE", "SYSTEM"})
    void what_was_not_written_here_tells_nobody(Origin.Kind kind) {
        town.shown(
                side,
                town.by(
                        new Actor(FactBook.ANA, Origin.of(kind)),
                        Notice.ATTENDEES.asMetaData(),
                        dinner(CLEO)));

        assertThat(side.runDue()).isZero();
        assertThat(town.received()).isEmpty();
    }

    @Test
    void who_is_invited_by_somebody_else_invites_nobody() {
        var stranger = Optional.of(Organizer.of(new MailAddress("boss@example.com")));
        var ana = new MailAddress("ana@example.org");

        assertThat(told(created(meeting("Review", stranger, ana, CLEO), Optional.empty())))
                .isEmpty();
        assertThat(told(updated(new Change.When(at("2026-06-01T20:00"))))).isEmpty();
        assertThat(told(new EntryFact.EntryDeleted(ID, FactBook.ANAS))).isEmpty();
    }

    @Test
    void their_own_answer_goes_to_the_organizer_and_to_nobody_else() {
        var stranger = Optional.of(Organizer.of(new MailAddress("boss@example.com")));
        var ana = new MailAddress("ana@example.org");
        told(created(meeting("Review", stranger, ana, CLEO), Optional.of("FREQ=WEEKLY;COUNT=3")));
        var yes = new Answer(Answer.Response.ACCEPTED, Optional.of("gladly"));

        var whole = told(updated(new Change.Answered(ana, yes)));
        var once =
                told(
                        new EntryFact.OccurrenceUpdated(
                                ID,
                                week(1),
                                List.of(
                                        new Change.Answered(
                                                ana, Answer.of(Answer.Response.DECLINED)))));
        var others = told(updated(new Change.Answered(CLEO, Answer.of(Answer.Response.ACCEPTED))));

        assertThat(whole).extracting(PostTown.Received::to).containsExactly("boss@example.com");
        assertThat(whole.getFirst().subject()).isEqualTo("Accepted: Review");
        assertThat(whole.getFirst().calendar().method()).isEqualTo("REPLY");
        assertThat(whole.getFirst().calendar().lines())
                .contains("METHOD:REPLY", "UID:dinner@almanac")
                .anyMatch(line ->
                        line.startsWith("ATTENDEE;PARTSTAT=ACCEPTED") && line.contains("gladly"))
                .noneMatch(line -> line.contains(CLEO.text()));
        assertThat(once).hasSize(1);
        assertThat(once.getFirst().subject()).isEqualTo("Declined: Review");
        assertThat(once.getFirst().calendar().lines())
                .contains("RECURRENCE-ID;TZID=Europe/Berlin:20260608T190000");
        assertThat(others).isEmpty();
    }

    /** Outlook, and servers of CalDAV, tell the organizer of what is answered there. */
    @ParameterizedTest
    @CsvSource({
        "ana@example.org, true, 0",
        "Ana@Example.org, true, 0",
        "ana@example.org, false, 1",
        "other@example.org, true, 1"
    })
    void an_answer_that_a_provider_tells_is_not_told_twice(
            String account, boolean bothWays, int mails) {
        var ana = new MailAddress("ana@example.org");
        var stranger = Optional.of(Organizer.of(new MailAddress("boss@example.com")));
        var review = meeting("Review", stranger, ana, CLEO);
        town.mirrored(
                ID,
                account,
                ImportedEntry.single("dinner@almanac", review, at("2026-06-01T19:00")),
                bothWays);
        told(created(review, Optional.empty()));

        assertThat(told(updated(new Change.Answered(ana, Answer.of(Answer.Response.ACCEPTED)))))
                .hasSize(mails);
    }

    @Test
    void an_answer_of_a_guest_tells_the_other_guests_nothing() {
        told(dinner(CLEO, DAN));

        assertThat(told(updated(new Change.Answered(CLEO, Answer.of(Answer.Response.ACCEPTED)))))
                .isEmpty();
    }

    @Test
    void no_title_and_no_name_gets_into_the_headers() {
        town.facts.profile(
                FactBook.ANA, "ana", Optional.of("Ana\r\nBcc: x@evil.example"), Optional.empty());
        var details = meeting("Dinner\r\nBcc: y@evil.example\r\n\r\nHello", Optional.empty(), CLEO);

        var mails = told(created(details, Optional.empty()));

        assertThat(mails).hasSize(1);
        assertThat(mails.getFirst().headers())
                .noneMatch(line -> line.toLowerCase(Locale.ROOT).startsWith("bcc"));
        assertThat(mails.getFirst().subject())
                .isEqualTo("Invitation: Dinner  Bcc: y@evil.example    Hello");
        assertThat(mails.getFirst().calendar().lines())
                .noneMatch(line -> line.startsWith("Bcc") || line.startsWith("Hello"));
    }

    @Test
    void while_the_server_is_away_mails_wait_and_then_go_in_order() {
        town.serverStops();
        var all = new ArrayList<>(town.told(dinner(CLEO)));
        all.addAll(town.told(updated(new Change.When(at("2026-06-01T20:00")))));
        town.shown(side, all);
        for (var i = 0; i < 30; i++) {
            side.runDue();
            town.clock.pass(Duration.ofMinutes(20));
        }
        assertThat(side.givenUp().latest(10)).isEmpty();

        town.serverIsBack();
        town.clock.pass(Duration.ofMinutes(20));
        side.runDue();
        assertThat(town.received())
                .extracting(PostTown.Received::subject)
                .containsExactly("Invitation: Dinner", "Updated invitation: Dinner");
    }

    @Test
    void news_that_did_not_go_within_two_days_is_given_up_with_the_reason() {
        town.serverStops();
        town.shown(side, town.told(dinner(CLEO)));
        side.runDue();
        town.clock.pass(Duration.ofDays(3));
        side.runDue();

        assertThat(side.givenUp().latest(10))
                .singleElement()
                .satisfies(given -> assertThat(given.reason()).contains("two days"));
        town.serverIsBack();
        assertThat(side.givenUp().retry(side.givenUp().latest(10).getFirst().name())).isTrue();
        side.runDue();
        assertThat(town.received()).hasSize(1);
    }

    @Test
    void an_address_that_the_server_refuses_is_given_up_and_holds_up_nobody() throws Exception {
        try (var picky = new PickySmtp(DAN.text(), "550 no such user here")) {
            var here = town.side(Optional.of(town.smtp(picky.port())), 1_000);
            town.shown(here, town.told(dinner(CLEO, DAN)));
            here.runDue();

            assertThat(picky.taken()).containsExactly(CLEO.text());
            assertThat(here.givenUp().latest(10))
                    .singleElement()
                    .satisfies(given -> {
                        assertThat(given.content()).contains(DAN.text());
                        assertThat(given.name()).doesNotContain(DAN.text());
                        assertThat(given.reason()).isEqualTo("the mail server answered 550");
                    });
        }
    }

    @Test
    void an_address_that_is_busy_is_tried_again_and_then_given_up() throws Exception {
        try (var picky = new PickySmtp(CLEO.text(), "451 try again later")) {
            var here = town.side(Optional.of(town.smtp(picky.port())), 1_000);
            town.shown(here, town.told(dinner(CLEO)));
            var attempts = 0;
            for (var i = 0; i < 20; i++) {
                attempts += here.runDue();
                town.clock.pass(Duration.ofMinutes(16));
            }

            assertThat(attempts).isEqualTo(12);
            assertThat(here.givenUp().latest(10))
                    .singleElement()
                    .satisfies(given ->
                            assertThat(given.reason()).isEqualTo("the mail server answered 451"));
        }
    }

    /** The server took it, the node died before it noted that. */
    @Test
    void a_crash_after_the_server_took_it_sends_it_again_under_the_same_message_id() {
        var crashing =
                new Mails() {
                    private final Mails real = town.smtp(town.port());

                    @Override
                    public MailAddress sender() {
                        return real.sender();
                    }

                    @Override
                    public void send(Mail mail) {
                        real.send(mail);
                        throw new Crash();
                    }
                };
        var dying = town.side(Optional.of(crashing), 1_000);
        town.shown(dying, town.told(dinner(CLEO)));
        assertThatThrownBy(dying::runDue).isInstanceOf(Crash.class);

        town.side().runDue();

        var mails = town.received();
        assertThat(mails).hasSize(2);
        assertThat(mails.getFirst().id()).isEqualTo(mails.getLast().id()).isNotBlank();
    }

    /** The node is gone: no handler of failures sees it. */
    private static final class Crash extends Error {
        private static final long serialVersionUID = 1L;
    }

    @Test
    void one_user_causes_so_many_mails_in_an_hour_and_the_others_go_later() {
        var here = town.side(Optional.of(town.smtp(town.port())), 2);
        var eve = new MailAddress("eve@example.net");
        town.shown(here, town.told(dinner(CLEO, DAN, eve)));
        here.runDue();
        assertThat(town.received()).hasSize(2);

        town.clock.pass(Duration.ofMinutes(31));
        here.runDue();
        assertThat(town.received()).hasSize(1);
        assertThat(here.givenUp().latest(10)).isEmpty();
    }

    @Test
    void what_happened_while_mails_were_off_is_not_sent_later() {
        var off = town.side(Optional.empty(), 1_000);
        town.shown(off, town.told(dinner(CLEO)));
        off.runDue();

        side.runDue();
        assertThat(town.received()).isEmpty();
    }
}
