package almanac.sync.webhook;

import almanac.sync.delivery.Outbox;
import almanac.sync.local.FactLog;
import almanac.sync.work.Dispatcher;
import almanac.user.UserId;
import almanac.webhook.EndpointId;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Adds stretches of history to an endpoint's outbox again, page by page; after a crash it goes on
 * with the page that was not done.
 */
final class Redelivery implements Dispatcher.Jobs<EndpointId, Endpoint> {

    private static final Duration LEASE = Duration.ofMinutes(2);
    private static final int PAGE = 500;

    private final Endpoints endpoints;
    private final Fanout fanout;
    private final FactLog log;
    private final Outbox<Occasion> outbox;
    private final Clock clock;

    Redelivery(
            Endpoints endpoints, Fanout fanout, FactLog log, Outbox<Occasion> outbox, Clock clock) {
        this.endpoints = endpoints;
        this.fanout = fanout;
        this.log = log;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Adds all that is to be added, on the calling thread. */
    void run() {
        var claimed = claim(List.of());
        while (claimed.isPresent()) {
            carryOut(claimed.get());
            claimed = claim(List.of());
        }
    }

    @Override
    public Optional<Endpoint> claim(List<EndpointId> full) {
        return endpoints.claimAgain(clock.instant(), LEASE);
    }

    @Override
    public EndpointId group(Endpoint claimed) {
        return claimed.id();
    }

    @Override
    public String name(Endpoint claimed) {
        return "history for endpoint " + claimed.id();
    }

    @Override
    public int atOnce(EndpointId endpoint) {
        return 1;
    }

    /** Adds one page. */
    @Override
    public void carryOut(Endpoint claimed) {
        var stretch = claimed.again().orElseThrow();
        var page = log.after(stretch.done(), PAGE);
        for (var logged : page) {
            if (logged.position() <= stretch.until()) {
                fanout.of(logged, owners -> only(claimed, owners))
                        .forEach(each ->
                                outbox.addAgain(WhenSomethingHappenedThenDeliver.parcel(each)));
            }
        }
        endpoints.added(claimed, page.isEmpty() ? stretch.until() : page.getLast().position());
    }

    private static List<Endpoint> only(Endpoint endpoint, Collection<UserId> owners) {
        return owners.contains(endpoint.owner()) ? List.of(endpoint) : List.of();
    }
}
