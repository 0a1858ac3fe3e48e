package almanac.sync.google;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.entry.Answer;
import almanac.entry.Attendee;
import almanac.entry.Change;
import almanac.entry.Details;
import almanac.entry.ImportedEntry;
import almanac.entry.Invitee;
import almanac.entry.MailAddress;
import almanac.simulated.google.SimulatedGoogle;
import almanac.sync.provider.Account;
import almanac.sync.provider.Draft;
import almanac.sync.provider.ProviderFailure;
import almanac.sync.provider.RemoteCalendar;
import almanac.sync.provider.RemoteChange;
import almanac.sync.provider.RemoteObject;
import almanac.sync.provider.Resume;
import almanac.time.Span;
import java.time.LocalDate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Organisers and guests. */
final class GooglePeopleTest {

    private static final MailAddress ANN = new MailAddress("ann@example.org");
    private static final MailAddress BOB = new MailAddress("bob@example.org");
    private static final MailAddress SAM = new MailAddress(SimulatedGoogle.SAM);
    private static final Span DAY =
            new Span.AllDay(LocalDate.of(2026, 12, 24), LocalDate.of(2026, 12, 25));

    private final GoogleDesk desk = new GoogleDesk();
    private final Account account = desk.account();
    private final RemoteCalendar calendar = GoogleDesk.primary();

    @AfterEach
    void close() {
        desk.close();
    }

    @Test
    void scenario_29_no_write_of_ours_sends_mail_to_guests() {
        var created = create(meeting(Answer.Response.NEEDS_ACTION));
        var updated = update(created, created.content().details().with(new Change.Title("Later")));
        desk.provider.delete(account, calendar, updated);

        assertThat(desk.google.requests()).anyMatch(request -> request.startsWith("DELETE"));
        assertThat(desk.google.mails()).isEmpty();
    }

    @Test
    void guests_come_and_go_and_keep_what_we_do_not_model() {
        var created = create(meeting(Answer.Response.ACCEPTED));
        desk.google
                .person()
                .edit(
                        SimulatedGoogle.SAM,
                        created.id(),
                        """
                        {"attendees": [{"email": "ann@example.org", "additionalGuests": 3,
                                        "responseStatus": "accepted"}]}
                        """);
        var known = fetched(created.id());
        assertThat(known.content().details().people().attendee(ANN))
                .map(Attendee::answer)
                .contains(Answer.of(Answer.Response.ACCEPTED));

        var invited =
                update(known, known.content().details().with(new Change.Invited(Invitee.of(BOB))));

        assertThat(invited.content().details().people().attendees()).hasSize(2);
        assertThat(desk.google.person().show(SimulatedGoogle.SAM, created.id()))
                .contains("\"additionalGuests\":3", "bob@example.org");
        var alone = update(invited, invited.content().details().with(new Change.Uninvited(ANN)));
        assertThat(alone.content().details().people().attendees())
                .extracting(Attendee::address)
                .containsExactly(BOB);
    }

    @Test
    void scenario_27_a_guest_may_answer_and_change_nothing_else() {
        var known = invitation();
        assertThat(known.standing()).isEqualTo(RemoteObject.Standing.INVITED);
        assertThat(known.content().details().people().organizer())
                .hasValueSatisfying(organizer ->
                        assertThat(organizer.address().text()).isEqualTo(SimulatedGoogle.KIM));

        GoogleRoundsTest.fails(
                () -> update(known, known.content().details().with(new Change.Title("Mine"))),
                ProviderFailure.Forbidden.class);
        var answered =
                update(
                        known,
                        known.content()
                                .details()
                                .with(
                                        new Change.Answered(
                                                SAM, Answer.of(Answer.Response.TENTATIVE))));

        assertThat(answered.content().details().people().attendee(SAM))
                .map(Attendee::answer)
                .contains(Answer.of(Answer.Response.TENTATIVE));
    }

    @Test
    void guests_that_google_does_not_show_are_not_taken_away() {
        var created = create(meeting(Answer.Response.NEEDS_ACTION));
        showsAll(created, false);
        var known = fetched(created.id());

        GoogleRoundsTest.fails(
                () ->
                        update(
                                known,
                                known.content()
                                        .details()
                                        .with(new Change.Invited(Invitee.of(BOB)))),
                ProviderFailure.Unsupported.class);
        update(known, known.content().details().with(new Change.Title("Later")));

        showsAll(created, true);
        var after = fetched(created.id()).content().details();
        assertThat(after.title()).isEqualTo("Later");
        assertThat(after.people().attendee(ANN)).isPresent();
    }

    @Test
    void scenario_27_a_guest_among_many_answers_for_nobody_else() {
        var invited = invitation();
        desk.google
                .person()
                .force(
                        SimulatedGoogle.SAM,
                        invited.id(),
                        """
                        {"attendees": [
                          {"email": "bob@example.org", "responseStatus": "accepted"},
                          {"email": "%s", "responseStatus": "needsAction"}]}
                        """
                                .formatted(SimulatedGoogle.SAM));
        showsAll(invited, false);
        var known = fetched(invited.id());

        update(
                known,
                known.content()
                        .details()
                        .with(new Change.Answered(SAM, Answer.of(Answer.Response.ACCEPTED))));

        showsAll(invited, true);
        var people = fetched(invited.id()).content().details().people();
        assertThat(people.attendee(SAM))
                .map(Attendee::answer)
                .contains(Answer.of(Answer.Response.ACCEPTED));
        assertThat(people.attendee(BOB)).isPresent();
    }

    /** Google tells a guest list that is long only in part. */
    private void showsAll(RemoteObject event, boolean all) {
        desk.google
                .person()
                .force(
                        SimulatedGoogle.SAM,
                        event.id(),
                        "{\"attendeesOmitted\": " + (all ? "null" : "true") + "}");
    }

    @Test
    void scenario_28_what_its_organiser_cancels_is_removed() {
        var known = invitation();
        var cursor = Told.round(desk.provider, account, calendar, Told.EVERYTHING).cursor();

        desk.google.person().delete(SimulatedGoogle.SAM, known.id());

        assertThat(Told.round(desk.provider, account, calendar, new Resume.Since(cursor)).changes())
                .containsExactly(new RemoteChange.Removed(known.id(), true));
    }

    @Test
    void an_organiser_without_guests_is_no_meeting() {
        var created = create(Details.titled("Alone"));

        assertThat(created.content().details().meeting()).isEmpty();
        assertThat(created.standing()).isEqualTo(RemoteObject.Standing.OURS);
    }

    private RemoteObject invitation() {
        var theirs =
                desk.google
                        .person()
                        .create(
                                SimulatedGoogle.KIM,
                                """
                                {"summary": "Lunch", "start": {"date": "2026-12-24"},
                                 "end": {"date": "2026-12-25"}}
                                """);
        desk.google.person().invite(SimulatedGoogle.KIM, theirs, SimulatedGoogle.SAM);
        return fetched(theirs);
    }

    private static Details meeting(Answer.Response response) {
        return Details.titled("Lunch")
                .with(new Change.Invited(Invitee.of(ANN)))
                .with(new Change.Answered(ANN, Answer.of(response)));
    }

    private RemoteObject create(Details details) {
        return desk.provider.create(account, calendar, new Draft("creation", content(details)));
    }

    private RemoteObject update(RemoteObject known, Details details) {
        return desk.provider.update(account, calendar, known, content(details));
    }

    private static ImportedEntry content(Details details) {
        return ImportedEntry.single("u", details, DAY);
    }

    private RemoteObject fetched(String id) {
        return desk.provider.fetch(account, calendar, id).orElseThrow();
    }
}
