package almanac.sync.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import almanac.entry.Attendee;
import almanac.entry.Details;
import almanac.entry.EntryFact;
import almanac.entry.EntryId;
import almanac.entry.Invitee;
import almanac.entry.MailAddress;
import almanac.entry.Meeting;
import almanac.icalendar.ICalendarWriter;
import almanac.sync.FactBook;
import almanac.sync.mail.SmtpSettings.Login;
import almanac.sync.mail.SmtpSettings.Security;
import almanac.time.End;
import almanac.time.Span;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import javax.net.ssl.SSLSocketFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How mails are kept from others on their way, and what becomes of them where that fails. */
final class MailSecurityTest {

    private static final MailAddress CLEO = new MailAddress("cleo@example.net");
    private static final Login WRONG = new Login("almanac", "Guess-Work-77");

    @TempDir static Path directory;

    private static TestCertificate ours;
    private static TestCertificate elsewheres;

    private final PostTown town = new PostTown();

    @BeforeAll
    static void certificates() {
        ours = TestCertificate.of(directory, "ip:127.0.0.1");
        elsewheres = TestCertificate.of(directory, "dns:mail.example.net");
    }

    @AfterEach
    void close() {
        town.close();
    }

    private static SmtpMails mails(
            int port, Security security, Optional<Login> login, TestCertificate trusted) {
        return mails(port, security, login, Optional.of(MailTrust.in(trusted.pem())));
    }

    private static SmtpMails mails(
            int port, Security security, Optional<Login> login, Optional<SSLSocketFactory> trust) {
        return new SmtpMails(
                new SmtpSettings(
                        "127.0.0.1",
                        port,
                        security,
                        login,
                        trust,
                        PostTown.SENDER,
                        Duration.ofSeconds(10)));
    }

    /** Cleo is invited, and the mail is tried once. */
    private MailSide tried(SmtpMails mails) {
        var side = town.side(Optional.of(mails), 1_000);
        var time = LocalDateTime.parse("2026-06-01T19:00");
        var guests = List.of(Attendee.silent(Invitee.of(CLEO)));
        town.shown(
                side,
                town.told(
                        new EntryFact.EntryCreated(
                                new EntryId(42),
                                FactBook.ANAS,
                                "dinner@almanac",
                                FactBook.ANA,
                                Details.titled("Dinner")
                                        .with(new Meeting(Optional.empty(), guests, 0)),
                                new Span.Timed(
                                        time,
                                        ZoneId.of("Europe/Berlin"),
                                        new End.At(time.plusMinutes(30))),
                                Optional.empty(),
                                Optional.empty())));
        side.runDue();
        return side;
    }

    /** What waits in the town goes with other settings, some time later. */
    private void later(SmtpMails mails) {
        town.clock.pass(Duration.ofMinutes(20));
        town.side(Optional.of(mails), 1_000).runDue();
    }

    private static Mail mail() {
        return new Mail(
                "<1@almanac.example>",
                "Ana",
                PostTown.SENDER,
                CLEO,
                "Dinner",
                "Dinner at seven",
                List.of(
                        new Mail.Calendar(
                                ICalendarWriter.Method.REQUEST,
                                "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n")),
                java.time.Instant.parse("2026-05-01T08:00:00Z"));
    }

    private static MailFailed refused(SmtpMails mails) {
        return catchThrowableOfType(MailFailed.class, () -> mails.send(mail()));
    }

    @Test
    void a_server_that_begins_in_the_open_gets_login_and_mail_encrypted() {
        try (var server = SecureSmtp.startingTls(ours)) {
            tried(mails(server.port(), Security.STARTTLS, Optional.of(SecureSmtp.LOGIN), ours));

            assertThat(server.taken()).containsExactly(CLEO.text());
            assertThat(server.logins()).containsExactly("almanac");
        }
    }

    @Test
    void a_server_that_is_encrypted_from_the_first_byte_gets_them_too() {
        try (var server = SecureSmtp.tls(ours)) {
            tried(mails(server.port(), Security.TLS, Optional.of(SecureSmtp.LOGIN), ours));

            assertThat(server.taken()).containsExactly(CLEO.text());
        }
    }

    @Test
    void while_the_login_is_wrong_mails_wait_and_then_they_go() {
        try (var server = SecureSmtp.startingTls(ours)) {
            var side = tried(mails(server.port(), Security.STARTTLS, Optional.of(WRONG), ours));
            for (var i = 0; i < 30; i++) {
                town.clock.pass(Duration.ofMinutes(20));
                side.runDue();
            }
            assertThat(server.logins()).hasSizeGreaterThan(10);
            assertThat(server.taken()).isEmpty();
            assertThat(side.givenUp().latest(10)).isEmpty();

            later(mails(server.port(), Security.STARTTLS, Optional.of(SecureSmtp.LOGIN), ours));
            assertThat(server.taken()).containsExactly(CLEO.text());
        }
    }

    /** RFC 4954 6: a server that wants a login answers 530, which is no word about the mail. */
    @Test
    void while_a_login_is_missing_mails_wait_and_then_they_go() {
        try (var server = SecureSmtp.startingTls(ours)) {
            var none = mails(server.port(), Security.STARTTLS, Optional.empty(), ours);
            var side = tried(none);

            assertThat(refused(none).kind()).isEqualTo(MailFailed.Kind.SERVER_AWAY);
            assertThat(refused(none).reason()).contains("let us in", "530");
            assertThat(server.taken()).isEmpty();
            assertThat(side.givenUp().latest(10)).isEmpty();

            later(mails(server.port(), Security.STARTTLS, Optional.of(SecureSmtp.LOGIN), ours));
            assertThat(server.taken()).containsExactly(CLEO.text());
        }
    }

    @Test
    void where_starttls_is_not_offered_nothing_is_said_in_the_open() throws Exception {
        try (var server = new PickySmtp("nobody@example.net", "250 ok")) {
            var mails =
                    mails(
                            server.port(),
                            Security.STARTTLS,
                            Optional.of(SecureSmtp.LOGIN),
                            Optional.empty());
            var side = tried(mails);

            assertThat(refused(mails).kind()).isEqualTo(MailFailed.Kind.SERVER_AWAY);
            assertThat(server.taken()).isEmpty();
            assertThat(server.heard())
                    .isNotEmpty()
                    .allMatch(line -> line.startsWith("EHLO ") || line.equals("QUIT"));
            assertThat(side.givenUp().latest(10)).isEmpty();
        }
    }

    @Test
    void a_certificate_that_nobody_vouches_for_gets_neither_login_nor_mail() {
        try (var begins = SecureSmtp.startingTls(ours);
                var whole = SecureSmtp.tls(ours)) {
            var javas = Optional.<SSLSocketFactory>empty();
            var login = Optional.of(SecureSmtp.LOGIN);
            for (var mails :
                    List.of(
                            mails(begins.port(), Security.STARTTLS, login, javas),
                            mails(begins.port(), Security.STARTTLS, login, elsewheres),
                            mails(whole.port(), Security.TLS, login, javas),
                            mails(whole.port(), Security.TLS, login, elsewheres))) {
                var failed = refused(mails);
                assertThat(failed.kind()).isEqualTo(MailFailed.Kind.SERVER_AWAY);
                assertThat(failed.reason()).contains("certificate");
            }
            assertThat(begins.logins()).isEmpty();
            assertThat(whole.logins()).isEmpty();
        }
    }

    @Test
    void a_certificate_of_another_host_gets_neither_login_nor_mail() {
        try (var begins = SecureSmtp.startingTls(elsewheres);
                var whole = SecureSmtp.tls(elsewheres)) {
            var login = Optional.of(SecureSmtp.LOGIN);
            for (var mails :
                    List.of(
                            mails(begins.port(), Security.STARTTLS, login, elsewheres),
                            mails(whole.port(), Security.TLS, login, elsewheres))) {
                assertThat(refused(mails).reason()).contains("certificate");
            }
            assertThat(begins.logins()).isEmpty();
            assertThat(whole.logins()).isEmpty();
        }
    }

    @Test
    void no_password_gets_into_a_log_or_an_exception() {
        try (var server = SecureSmtp.startingTls(ours)) {
            var said = new StringWriter();
            var wrong = mails(server.port(), Security.STARTTLS, Optional.of(WRONG), ours);
            var right =
                    mails(server.port(), Security.STARTTLS, Optional.of(SecureSmtp.LOGIN), ours);
            said.append(logged(() -> tried(wrong)))
                    .append(logged(() -> later(right)))
                    .append(WRONG.toString())
                    .append(SecureSmtp.LOGIN.toString());
            refused(wrong).printStackTrace(new PrintWriter(said));

            assertThat(said.toString())
                    // each has said something, so that this test looks at all of them
                    .contains("STARTTLS", "mails wait until", "MailFailed", "Login[almanac")
                    .doesNotContain(secrets(WRONG))
                    .doesNotContain(secrets(SecureSmtp.LOGIN));
        }
    }

    /** As it is, and as the mechanisms LOGIN and PLAIN send it (RFC 4616). */
    private static String[] secrets(Login login) {
        return Arrays.stream(
                        new String[] {
                            login.password(), "\0" + login.username() + "\0" + login.password()
                        })
                .flatMap(text -> Arrays.stream(new String[] {text, encoded(text)}))
                .toArray(String[]::new);
    }

    private static String encoded(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /** What our logger and the one of the mail library say at their most talkative. */
    private static String logged(Runnable work) {
        var said = new ByteArrayOutputStream();
        var out = new PrintStream(said, true, StandardCharsets.UTF_8);
        var library = Logger.getLogger("");
        var level = library.getLevel();
        var errors = System.err;
        var handler = new Kept(out);
        library.addHandler(handler);
        library.setLevel(Level.ALL);
        System.setErr(out);
        try {
            work.run();
        } finally {
            System.setErr(errors);
            library.setLevel(level);
            library.removeHandler(handler);
        }
        return said.toString(StandardCharsets.UTF_8);
    }

    private static final class Kept extends Handler {

        private final PrintStream out;

        Kept(PrintStream out) {
            this.out = out;
            setLevel(Level.ALL);
        }

        @Override
        public void publish(LogRecord record) {
            out.println(record.getMessage() + " " + Arrays.toString(record.getParameters()));
        }

        @Override
        public void flush() {
            out.flush();
        }

        @Override
        public void close() {}
    }

    @Test
    void a_file_without_certificates_is_refused_at_once() throws IOException {
        var empty = Files.createFile(directory.resolve("empty.pem"));
        for (var file : List.of(empty, directory.resolve("missing.pem"))) {
            assertThat(
                            catchThrowableOfType(
                                    IllegalArgumentException.class, () -> MailTrust.in(file)))
                    .hasMessageContaining(file.toString());
        }
    }
}
