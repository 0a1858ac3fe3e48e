package almanac.sync.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.calendar.CalendarId;
import almanac.embedded.EmbeddedMongo;
import almanac.entry.Change;
import almanac.entry.Details;
import almanac.entry.EntryFact;
import almanac.entry.EntryId;
import almanac.message.Actor;
import almanac.sync.FactBook;
import almanac.sync.TestClock;
import almanac.sync.local.FactLog;
import almanac.sync.local.Run;
import almanac.sync.local.Writes;
import almanac.sync.net.OutboundHosts;
import almanac.sync.oauth.SigningSecrets;
import almanac.sync.oauth.VaultKeys;
import almanac.sync.work.Backoff;
import almanac.sync.work.Spans;
import almanac.time.End;
import almanac.time.Span;
import almanac.webhook.Deliveries;
import almanac.webhook.EndpointCommand;
import almanac.webhook.EndpointDetails;
import almanac.webhook.EndpointFact;
import almanac.webhook.EndpointId;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.axonframework.eventhandling.AnnotationEventHandlerAdapter;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.EventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventhandling.GenericTrackedDomainEventMessage;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** An endpoint that is a real HTTP server, and facts that it may be told of. */
class WebhookStage {

    static final EndpointId ENDPOINT = new EndpointId(3);
    static final EntryId ID = new EntryId(42);
    static final CalendarId BENS = new CalendarId(6);
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
    static final Actor ANA = Actor.user(FactBook.ANA);

    final TestClock clock = new TestClock(Instant.parse("2026-05-01T08:00:00Z"));
    final FactBook facts = new FactBook(clock);
    final TreeMap<Long, FactLog.Logged> log = new TreeMap<>();
    final List<Object> commands = new ArrayList<>();
    final Receiver receiver = new Receiver();
    final ObjectMapper mapper =
            new ObjectMapper().registerModules(new Jdk8Module(), new JavaTimeModule());
    EmbeddedMongo store;
    MongoClient client;
    WebhookSide side;
    Deliveries deliveries;
    long position = 1_000;

    @BeforeEach
    void open() {
        store = EmbeddedMongo.inMemory();
        client = MongoClients.create(store.settings().build());
        side = side(Set.of("127.0.0.1"));
        deliveries = side.deliveries();
        facts.share(BENS, FactBook.BEN, Set.of(FactBook.BEN));
    }

    @AfterEach
    void close() {
        receiver.close();
        client.close();
        store.close();
    }

    WebhookSide side(Set<String> allowed) {
        var database = client.getDatabase("test");
        var keys = VaultKeys.of(List.of(Base64.getEncoder().encodeToString(new byte[32])));
        var longest =
                new Random() {
                    private static final long serialVersionUID = 1L;

                    @Override
                    public long nextLong(long bound) {
                        return bound - 1;
                    }
                };
        return new WebhookSide(
                new WebhookSide.Setting(
                        database,
                        mapper,
                        facts,
                        new BookLog(),
                        new Noted(),
                        new SigningSecrets(database, keys, new SecureRandom()),
                        new WebhookSide.Terms(
                                OutboundHosts.allowing(allowed),
                                Duration.ofSeconds(2),
                                new Backoff(
                                        Duration.ofSeconds(10), Duration.ofHours(1), 16, longest),
                                Duration.ofDays(3)),
                        () -> URI.create("https://almanac.example"),
                        clock,
                        "node",
                        true,
                        Spans.NONE));
    }

    private final class BookLog implements FactLog {
        @Override
        public List<Logged> after(long place, int limit) {
            return log.tailMap(place, false).values().stream().limit(limit).toList();
        }

        @Override
        public long head() {
            return log.isEmpty() ? -1 : log.lastKey();
        }
    }

    /** Notes commands; disabling leaves its fact, as the aggregate would. */
    private final class Noted implements Writes {
        @Override
        @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
        public <R extends @Nullable Object> R send(Actor actor, Object command) {
            commands.add(command);
            if (command instanceof EndpointCommand.DisableEndpoint(var id, var reason)) {
                happens(new EndpointFact.EndpointDisabled(id, reason));
            }
            return null;
        }

        @Override
        @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
        public <R extends @Nullable Object> R send(Actor actor, Run run, Object command) {
            throw new AssertionError("no run is under way");
        }
    }

    /** Makes it, and answers its secret. */
    String registered(EndpointDetails details) {
        var secret = deliveries.sign(ENDPOINT, Optional.empty());
        happens(new EndpointFact.EndpointRegistered(ENDPOINT, FactBook.ANA, details));
        return secret;
    }

    /** Facts that are no entry's. */
    void happens(Object fact) {
        clock.pass(Duration.ofSeconds(1));
        GenericDomainEventMessage.clock = clock;
        shown(new GenericDomainEventMessage<>("other", "stream", 0, fact));
    }

    void happen(EntryFact... all) {
        clock.pass(Duration.ofSeconds(1));
        facts.happen(ANA, Map.of(), List.of(all))
                .forEach(each -> shown((DomainEventMessage<?>) each));
    }

    void shown(DomainEventMessage<?> message) {
        position += 7;
        log.put(
                position,
                new FactLog.Logged(
                        position,
                        message.getPayload(),
                        message.getSequenceNumber(),
                        message.getTimestamp()));
        again(position, message);
    }

    void again(long at, DomainEventMessage<?> message) {
        EventMessage<?> tracked =
                new GenericTrackedDomainEventMessage<>(
                        new GlobalSequenceTrackingToken(at), message);
        for (var policy : side.policies()) {
            try {
                var adapter = new AnnotationEventHandlerAdapter(policy);
                if (adapter.canHandle(tracked)) {
                    adapter.handle(tracked);
                }
            } catch (Exception failed) {
                throw new IllegalStateException(failed);
            }
        }
    }

    static Span at(String start) {
        var time = LocalDateTime.parse(start);
        return new Span.Timed(time, BERLIN, new End.At(time.plusMinutes(30)));
    }

    static EntryFact.EntryCreated dinner(CalendarId on) {
        return new EntryFact.EntryCreated(
                ID,
                on,
                "dinner@almanac",
                FactBook.ANA,
                Details.titled("Dinner"),
                at("2026-06-01T19:00"),
                Optional.empty(),
                Optional.empty());
    }

    static EntryFact updated(Change... changes) {
        return new EntryFact.EntryUpdated(ID, List.of(changes));
    }

    List<JsonNode> arrived() {
        return receiver.requests().stream().map(request -> json(request.body())).toList();
    }

    JsonNode json(String text) {
        try {
            return mapper.readTree(text);
        } catch (JsonProcessingException broken) {
            throw new IllegalStateException(broken);
        }
    }

    static String hmac(String secret, String text) throws Exception {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    }

    Deliveries.Delivery only() {
        var all = deliveries.of(ENDPOINT, Optional.empty(), 99_999, 5);
        assertThat(all).hasSize(1);
        return all.getFirst();
    }
}
