package almanac.sync.mail;

import almanac.entry.MailAddress;
import jakarta.activation.DataHandler;
import jakarta.mail.Address;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.UnsupportedEncodingException;
import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.Properties;

/**
 * Sends mails by SMTP (RFC 5321), one conversation each. The text and the first scheduling message
 * are two ways to say the same; further ones follow as parts of their own (RFC 6047 2.4).
 */
public final class SmtpMails implements Mails {

    private static final String UTF_8 = StandardCharsets.UTF_8.name();

    private final SmtpSettings settings;
    private final Session session;

    public SmtpMails(SmtpSettings settings) {
        this.settings = settings;
        this.session = Session.getInstance(properties(settings));
    }

    private static Properties properties(SmtpSettings settings) {
        var properties = new Properties();
        var name = protocol(settings);
        var prefix = "mail." + name + ".";
        var timeout = Long.toString(settings.timeout().toMillis());
        properties.put("mail.transport.protocol", name);
        properties.put(prefix + "connectiontimeout", timeout);
        properties.put(prefix + "timeout", timeout);
        properties.put(prefix + "writetimeout", timeout);
        properties.put(prefix + "from", settings.from().text());
        properties.put(prefix + "auth", Boolean.toString(settings.login().isPresent()));
        properties.put(prefix + "ssl.checkserveridentity", "true");
        settings.trust().ifPresent(trust -> properties.put(prefix + "ssl.socketFactory", trust));
        var upgrades = settings.security() == SmtpSettings.Security.STARTTLS;
        properties.put(prefix + "starttls.enable", Boolean.toString(upgrades));
        properties.put(prefix + "starttls.required", Boolean.toString(upgrades));
        return properties;
    }

    private static String protocol(SmtpSettings settings) {
        return settings.security() == SmtpSettings.Security.TLS ? "smtps" : "smtp";
    }

    @Override
    public MailAddress sender() {
        return settings.from();
    }

    @Override
    public void send(Mail mail) {
        try {
            var message = message(mail);
            try (var transport = session.getTransport(protocol(settings))) {
                var login = settings.login();
                transport.connect(
                        settings.host(),
                        settings.port(),
                        login.map(SmtpSettings.Login::username).orElse(null),
                        login.map(SmtpSettings.Login::password).orElse(null));
                transport.sendMessage(message, new Address[] {address(mail.to())});
            }
        } catch (MessagingException failure) {
            throw SmtpFailures.classified(failure);
        }
    }

    private MimeMessage message(Mail mail) throws MessagingException {
        var message = new Numbered(session, mail.id());
        message.setFrom(named(settings.from(), mail.sender()));
        message.setReplyTo(new Address[] {address(mail.replyTo())});
        message.setRecipient(MimeMessage.RecipientType.TO, address(mail.to()));
        message.setSubject(MailText.oneLine(mail.subject()), UTF_8);
        message.setSentDate(Date.from(mail.at()));
        // nobody's absence note should answer it (RFC 3834 5)
        message.setHeader("Auto-Submitted", "auto-generated");
        message.setContent(content(mail));
        message.saveChanges();
        return message;
    }

    private static MimeMultipart content(Mail mail) throws MessagingException {
        var said = new MimeMultipart("alternative");
        var text = new MimeBodyPart();
        text.setText(mail.text(), UTF_8);
        said.addBodyPart(text);
        said.addBodyPart(calendar(mail.calendars().getFirst()));
        if (mail.calendars().size() == 1) {
            return said;
        }
        var all = new MimeMultipart("mixed");
        var first = new MimeBodyPart();
        first.setContent(said);
        all.addBodyPart(first);
        for (var more : mail.calendars().subList(1, mail.calendars().size())) {
            all.addBodyPart(calendar(more));
        }
        return all;
    }

    private static MimeBodyPart calendar(Mail.Calendar calendar) throws MessagingException {
        var part = new MimeBodyPart();
        var type = "text/calendar; charset=UTF-8; method=" + calendar.method();
        part.setDataHandler(
                new DataHandler(
                        new ByteArrayDataSource(
                                calendar.text().getBytes(StandardCharsets.UTF_8), type)));
        part.setHeader("Content-Type", type);
        return part;
    }

    private static InternetAddress named(MailAddress address, String name)
            throws MessagingException {
        try {
            var named = address(address);
            named.setPersonal(MailText.oneLine(name), UTF_8);
            return named;
        } catch (UnsupportedEncodingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The domain as the mail system knows it (RFC 5890). */
    private static InternetAddress address(MailAddress address) throws MessagingException {
        var text = address.text();
        var at = text.lastIndexOf('@');
        try {
            return new InternetAddress(
                    text.substring(0, at + 1) + IDN.toASCII(text.substring(at + 1)), true);
        } catch (IllegalArgumentException noDomain) {
            throw new AddressException("no domain");
        }
    }

    /** Keeps the Message-ID that it was given. */
    private static final class Numbered extends MimeMessage {

        private final String id;

        Numbered(Session session, String id) {
            super(session);
            this.id = id;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", id);
        }
    }
}
