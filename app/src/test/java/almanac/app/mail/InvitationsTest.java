package almanac.app.mail;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.app.testing.AlmanacServer;
import almanac.app.testing.Person;
import almanac.app.testing.Waiting;
import almanac.app.web.Commands;
import almanac.entry.Change;
import almanac.entry.EntryCommand;
import almanac.entry.EntryId;
import almanac.entry.Invitee;
import almanac.entry.MailAddress;
import almanac.entry.Scope;
import almanac.message.Actor;
import almanac.message.Notice;
import almanac.store.ProjectionProgress;
import almanac.user.UserId;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import jakarta.mail.Address;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** From a command that wants people told to what a mail server has, in the whole application. */
final class InvitationsTest {

    private static final String CLEO = "cleo@example.net";
    private static final String DAN = "dan@example.net";

    private final GreenMail mails =
            new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    private AlmanacServer started(Path data) {
        return AlmanacServer.start(
                data,
                "--almanac.mail.host=127.0.0.1",
                "--almanac.mail.port=" + mails.getSmtp().getPort(),
                "--almanac.mail.security=none",
                "--almanac.mail.from=calendar@almanac.example");
    }

    @AfterEach
    void close() {
        mails.stop();
    }

    private static void until(BooleanSupplier condition) {
        Waiting.until(Duration.ofSeconds(60), condition);
    }

    private static void seen(AlmanacServer server) {
        var head = server.bean(EventStore.class).createHeadToken().position().orElseThrow();
        assertThat(
                        server.bean(ProjectionProgress.class)
                                .awaitPosition(Set.of("mails"), head, Duration.ofSeconds(60)))
                .isTrue();
    }

    private static void update(AlmanacServer server, Person by, long event, Change... changes) {
        server.bean(Commands.class)
                .<Object>send(
                        Actor.user(new UserId(by.user().id())),
                        Notice.ATTENDEES,
                        new EntryCommand.UpdateEntry(
                                new EntryId(event),
                                Optional.empty(),
                                Scope.ALL,
                                List.of(changes),
                                Optional.empty(),
                                Optional.empty(),
                                OptionalLong.empty()));
    }

    private static Change invited(String address) {
        return new Change.Invited(Invitee.of(new MailAddress(address)));
    }

    private List<String> recipients() {
        return Arrays.stream(mails.getReceivedMessages())
                .map(message -> GreenMailUtil.getAddressList(recipients(message)))
                .sorted()
                .toList();
    }

    private static Address[] recipients(Message message) {
        try {
            return message.getAllRecipients();
        } catch (MessagingException broken) {
            throw new IllegalStateException(broken);
        }
    }

    @Test
    void each_person_gets_one_mail_for_each_change_also_over_a_restart() {
        mails.start();
        var data = AlmanacServer.temporaryDirectory();
        Person ana;
        long event;
        try (var server = started(data)) {
            ana = Person.at(server, "ana");
            event =
                    ana.created("/api/events", Map.of("title", "Dinner", "startDate", "2026-06-01"))
                            .get("id")
                            .asLong();
            update(server, ana, event, invited(CLEO), invited(DAN));
            until(() -> mails.getReceivedMessages().length == 2);
            assertThat(recipients()).containsExactly(CLEO, DAN);

            ana.patch("/api/events/" + event, Map.of("title", "Supper"));
            seen(server);
        }
        try (var server = started(data)) {
            update(server, ana, event, new Change.Location(Optional.of("Kitchen")));
            until(() -> mails.getReceivedMessages().length == 4);
            seen(server);
            assertThat(recipients()).containsExactly(CLEO, CLEO, DAN, DAN);
            assertThat(GreenMailUtil.getBody(mails.getReceivedMessages()[3]))
                    .contains("method=REQUEST");
        }
    }

    @Test
    void what_was_given_up_is_tried_again_or_discarded_by_an_operator_who_sees_no_address() {
        mails.start();
        try (var server = started(AlmanacServer.temporaryDirectory())) {
            var ana = Person.at(server, "ana");
            var event =
                    ana.created("/api/events", Map.of("title", "Dinner", "startDate", "2026-06-01"))
                            .get("id")
                            .asLong();
            update(server, ana, event, invited(CLEO), invited(DAN));
            until(() -> mails.getReceivedMessages().length == 2);
            var posted = server.bean(MongoDatabase.class).getCollection("sync_mails");
            until(() -> posted.countDocuments(Filters.eq("state", "GONE")) == 2);
            posted.updateMany(
                    Filters.eq("state", "GONE"),
                    Updates.combine(Updates.set("state", "DEAD"), Updates.set("note", "too late")));

            var letters = ana.get("/api/operations/dead-letters");
            assertThat(letters.text()).doesNotContain(CLEO, DAN);
            var first = letters.json().at("/data/0");
            assertThat(first.get("reason").asString()).isEqualTo("too late");
            assertThat(first.get("subject").asString()).isEqualTo("entry-" + event);
            assertThat(first.get("discardable").asBoolean()).isTrue();
            var why = Map.of("reason", "they asked");
            var path = "/api/operations/dead-letters/" + first.get("id").asString();
            assertThat(ana.get(path).text()).contains("***").doesNotContain(CLEO, DAN);
            var open = ana.get(path + "?unmasked=true&reason=they+asked").at("/payload/to");
            assertThat(open).isIn(CLEO, DAN);
            assertThat(ana.post(path + "/retry", why).at("/handled")).isEqualTo("true");
            until(() -> mails.getReceivedMessages().length == 3);
            assertThat(recipients()).containsExactlyInAnyOrder(CLEO, DAN, open);
            assertThat(ana.post(path + "/retry", why).status())
                    .as("no letter any more")
                    .isEqualTo(404);

            var other = ana.get("/api/operations/dead-letters").at("/data/0/id");
            var discard = "/api/operations/dead-letters/" + other + "/discard";
            assertThat(ana.post(discard, why).status()).isEqualTo(204);
            assertThat(ana.get("/api/operations/dead-letters").json().get("data")).isEmpty();
            assertThat(ana.post(discard, why).status()).isEqualTo(404);
            assertThat(mails.getReceivedMessages()).hasSize(3);
        }
    }

    @Test
    void an_import_tells_nobody() {
        mails.start();
        try (var server = started(AlmanacServer.temporaryDirectory())) {
            var ana = Person.at(server, "ana");
            var file =
                    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//t//t//EN\r\nBEGIN:VEVENT\r\n"
                            + "UID:a@t\r\nDTSTAMP:20260101T000000Z\r\nDTSTART:20260605T100000Z\r\n"
                            + "SUMMARY:s\r\nATTENDEE:mailto:"
                            + CLEO
                            + "\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
            var imported =
                    ana.send(
                            "POST",
                            "/api/calendars/" + ana.calendar() + "/import",
                            file,
                            Map.of("Content-Type", "text/calendar"));
            assertThat(imported.status()).isEqualTo(200);
            var event =
                    ana.created("/api/events", Map.of("title", "Dinner", "startDate", "2026-06-01"))
                            .get("id")
                            .asLong();
            update(server, ana, event, invited(DAN));
            until(() -> mails.getReceivedMessages().length == 1);

            assertThat(recipients()).containsExactly(DAN);
        }
    }

    @Test
    void who_answers_an_invitation_of_somebody_elsewhere_tells_them() throws Exception {
        mails.start();
        try (var server = started(AlmanacServer.temporaryDirectory())) {
            var ana = Person.at(server, "ana");
            var file =
                    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//t//t//EN\r\nMETHOD:REQUEST\r\n"
                            + "BEGIN:VEVENT\r\nUID:a@t\r\nDTSTAMP:20260101T000000Z\r\n"
                            + "DTSTART:20260605T100000Z\r\nSUMMARY:Review\r\n"
                            + "ORGANIZER:mailto:"
                            + DAN
                            + "\r\nATTENDEE:mailto:"
                            + CLEO
                            + "\r\nATTENDEE:mailto:"
                            + ana.user().username()
                            + "@example.org\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
            var event =
                    ana.send(
                                    "POST",
                                    "/api/calendars/" + ana.calendar() + "/import",
                                    file,
                                    Map.of("Content-Type", "text/calendar"))
                            .at("/items/0/eventId");
            var path = "/v1/calendars/" + ana.calendar() + "/events/" + event + "/response";
            var answer = ana.send("PUT", path, Map.of("response", "accepted"), Map.of());
            assertThat(answer.status()).as(answer.text()).isEqualTo(200);

            until(() -> mails.getReceivedMessages().length == 1);
            seen(server);
            assertThat(recipients()).containsExactly(DAN);
            assertThat(mails.getReceivedMessages()[0].getSubject()).isEqualTo("Accepted: Review");
        }
    }
}
