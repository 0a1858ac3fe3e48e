package almanac.sync.inbound;

import static java.util.stream.Collectors.toCollection;

import almanac.connection.Pause;
import almanac.sync.exchange.Exchange;
import almanac.sync.exchange.Exchange.Effect;
import almanac.sync.exchange.MappingRun;
import almanac.sync.link.Link;
import almanac.sync.link.LinkedMapping;
import almanac.sync.link.Links;
import almanac.sync.link.Mappings;
import almanac.sync.local.Reads;
import almanac.sync.provider.ProviderFailed;
import almanac.sync.provider.RemoteObject;
import almanac.sync.work.Step.Grip;
import almanac.time.Span;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Ends a full round: what it did not show is looked for one by one, and only what is not found is
 * gone. Where that is most of a calendar, nothing is deleted before a person has looked: a provider
 * that answers with an empty calendar is more often broken than obeyed. The same holds for what
 * went here while nothing was synced: who cleared a calendar then did not mean the provider's.
 */
public final class Sweep {

    /** Fewer than this may always vanish. */
    static final int FEW = 10;

    private final Exchange exchange;
    private final Departures departures;
    private final Links links;
    private final Mappings mappings;
    private final GoneHere goneHere;

    public Sweep(
            Exchange exchange, Departures departures, Links links, Mappings mappings, Reads reads) {
        this.exchange = exchange;
        this.departures = departures;
        this.links = links;
        this.mappings = mappings;
        this.goneHere = new GoneHere(links, reads);
    }

    /** Thrown where too much would vanish; the mapping is paused with this reason. */
    public static final class TooMuchGone extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final String reason;

        TooMuchGone(String reason) {
            super(reason, null, false, false);
            this.reason = reason;
        }

        public String reason() {
            return reason;
        }
    }

    /**
     * Answers how many of ours changed.
     *
     * @param windowStart what ended before it was not covered by the round
     */
    int sweep(MappingRun run, Round round, Optional<Instant> windowStart, Grip grip) {
        var mapping = run.mapping().id();
        var gone = new ArrayList<Link>();
        var changed = 0;
        for (var link : links.unseen(mapping, round.name())) {
            if (windowStart.filter(start -> endedBefore(link, start)).isPresent()) {
                continue;
            }
            grip.keep();
            Optional<RemoteObject> now;
            try {
                now = run.provider().fetch(run.calendar(), link.object().orElseThrow());
            } catch (ProviderFailed failed) {
                Unfetched.note(run, link, "is not listed", failed);
                continue;
            }
            if (now.isEmpty()) {
                gone.add(link);
            } else if (!now.get().version().equals(version(link))) {
                changed += count(exchange.present(run, link, now.get()));
            }
        }
        refuseTooMuch(run.mapping(), gone, round.goesOn(run) ? goneHere.of(run) : List.of());
        for (var link : gone) {
            changed += count(departures.gone(run, link));
        }
        if (run.mapping().mayVanish() > 0) {
            mappings.confirmationUsed(mapping);
        }
        return changed;
    }

    private void refuseTooMuch(LinkedMapping mapping, List<Link> there, List<Link> here) {
        var gone = keys(there);
        gone.addAll(keys(here));
        var all = links.count(mapping.id(), Link.State.LIVE);
        if (gone.size() > mapping.mayVanish() && gone.size() >= FEW && gone.size() * 2L > all) {
            var reason = reason(there.size(), gone.size() - there.size(), all);
            mappings.paused(mapping.id(), new Pause.TooMuchGone(reason, gone.size()));
            throw new TooMuchGone(reason);
        }
    }

    private static Set<Link.Key> keys(List<Link> links) {
        return links.stream().map(Link::key).collect(toCollection(HashSet::new));
    }

    /**
     * @param here those that are still at the provider
     */
    private static String reason(int there, int here, long all) {
        var gone = new ArrayList<String>();
        if (there > 0) {
            gone.add(there + " of " + all + " events are not at the provider any more");
        }
        if (here > 0) {
            gone.add(here + " of " + all + " events left this calendar while it was not synced");
        }
        return String.join(", ", gone) + "; sync is paused so that nothing is deleted by mistake";
    }

    private static String version(Link link) {
        return link.remote().orElseThrow().version();
    }

    private static int count(Effect effect) {
        return effect == Effect.NOTHING || effect == Effect.REFUSED ? 0 : 1;
    }

    /** A series may go on for ever, so only single events are known to have ended. */
    private static boolean endedBefore(Link link, Instant start) {
        var content = link.remote().orElseThrow().content();
        Span span = content.span();
        return content.recurrence().isEmpty() && span.endsAt(ZoneOffset.MIN).isBefore(start);
    }
}
