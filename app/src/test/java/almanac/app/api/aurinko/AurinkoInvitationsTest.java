package almanac.app.api.aurinko;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.app.ids.Ids;
import almanac.app.testing.AlmanacServer;
import almanac.app.testing.Answer;
import almanac.app.testing.Person;
import almanac.app.web.Commands;
import almanac.calendar.CalendarId;
import almanac.connection.ConflictPolicy;
import almanac.connection.ConnectionCommand;
import almanac.connection.MappingTerms;
import almanac.connection.ProviderKind;
import almanac.message.Actor;
import almanac.user.UserId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Invitations that come to the address of an account whose calendar is mirrored. */
final class AurinkoInvitationsTest {

    private static final AlmanacServer SERVER = AlmanacServer.shared();

    private final Person ana = Person.at(SERVER, "ana");
    private final String account = ana.user().username() + "@gmail.com";

    private void mirrored(String externalId) {
        var user = new UserId(ana.user().id());
        var commands = SERVER.bean(Commands.class);
        var ids = SERVER.bean(Ids.class);
        var connection = ids.connection();
        commands.<Object>send(
                Actor.user(user),
                new ConnectionCommand.Connect(
                        connection, user, ProviderKind.GOOGLE, account, account, Set.of(), false));
        commands.<Object>send(
                Actor.user(user),
                new ConnectionCommand.MapCalendar(
                        connection,
                        ids.mapping(),
                        new MappingTerms(
                                externalId,
                                new CalendarId(ana.calendar()),
                                "Mine",
                                true,
                                false,
                                List.of(),
                                ConflictPolicy.NEWEST)));
    }

    private String invitation(String... addresses) {
        var guests =
                List.of(addresses).stream()
                        .map(each -> Map.of("emailAddress", Map.of("address", each)))
                        .toList();
        var event =
                ana.created(
                        events(),
                        Map.of(
                                "start",
                                Map.of("dateOnly", "2026-03-02"),
                                "meetingInfo",
                                Map.of("attendees", guests)));
        return events() + "/" + event.get("id").asString();
    }

    private String events() {
        return "/v1/calendars/" + ana.calendar() + "/events";
    }

    private static Answer accepted(Person by, String event) {
        return by.send("PUT", event + "/response", Map.of("response", "accepted"), Map.of());
    }

    /** What the attendee of an address has answered. */
    private String answer(String event, String address) {
        for (var attendee : ana.get(event).json().at("/meetingInfo/attendees")) {
            if (attendee.at("/emailAddress/address").asString().equals(address)) {
                return attendee.get("response").asString();
            }
        }
        throw new AssertionError(address + " is not invited");
    }

    @Test
    void who_mirrors_a_calendar_answers_what_came_to_its_account() {
        mirrored(account);
        var event = invitation("ben@example.org", account);
        assertThat(accepted(ana, event).status()).isEqualTo(200);
        assertThat(answer(event, account)).isEqualTo("accepted");
        assertThat(answer(event, "ben@example.org")).isEqualTo("noResponse");
        assertThat(ana.get(event).at("/meetingInfo/response")).isEqualTo("accepted");
    }

    @Test
    void the_own_address_answers_first() {
        mirrored(account);
        var own = ana.user().username() + "@example.org";
        var event = invitation(account, own);
        assertThat(accepted(ana, event).status()).isEqualTo(200);
        assertThat(answer(event, own)).isEqualTo("accepted");
        assertThat(answer(event, account)).isEqualTo("noResponse");
    }

    @Test
    void nobody_else_answers_for_the_account() {
        mirrored(account);
        var event = invitation(account);
        var ben = Person.at(SERVER, "ben");
        ana.share(ana.calendar(), ben, "write");
        assertThat(accepted(ben, event).status()).isEqualTo(404);
        assertThat(ben.get(event).json().get("meetingInfo").has("response")).isFalse();
    }

    @Test
    void an_account_whose_calendar_is_not_mirrored_here_answers_nothing() {
        assertThat(accepted(ana, invitation(account)).status()).isEqualTo(404);
    }
}
