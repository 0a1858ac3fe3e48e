package almanac.sync.webhook;

import almanac.sync.delivery.Outbox;
import almanac.sync.local.FactLog;
import almanac.user.UserId;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;

/**
 * Adds stretches of history to an endpoint's outbox again, page by page; after a crash it goes on
 * with the page that was not done.
 */
final class Redelivery {

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

    /** Adds all that is to be added. */
    void run() {
        var more = true;
        while (more) {
            more = page();
        }
    }

    private boolean page() {
        var claimed = endpoints.claimAgain(clock.instant(), LEASE);
        claimed.ifPresent(this::page);
        return claimed.isPresent();
    }

    private void page(Endpoint endpoint) {
        var stretch = endpoint.again().orElseThrow();
        var page = log.after(stretch.done(), PAGE);
        for (var logged : page) {
            if (logged.position() <= stretch.until()) {
                fanout.of(logged, owners -> only(endpoint, owners))
                        .forEach(each ->
                                outbox.addAgain(WhenSomethingHappenedThenDeliver.parcel(each)));
            }
        }
        endpoints.added(endpoint, page.isEmpty() ? stretch.until() : page.getLast().position());
    }

    private static List<Endpoint> only(Endpoint endpoint, Collection<UserId> owners) {
        return owners.contains(endpoint.owner()) ? List.of(endpoint) : List.of();
    }
}
