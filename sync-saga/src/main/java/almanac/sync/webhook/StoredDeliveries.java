package almanac.sync.webhook;

import almanac.message.Rejected;
import almanac.message.Rejection;
import almanac.sync.delivery.Outbox;
import almanac.sync.delivery.Sent;
import almanac.sync.local.FactLog;
import almanac.sync.oauth.SigningSecrets;
import almanac.sync.webhook.Answer.Verdict;
import almanac.sync.work.Allowances;
import almanac.webhook.Deliveries;
import almanac.webhook.EndpointId;
import almanac.webhook.Topic;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Deliveries as the outbox has them. */
final class StoredDeliveries implements Deliveries {

    private final Endpoints endpoints;
    private final Outbox<Occasion> outbox;
    private final SigningSecrets secrets;
    private final Requests requests;
    private final CloudEvents events;
    private final FactLog log;
    private final Allowances tests;
    private final Clock clock;

    StoredDeliveries(
            Endpoints endpoints,
            Outbox<Occasion> outbox,
            SigningSecrets secrets,
            Requests requests,
            CloudEvents events,
            FactLog log,
            Allowances tests,
            Clock clock) {
        this.endpoints = endpoints;
        this.outbox = outbox;
        this.secrets = secrets;
        this.requests = requests;
        this.events = events;
        this.log = log;
        this.tests = tests;
        this.clock = clock;
    }

    @Override
    public Optional<String> objection(URI url) {
        return requests.objection(url);
    }

    @Override
    public String sign(EndpointId endpoint, Optional<String> chosen) {
        return secrets.keep(endpoint.toString(), chosen);
    }

    @Override
    public Attempt test(EndpointId endpoint, URI url, Topic topic) {
        tests.take(endpoint.toString())
                .ifPresent(wait -> {
                    throw new Rejected(new Rejection.TooManyRequests(wait));
                });
        var begun = clock.instant();
        var answer = requests.send(endpoint, url, events.test(endpoint, topic, begun));
        return new Attempt(
                answer.verdict() == Verdict.TAKEN,
                answer.status(),
                answer.detail(),
                Duration.between(begun, clock.instant()));
    }

    @Override
    public List<Delivery> of(EndpointId endpoint, Optional<State> state, long before, int limit) {
        return outbox
                .of(Occasion.group(endpoint), state.map(StoredDeliveries::stored), before, limit)
                .stream()
                .map(StoredDeliveries::delivery)
                .toList();
    }

    private static Sent.State stored(State state) {
        return switch (state) {
            case PENDING -> Sent.State.WAITING;
            case DELIVERED -> Sent.State.GONE;
            case FAILED -> Sent.State.DEAD;
            case SKIPPED -> Sent.State.DROPPED;
        };
    }

    private static State shown(Sent.State state) {
        return switch (state) {
            case WAITING -> State.PENDING;
            case GONE -> State.DELIVERED;
            case DEAD -> State.FAILED;
            case DROPPED -> State.SKIPPED;
        };
    }

    private static Delivery delivery(Sent<Occasion> sent) {
        return new Delivery(
                sent.parcel().position(),
                sent.parcel().content().topic(),
                shown(sent.state()),
                sent.attempts(),
                sent.note(),
                sent.due(),
                sent.changedAt());
    }

    @Override
    public Optional<Delivery> replay(EndpointId endpoint, long sequence) {
        var id = Occasion.id(endpoint, sequence);
        return outbox.revive(id)
                ? outbox.find(id).map(StoredDeliveries::delivery)
                : Optional.empty();
    }

    @Override
    public long redeliver(EndpointId endpoint, long since) {
        var head = log.head();
        if (since < head) {
            endpoints.again(endpoint, since, head);
        }
        return head;
    }
}
