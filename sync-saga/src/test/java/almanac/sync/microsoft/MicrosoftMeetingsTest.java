package almanac.sync.microsoft;

import static almanac.sync.microsoft.Entries.START;
import static almanac.sync.microsoft.Entries.at;
import static almanac.sync.microsoft.Entries.single;
import static almanac.sync.microsoft.Entries.timed;
import static almanac.sync.microsoft.Entries.with;
import static almanac.sync.microsoft.Failures.assertFailure;
import static org.assertj.core.api.Assertions.assertThat;

import almanac.entry.Answer;
import almanac.entry.Change;
import almanac.entry.Invitee;
import almanac.entry.MailAddress;
import almanac.entry.Priority;
import almanac.entry.Status;
import almanac.simulated.microsoft.SimulatedMicrosoft;
import almanac.sync.provider.ProviderFailure;
import almanac.sync.provider.RemoteObject;
import almanac.sync.provider.RemoteObject.Standing;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Meetings and details: scenarios 27 to 29 of providers.md, and what Teams writes. */
final class MicrosoftMeetingsTest {

    private static final String TIMES =
            """
            "start":{"dateTime":"2026-12-07T10:00:00","timeZone":"Romance Standard Time"},
            "end":{"dateTime":"2026-12-07T11:00:00","timeZone":"Romance Standard Time"}
            """;
    private static final String PEOPLE =
            """
            ,"attendees":[
              {"type":"required","emailAddress":{"name":"Alex","address":"alex@contoso.example"},
               "status":{"response":"none"}},
              {"type":"optional","emailAddress":{"name":"Bo","address":"bo@contoso.example"},
               "status":{"response":"accepted"}}]
            """;
    private static final String INVITATION =
            "{\"subject\":\"Theirs\",\"isOrganizer\":false,"
                    + "\"organizer\":{\"emailAddress\":{\"name\":\"Cy\",\"address\":\"cy@contoso.example\"}},"
                    + "\"responseStatus\":{\"response\":\"notResponded\"},"
                    + TIMES
                    + PEOPLE
                    + "}";
    private static final MailAddress ALEX = new MailAddress(SimulatedMicrosoft.ALEX);

    private final Outlook outlook = new Outlook();

    @AfterEach
    void close() {
        outlook.close();
    }

    private RemoteObject fetched(String id) {
        return outlook.fetch(id).orElseThrow();
    }

    @Test
    void scenario_27_of_an_invitation_only_the_own_answer_may_change() {
        var invited = fetched(outlook.alex.add("Team", INVITATION));
        assertThat(invited.standing()).isEqualTo(Standing.INVITED);
        var meeting = invited.content().details().meeting().orElseThrow();
        assertThat(meeting.organizer().orElseThrow().address().text())
                .isEqualTo("cy@contoso.example");
        assertThat(meeting.attendees()).hasSize(2);

        assertFailure(
                () -> outlook.update(invited, with(invited.content(), new Change.Title("Mine"))),
                ProviderFailure.Forbidden.class);
        assertFailure(
                () -> outlook.update(invited, at(invited.content(), timed(START.plusHours(2)))),
                ProviderFailure.Forbidden.class);
    }

    @Test
    void scenario_27_an_answer_reaches_the_organizer() {
        var invited = fetched(outlook.alex.add("Team", INVITATION));
        var yes = new Change.Answered(ALEX, Answer.of(Answer.Response.ACCEPTED));

        var answered = outlook.update(invited, with(invited.content(), yes));

        assertThat(outlook.alex.mails()).containsExactly("accept to cy@contoso.example");
        assertThat(own(answered)).contains(Answer.Response.ACCEPTED);

        var maybe = new Change.Answered(ALEX, Answer.of(Answer.Response.TENTATIVE));
        assertThat(own(outlook.update(answered, with(answered.content(), maybe))))
                .contains(Answer.Response.TENTATIVE);
    }

    @Test
    void an_answer_that_the_organizer_did_not_ask_for_is_told_to_nobody() {
        var unasked =
                INVITATION.replace("{\"subject\"", "{\"responseRequested\":false,\"subject\"");
        var invited = fetched(outlook.alex.add("Team", unasked));
        var yes = new Answer(Answer.Response.ACCEPTED, Optional.of("Gladly"));

        var answered =
                outlook.update(invited, with(invited.content(), new Change.Answered(ALEX, yes)));

        assertThat(own(answered)).contains(Answer.Response.ACCEPTED);
        assertThat(outlook.alex.mails()).isEmpty();
    }

    private static Optional<Answer.Response> own(RemoteObject object) {
        return object.content()
                .details()
                .meeting()
                .flatMap(meeting -> meeting.attendee(ALEX))
                .map(attendee -> attendee.answer().response());
    }

    @Test
    void scenario_28_a_meeting_that_its_organizer_cancelled_is_cancelled() {
        var id = outlook.alex.add("Team", INVITATION);
        outlook.alex.edit(id, "{\"isCancelled\":true}");

        var cancelled = fetched(id);
        assertThat(cancelled.content().details().status()).isEqualTo(Status.CANCELLED);
        var tagged =
                outlook.update(
                        cancelled, with(cancelled.content(), new Change.Tags(List.of("Off"))));
        assertThat(tagged.content().details().tags()).containsExactly("Off");
    }

    @Test
    void scenario_29_sync_mails_nobody() {
        var id = outlook.alex.add("Team", "{\"subject\":\"Ours\"," + TIMES + PEOPLE + "}");
        var sent = outlook.alex.mails();
        var ours = fetched(id);
        assertThat(ours.standing()).isEqualTo(Standing.OURS);

        assertFailure(
                () -> outlook.update(ours, with(ours.content(), new Change.Title("New"))),
                ProviderFailure.Unsupported.class);
        assertFailure(
                () -> outlook.provider().delete(outlook.account, outlook.calendar(), ours),
                ProviderFailure.Unsupported.class);
        var tagged = outlook.update(ours, with(ours.content(), new Change.Tags(List.of("Red"))));
        var inviting =
                with(
                        single("Party"),
                        new Change.Invited(Invitee.of(new MailAddress("di@contoso.example"))));
        var created = outlook.create("opera1", inviting);
        outlook.update(created, with(inviting, new Change.Title("Party!")));

        assertThat(tagged.content().details().tags()).containsExactly("Red");
        assertThat(created.content().details().meeting()).isEmpty();
        assertThat(outlook.alex.mails()).isEqualTo(sent);
    }

    @Test
    void what_teams_wrote_survives_a_new_description() {
        var id =
                outlook.alex.add(
                        "Team",
                        "{\"subject\":\"Call\",\"isOnlineMeeting\":true,\"body\":{\"contentType\":\"html\","
                                + "\"content\":\"<html><body><p>Agenda</p><div>________________________________"
                                + "</div><a href='https://teams.example/join'>Join</a></body></html>\"},"
                                + TIMES
                                + "}");
        var call = fetched(id);
        assertThat(call.content().details().description()).contains("Agenda");

        var changed =
                outlook.update(
                        call,
                        with(call.content(), new Change.Description(Optional.of("New & <old>"))));

        assertThat(changed.content().details().description()).contains("New & <old>");
        assertThat(outlook.alex.event(id).orElseThrow()).contains("https://teams.example/join");
    }

    @Test
    void a_teams_meeting_whose_text_cannot_be_told_apart_keeps_its_body() {
        var id =
                outlook.alex.add(
                        "Team",
                        "{\"subject\":\"Call\",\"isOnlineMeeting\":true,\"body\":{\"contentType\":\"html\","
                                + "\"content\":\"<a href='https://teams.example/join'>Join</a>\"},"
                                + TIMES
                                + "}");
        var call = fetched(id);

        assertFailure(
                () ->
                        outlook.update(
                                call,
                                with(call.content(), new Change.Description(Optional.of("New")))),
                ProviderFailure.Unsupported.class);
    }

    @Test
    void tags_priority_and_status_go_there_and_come_back() {
        var wanted = with(single("One"), new Change.Tags(List.of("Blue", "Red")));
        wanted = with(wanted, new Change.PriorityTo(Optional.of(new Priority(1))));
        wanted = with(wanted, new Change.StatusTo(Status.TENTATIVE));

        var created = outlook.create("opera2", wanted);

        assertThat(created.content().details()).isEqualTo(wanted.details());
    }

    @Test
    void what_we_do_not_model_stays_at_outlook_when_the_title_changes() {
        var id =
                outlook.alex.add(
                        "Team",
                        "{\"subject\":\"One\",\"sensitivity\":\"private\",\"showAs\":\"oof\","
                                + "\"reminderMinutesBeforeStart\":42,"
                                + TIMES
                                + "}");
        var one = fetched(id);

        outlook.update(one, with(one.content(), new Change.Title("Two")));

        assertThat(outlook.alex.event(id).orElseThrow())
                .contains("\"sensitivity\":\"private\"", "\"showAs\":\"oof\"", ":42", "\"Two\"");
    }

    @Test
    void an_own_event_that_is_cancelled_has_no_place_in_outlook() {
        var cancelled = with(single("One"), new Change.StatusTo(Status.CANCELLED));

        assertFailure(() -> outlook.create("opera3", cancelled), ProviderFailure.Unsupported.class);
    }
}
