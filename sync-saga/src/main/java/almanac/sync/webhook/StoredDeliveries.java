package almanac.sync.webhook;

import almanac.message.Rejected;
import almanac.message.Rejection;
import almanac.sync.delivery.Outbox;
import almanac.sync.delivery.Sent;
import almanac.sync.local.FactLog;
import almanac.sync.oauth.SigningSecrets;
import almanac.sync.webhook.Answer.Verdict;
import almanac.sync.work.Allowances;
import almanac.sync.work.Bell;
import almanac.user.UserId;
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

    /** Of those that wait, to find one that was tried. */
    private static final int LOOKED_AT = 50;

    private final Endpoints endpoints;
    private final Outbox<Occasion> outbox;
    private final SigningSecrets secrets;
    private final Requests requests;
    private final CloudEvents events;
    private final FactLog log;
    private final Allowed allowed;
    private final Bell again;
    private final Clock clock;

    /**
     * How often somebody else is asked something at once.
     *
     * @param tests of each endpoint
     * @param asks for each user
     */
    record Allowed(Allowances tests, Allowances asks) {

        private static void take(Allowances of, String who) {
            of.take(who)
                    .ifPresent(wait -> {
                        throw new Rejected(new Rejection.TooManyRequests(wait));
                    });
        }

        void sweep() {
            tests.sweep();
            asks.sweep();
        }
    }

    /**
     * @param again rung when there is history to add
     */
    StoredDeliveries(
            Endpoints endpoints,
            Outbox<Occasion> outbox,
            SigningSecrets secrets,
            Requests requests,
            CloudEvents events,
            FactLog log,
            Allowed allowed,
            Bell again,
            Clock clock) {
        this.endpoints = endpoints;
        this.outbox = outbox;
        this.secrets = secrets;
        this.requests = requests;
        this.events = events;
        this.log = log;
        this.allowed = allowed;
        this.again = again;
        this.clock = clock;
    }

    @Override
    public Optional<String> objection(URI url) {
        return requests.objection(url);
    }

    @Override
    public Optional<String> refusal(UserId user, URI url) {
        Allowed.take(allowed.asks(), user.toString());
        var answer = requests.ask(url, secrets.once());
        return answer.verdict() == Verdict.TAKEN ? Optional.empty() : Optional.of(answer.detail());
    }

    @Override
    public Optional<Failing> failing(EndpointId endpoint) {
        return endpoints
                .find(endpoint)
                .flatMap(Endpoint::failingSince)
                .map(since -> new Failing(since, latest(endpoint)));
    }

    private String latest(EndpointId endpoint) {
        return outbox
                .of(
                        Occasion.group(endpoint),
                        Optional.of(Sent.State.WAITING),
                        Long.MAX_VALUE,
                        LOOKED_AT)
                .stream()
                .filter(sent -> sent.attempts() > 0)
                .map(Sent::note)
                .findFirst()
                .orElse("");
    }

    @Override
    public String sign(EndpointId endpoint, Optional<String> chosen) {
        return secrets.keep(endpoint.toString(), chosen);
    }

    @Override
    public Attempt test(EndpointId endpoint, URI url, Topic topic) {
        Allowed.take(allowed.tests(), endpoint.toString());
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
            again.ring();
        }
        return head;
    }
}
