package almanac.sync.mail;

import almanac.connection.ConflictPolicy;
import almanac.connection.ConnectionId;
import almanac.connection.ExternalCalendar;
import almanac.connection.MappingId;
import almanac.connection.MappingTerms;
import almanac.connection.ProviderKind;
import almanac.embedded.EmbeddedMongo;
import almanac.entry.EntryFact;
import almanac.entry.EntryId;
import almanac.entry.ImportedEntry;
import almanac.entry.MailAddress;
import almanac.entry.OccurrenceKey;
import almanac.message.Actor;
import almanac.message.Notice;
import almanac.sync.FactBook;
import almanac.sync.TestClock;
import almanac.sync.link.Accounts;
import almanac.sync.link.Link;
import almanac.sync.link.Links;
import almanac.sync.link.Mappings;
import almanac.sync.provider.RemoteObject;
import almanac.sync.reconcile.Bases;
import almanac.sync.work.Spans;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.icegreen.greenmail.store.FolderException;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.internet.ContentType;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.axonframework.eventhandling.AnnotationEventHandlerAdapter;
import org.axonframework.eventhandling.TrackedEventMessage;

/** A mail server that is real, a store, and the policy with what it needs. */
final class PostTown implements AutoCloseable {

    static final MailAddress SENDER = new MailAddress("calendar@almanac.example");

    final TestClock clock = new TestClock(Instant.parse("2026-05-01T08:00:00Z"));
    final FactBook facts = new FactBook(clock);
    private final EmbeddedMongo store = EmbeddedMongo.inMemory();
    private final MongoClient client = MongoClients.create(store.settings().build());
    private GreenMail server = started(0);
    private final int port = server.getSmtp().getPort();

    private static GreenMail started(int port) {
        var server = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        return server;
    }

    /** The mail side of a node. */
    MailSide side() {
        return side(Optional.of(smtp(port)), 1_000);
    }

    SmtpMails smtp(int at) {
        return new SmtpMails(
                new SmtpSettings(
                        "127.0.0.1",
                        at,
                        SmtpSettings.Security.NONE,
                        Optional.empty(),
                        Optional.empty(),
                        SENDER,
                        Duration.ofSeconds(5)));
    }

    MailSide side(Optional<Mails> mails, int perHour) {
        return new MailSide(
                new MailSide.Setting(
                        client.getDatabase("test"),
                        mapper(),
                        facts,
                        mails,
                        perHour,
                        clock,
                        "node",
                        true,
                        new Random(1),
                        Spans.NONE));
    }

    /** What an account is invited to is mirrored by the entry. */
    void mirrored(EntryId entry, String account, ImportedEntry content, boolean bothWays) {
        var database = client.getDatabase("test");
        var mapper = mapper();
        var connection = new ConnectionId(1);
        var mapping = new MappingId(1);
        var accounts = new Accounts(database, mapper);
        accounts.connected(connection, FactBook.ANA, ProviderKind.MICROSOFT, account, false);
        accounts.listed(
                connection,
                List.of(
                        new ExternalCalendar(
                                1,
                                "work",
                                "Work",
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                ExternalCalendar.Rights.OWNER,
                                true)));
        new Mappings(database, mapper)
                .tied(
                        mapping,
                        connection,
                        FactBook.ANA,
                        ProviderKind.MICROSOFT,
                        new MappingTerms(
                                "work",
                                FactBook.ANAS,
                                "Work",
                                bothWays,
                                false,
                                List.of(),
                                ConflictPolicy.NEWEST),
                        0);
        new Links(database, mapper)
                .save(
                        Link.found(
                                new Link.Key(mapping, entry, OccurrenceKey.FIRST),
                                new Bases(content, content),
                                new RemoteObject(
                                        "object",
                                        "v1",
                                        "handle",
                                        content,
                                        RemoteObject.Standing.INVITED,
                                        Optional.empty(),
                                        Optional.empty())));
    }

    private static ObjectMapper mapper() {
        return new ObjectMapper().registerModules(new Jdk8Module(), new JavaTimeModule());
    }

    int port() {
        return port;
    }

    void serverStops() {
        server.stop();
    }

    void serverIsBack() {
        server = started(port);
    }

    /** Ana does it, and wants people told. */
    List<TrackedEventMessage<EntryFact>> told(EntryFact... facts) {
        return by(Actor.user(FactBook.ANA), Notice.ATTENDEES.asMetaData(), facts);
    }

    List<TrackedEventMessage<EntryFact>> by(
            Actor actor, Map<String, String> more, EntryFact... all) {
        clock.pass(Duration.ofMinutes(1));
        return facts.happen(actor, more, List.of(all));
    }

    /** Shows the policy facts, as a processor does. */
    void shown(MailSide side, List<TrackedEventMessage<EntryFact>> messages) {
        var policy = new AnnotationEventHandlerAdapter(side.policy());
        for (var message : messages) {
            try {
                policy.handle(message);
            } catch (Exception failed) {
                throw new IllegalStateException(failed);
            }
        }
    }

    /** What came since the last look, in the order of their recipients. */
    List<Received> received() {
        var all =
                Arrays.stream(server.getReceivedMessages())
                        .map(Received::of)
                        .sorted(Comparator.comparing(Received::to))
                        .toList();
        try {
            server.purgeEmailFromAllMailboxes();
        } catch (FolderException impossible) {
            throw new IllegalStateException(impossible);
        }
        return all;
    }

    /** A mail as its reader has it. */
    record Received(
            String to,
            String from,
            String replyTo,
            String id,
            String subject,
            String text,
            List<Calendar> calendars,
            List<String> headers) {

        static Received of(MimeMessage message) {
            try {
                var texts = new ArrayList<String>();
                var calendars = new ArrayList<Calendar>();
                open(message, texts, calendars);
                var headers = new ArrayList<String>();
                message.getAllHeaderLines().asIterator().forEachRemaining(headers::add);
                return new Received(
                        message.getAllRecipients()[0].toString(),
                        ((InternetAddress) message.getFrom()[0]).toUnicodeString(),
                        message.getReplyTo()[0].toString(),
                        message.getMessageID(),
                        message.getSubject(),
                        String.join("\n", texts),
                        calendars,
                        headers);
            } catch (MessagingException | IOException broken) {
                throw new IllegalStateException(broken);
            }
        }

        private static void open(Part part, List<String> texts, List<Calendar> calendars)
                throws MessagingException, IOException {
            if (part.getContent() instanceof Multipart all) {
                for (var i = 0; i < all.getCount(); i++) {
                    open(all.getBodyPart(i), texts, calendars);
                }
            } else if (part.isMimeType("text/calendar")) {
                var bytes = part.getInputStream().readAllBytes();
                calendars.add(
                        new Calendar(
                                new ContentType(part.getContentType()).getParameter("method"),
                                new String(bytes, StandardCharsets.UTF_8).replace("\r\n ", "")));
            } else {
                texts.add(part.getContent().toString());
            }
        }

        /** The one scheduling message. */
        Calendar calendar() {
            if (calendars.size() != 1) {
                throw new AssertionError("not one: " + calendars);
            }
            return calendars.getFirst();
        }
    }

    /**
     * A scheduling message.
     *
     * @param method of its content type
     * @param text unfolded
     */
    record Calendar(String method, String text) {

        /** Without the definition of the zone, which has rules and dates of its own. */
        List<String> lines() {
            return text.replaceAll("(?s)BEGIN:VTIMEZONE.*END:VTIMEZONE\r\n", "").lines().toList();
        }
    }

    @Override
    public void close() {
        server.stop();
        client.close();
        store.close();
    }
}
