package almanac.sync.webhook;

import almanac.message.Actor;
import almanac.message.Origin;
import almanac.message.Rejected;
import almanac.sync.delivery.Carried;
import almanac.sync.delivery.Carrier;
import almanac.sync.delivery.Claim;
import almanac.sync.delivery.Outbox;
import almanac.sync.local.Archive;
import almanac.sync.local.Writes;
import almanac.sync.work.Backoff;
import almanac.webhook.EndpointCommand;
import almanac.webhook.Topic;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Takes one occasion to its endpoint, if its owner may still see what it is about, or is told that
 * it is gone. An endpoint that fails often is left alone for a while as a whole; one that says that
 * it is gone, or fails for days, is disabled.
 *
 * <p>At least once: a crash between the answer and its note sends it again, under the same id.
 */
final class Courier implements Carrier<Occasion> {

    /** From so many failures in a row on it is not about one occasion any more. */
    private static final int ILL = 5;

    /** Until what lies before it in history was added again. */
    private static final Duration TURN = Duration.ofSeconds(1);

    private final Endpoints endpoints;
    private final Outbox<Occasion> outbox;
    private final Archive archive;
    private final Messages messages;
    private final Requests requests;
    private final Writes writes;
    private final Limits limits;
    private final Clock clock;

    /**
     * @param illness how long an endpoint that fails is left alone
     * @param disabledAfter how long it may fail
     */
    record Limits(Backoff illness, Duration disabledAfter) {}

    Courier(
            Endpoints endpoints,
            Outbox<Occasion> outbox,
            Archive archive,
            Messages messages,
            Requests requests,
            Writes writes,
            Limits limits,
            Clock clock) {
        this.endpoints = endpoints;
        this.outbox = outbox;
        this.archive = archive;
        this.messages = messages;
        this.requests = requests;
        this.writes = writes;
        this.limits = limits;
        this.clock = clock;
    }

    @Override
    public Carried carry(Claim<Occasion> claim) {
        var occasion = claim.parcel().content();
        var found = endpoints.find(occasion.endpoint());
        if (found.filter(Endpoint::enabled).isEmpty()) {
            return new Carried.Refused("the endpoint is disabled");
        }
        var endpoint = found.get();
        var now = clock.instant();
        var rests = endpoint.restsUntil().filter(until -> until.isAfter(now));
        if (rests.isPresent()) {
            outbox.rest(occasion.group(), rests.get());
            return new Carried.Held(rests.get(), "the endpoint fails and is left alone");
        }
        if (endpoint.waitsFor(occasion.position())) {
            return new Carried.Held(now.plus(TURN), "what happened before it goes again first");
        }
        return tellable(endpoint, occasion)
                ? sent(endpoint, occasion)
                : new Carried.Dropped("its owner may not see it any more");
    }

    /**
     * A deletion names what was there and says nothing of it, so it outlives calendar and share.
     */
    private boolean tellable(Endpoint endpoint, Occasion occasion) {
        return switch (occasion.about()) {
            case Occasion.AnEntry about when occasion.topic() == Topic.EVENT_DELETED -> true;
            case Occasion.AnEntry(var entry, var sequence, var calendar) ->
                    archive.audience(calendar)
                            .filter(audience -> audience.readers().contains(endpoint.owner()))
                            .isPresent();
            case Occasion.AConnection(var connection, var detail) ->
                    archive.ownerOf(connection).filter(endpoint.owner()::equals).isPresent();
        };
    }

    private Carried sent(Endpoint endpoint, Occasion occasion) {
        var message = messages.of(endpoint, occasion);
        var answer = requests.send(endpoint.id(), endpoint.details().url(), message);
        return switch (answer.verdict()) {
            case TAKEN -> {
                if (endpoint.failures() > 0) {
                    endpoints.succeeded(endpoint.id());
                }
                yield new Carried.Gone(answer.detail());
            }
            case GONE -> {
                disable(endpoint, "it answered 410 Gone");
                yield new Carried.Refused(answer.detail());
            }
            case REDIRECTS, BUSY, REFUSES, BROKEN, SLOW, UNREACHABLE, FORBIDDEN ->
                    failed(endpoint, answer);
        };
    }

    private Carried failed(Endpoint endpoint, Answer answer) {
        var now = clock.instant();
        var fares = endpoints.failed(endpoint.id(), now).orElse(endpoint);
        if (tooLong(fares, now)) {
            disable(
                    endpoint,
                    "it failed for " + limits.disabledAfter() + ", last: " + answer.detail());
            return new Carried.Refused(answer.detail());
        }
        if (fares.failures() >= ILL) {
            var until = now.plus(limits.illness().pause(fares.failures() - ILL));
            endpoints.rest(endpoint.id(), until);
            outbox.rest(Occasion.group(endpoint.id()), until);
        }
        return new Carried.Failed(answer.detail(), answer.atLeast());
    }

    private boolean tooLong(Endpoint fares, Instant now) {
        return fares.failingSince()
                .filter(since -> since.plus(limits.disabledAfter()).isBefore(now))
                .isPresent();
    }

    private void disable(Endpoint endpoint, String reason) {
        try {
            writes.<Object>send(
                    new Actor(endpoint.owner(), Origin.of(Origin.Kind.SYSTEM)),
                    new EndpointCommand.DisableEndpoint(endpoint.id(), reason));
        } catch (Rejected gone) {
            // its owner deleted it at the same time
        }
    }
}
