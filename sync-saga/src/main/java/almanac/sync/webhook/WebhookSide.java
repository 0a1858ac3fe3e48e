package almanac.sync.webhook;

import almanac.sync.delivery.Dispatch;
import almanac.sync.delivery.GivenUp;
import almanac.sync.delivery.GivenUps;
import almanac.sync.delivery.Outbox;
import almanac.sync.delivery.Parcels;
import almanac.sync.delivery.Sent;
import almanac.sync.local.Archive;
import almanac.sync.local.FactLog;
import almanac.sync.local.Writes;
import almanac.sync.net.OutboundHosts;
import almanac.sync.oauth.SigningSecrets;
import almanac.sync.work.Allowances;
import almanac.sync.work.Backoff;
import almanac.sync.work.Bell;
import almanac.sync.work.Dispatcher;
import almanac.sync.work.Spans;
import almanac.webhook.Deliveries;
import almanac.webhook.EndpointId;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.mongodb.client.MongoDatabase;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/**
 * Everything that tells endpoints what happens, made from a database.
 *
 * <p>The processor {@link #GROUP} feeds {@link #policies()}, in order and in one segment.
 */
public final class WebhookSide {

    /** A processor of its own: endpoints hold nobody up. */
    public static final String GROUP = "webhooks";

    /** So long a delivery can be looked at and replayed. */
    private static final Duration KNOWN = Duration.ofDays(30);

    private static final int TESTS_PER_MINUTE = 10;
    private static final int ASKS_PER_MINUTE = 30;
    private static final int OF_ONE_ENDPOINT = 4;
    private static final int AT_ONCE = 32;

    private final Outbox<Occasion> outbox;
    private final List<Object> policies;
    private final Dispatch<Occasion> dispatch;
    private final Redelivery redelivery;
    private final Dispatcher<EndpointId, Endpoint> again;
    private final StoredDeliveries deliveries;
    private final StoredDeliveries.Allowed allowed;
    private final Clock clock;

    /**
     * How endpoints are treated.
     *
     * @param timeout of a request, with its answer
     * @param retry pauses after failures of one delivery, and after how many it is given up
     * @param disabledAfter an endpoint that fails so long is disabled
     */
    public record Terms(
            OutboundHosts hosts, Duration timeout, Backoff retry, Duration disabledAfter) {}

    /**
     * What the assembly supplies.
     *
     * @param source under which this installation is known
     * @param node names this node and no other that runs at the same time
     * @param lone whether no other node can have this database
     * @param spans puts the deliveries into traces
     */
    public record Setting(
            MongoDatabase database,
            ObjectMapper mapper,
            Archive archive,
            FactLog log,
            Writes writes,
            SigningSecrets secrets,
            Terms terms,
            Supplier<URI> source,
            Clock clock,
            String node,
            boolean lone,
            Spans spans) {}

    public WebhookSide(Setting setting) {
        this.clock = setting.clock();
        var database = setting.database();
        var terms = setting.terms();
        var bell = new Bell();
        var endpoints = new Endpoints(database, setting.mapper());
        var format = new Parcels<>(setting.mapper(), Occasion.class);
        this.outbox =
                new Outbox<>(database, "sync_deliveries", format, clock, bell, setting.spans());
        this.allowed =
                new StoredDeliveries.Allowed(
                        new Allowances(TESTS_PER_MINUTE, Duration.ofMinutes(1), clock),
                        new Allowances(ASKS_PER_MINUTE, Duration.ofMinutes(1), clock));
        var fanout = new Fanout(setting.archive());
        var events = new CloudEvents(setting.archive(), setting.mapper(), setting.source());
        var requests = new Requests(terms.hosts(), setting.secrets(), terms.timeout(), clock);
        this.policies =
                List.of(
                        new WhenEndpointChangedThenFollow(endpoints, outbox, setting.secrets()),
                        new WhenSomethingHappenedThenDeliver(endpoints, fanout, outbox));
        this.redelivery = new Redelivery(endpoints, fanout, setting.log(), outbox, clock);
        var asked = new Bell();
        this.again = new Dispatcher<>("webhooks-again", redelivery, asked, 1);
        var courier =
                new Courier(
                        endpoints,
                        outbox,
                        setting.archive(),
                        new Messages(
                                events, new Notifications(setting.archive(), setting.mapper())),
                        requests,
                        setting.writes(),
                        new Courier.Limits(terms.retry(), terms.disabledAfter()),
                        clock);
        this.dispatch =
                new Dispatch<>(
                        new Dispatch.Setting<>(
                                "webhooks",
                                outbox,
                                courier,
                                terms.retry(),
                                bell,
                                clock,
                                setting.node(),
                                OF_ONE_ENDPOINT,
                                AT_ONCE));
        this.deliveries =
                new StoredDeliveries(
                        endpoints,
                        outbox,
                        setting.secrets(),
                        requests,
                        events,
                        setting.log(),
                        allowed,
                        asked,
                        clock);
        outbox.ensureIndexes();
        endpoints.ensureIndexes();
        setting.secrets().rotate();
        if (setting.lone()) {
            outbox.freeAllOf(setting.node());
        }
    }

    /** The event handlers. */
    public List<Object> policies() {
        return policies;
    }

    /** What is on its way. */
    public Deliveries deliveries() {
        return deliveries;
    }

    /** What was given up. */
    public GivenUps<?> givenUp() {
        return new GivenUps<>(outbox, WebhookSide::told);
    }

    private static GivenUp told(Sent<Occasion> sent, String content) {
        var occasion = sent.parcel().content();
        return new GivenUp(
                occasion.endpoint().value() + "-" + occasion.position(),
                occasion.endpoint().toString(),
                occasion.endpoint().toString(),
                occasion.topic().word(),
                sent.note(),
                sent.changedAt(),
                content);
    }

    /** Begins to deliver, on this node. */
    public void start() {
        again.start();
        dispatch.start();
    }

    public void stop() {
        again.stop();
        dispatch.stop();
    }

    public boolean isRunning() {
        return dispatch.isRunning();
    }

    /** Does all that is due on the calling thread; answers how many attempts it made. */
    public int runDue() {
        redelivery.run();
        return dispatch.runDue();
    }

    /** Forgets deliveries of long ago; may run on several nodes at once. */
    public void sweep() {
        outbox.sweep(clock.instant().minus(KNOWN));
        allowed.sweep();
    }
}
