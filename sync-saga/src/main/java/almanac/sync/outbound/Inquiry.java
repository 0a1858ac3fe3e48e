package almanac.sync.outbound;

import almanac.sync.exchange.Exchange;
import almanac.sync.exchange.MappingRun;
import almanac.sync.inbound.Departures;
import almanac.sync.link.Link;
import almanac.sync.link.Links;
import almanac.sync.provider.ProviderFailed;
import almanac.sync.provider.ProviderFailure;
import almanac.sync.provider.RemoteObject;
import java.util.Optional;

/** Asks the provider what an object is now, where what is remembered of it may be behind. */
final class Inquiry {

    private final Exchange exchange;
    private final Departures departures;
    private final Links links;

    Inquiry(Exchange exchange, Departures departures, Links links) {
        this.exchange = exchange;
        this.departures = departures;
        this.links = links;
    }

    /** Somebody wrote there first: their news come in, and what is then left of ours goes out. */
    Optional<Link> behind(MappingRun run, Link link) {
        var now = now(run, link);
        if (now.filter(object -> isKnown(link, object)).isPresent()) {
            throw new ProviderFailed(
                    new ProviderFailure.Refused("the provider calls it changed, and it is not"));
        }
        return told(run, link, now);
    }

    /** We asked for something and heard no answer: what became of it shows there. */
    Optional<Link> unanswered(MappingRun run, Link link) {
        var now = now(run, link);
        if (now.filter(object -> isKnown(link, object)).isPresent()) {
            links.save(link.answered());
            return Optional.of(link.answered());
        }
        return told(run, link, now);
    }

    private static Optional<RemoteObject> now(MappingRun run, Link link) {
        return run.provider().fetch(run.calendar(), link.object().orElseThrow());
    }

    private static boolean isKnown(Link link, RemoteObject now) {
        return now.version().equals(link.remote().orElseThrow().version());
    }

    private Optional<Link> told(MappingRun run, Link link, Optional<RemoteObject> now) {
        now.ifPresentOrElse(
                object -> exchange.present(run, link, object), () -> departures.gone(run, link));
        return links.find(link.key());
    }
}
