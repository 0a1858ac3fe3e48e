package almanac.sync.inbound;

import almanac.connection.TraceLine.Reason;
import almanac.connection.TraceLine.Step;
import almanac.entry.OccurrenceKey;
import almanac.sync.exchange.Exchange;
import almanac.sync.exchange.Gate;
import almanac.sync.exchange.MappingRun;
import almanac.sync.exchange.OurSide;
import almanac.sync.link.Link;
import almanac.sync.link.LinkedMapping;
import almanac.sync.link.Links;
import almanac.sync.local.Held;
import almanac.sync.provider.RemoteObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Of one page's arrivals those that left another calendar of the account for this one. */
final class Moves {

    private final Exchange exchange;
    private final OurSide ourSide;
    private final Links links;
    private final MappingRun run;
    private final List<LinkedMapping> others;
    private final Map<String, List<Link>> elsewhere;
    private final boolean readBefore;

    /**
     * @param others the mappings that other calendars of the account have, or had until they were
     *     untied
     * @param elsewhere the links that those have of the arrivals' UIDs
     * @param readBefore whether this is not the first round over the calendar
     */
    Moves(
            Exchange exchange,
            OurSide ourSide,
            Links links,
            MappingRun run,
            List<LinkedMapping> others,
            Map<String, List<Link>> elsewhere,
            boolean readBefore) {
        this.exchange = exchange;
        this.ourSide = ourSide;
        this.links = links;
        this.run = run;
        this.others = others;
        this.elsewhere = elsewhere;
        this.readBefore = readBefore;
    }

    /** The link of an object that left another calendar of the account for this one. */
    Optional<Link> of(RemoteObject object) {
        return elsewhere.getOrDefault(object.content().uid(), List.of()).stream()
                .filter(link -> link.movedByUs() || wholly(ourSide.entry(link.key().entry()), link))
                .filter(link -> untied(here(link)) && left(link))
                .findFirst();
    }

    private Link.Key here(Link there) {
        return new Link.Key(run.mapping().id(), there.key().entry(), there.key().part());
    }

    private boolean untied(Link.Key key) {
        return links.find(key).filter(link -> link.state() != Link.State.TOMBSTONE).isEmpty();
    }

    /** Of what is gone on both sides there, only what we moved here ourselves comes along. */
    private boolean left(Link link) {
        return switch (link.state()) {
            case LEAVING -> true;
            case TOMBSTONE -> ourSide.entry(link.key().entry()).on(run.mapping().calendar());
            case LIVE -> isGoneFromThere(link);
            // nothing new in a calendar that is read for the first time was moved there lately
            case CREATING -> readBefore;
            case DETACHED -> false;
        };
    }

    /**
     * A part alone comes along only where we have moved the whole entry here ourselves; and what
     * its calendar had when it was untied stays there, wherever the object goes.
     */
    private boolean wholly(Held held, Link link) {
        var there = mappingOf(link).filter(each -> !each.ended()).map(LinkedMapping::calendar);
        var first = link.key().part().equals(OccurrenceKey.FIRST);
        return held.on(run.mapping().calendar())
                ? first || held.part(link.key().part()).isPresent()
                : first && there.filter(it -> held.partsOn(it).size() == 1).isPresent();
    }

    private Optional<LinkedMapping> mappingOf(Link link) {
        return others.stream().filter(each -> each.id().equals(link.key().mapping())).findFirst();
    }

    private boolean isGoneFromThere(Link link) {
        return mappingOf(link)
                .flatMap(each -> run.account().calendar(each.terms().externalId()))
                .filter(calendar ->
                        run.provider()
                                .fetch(Gate.remote(calendar), link.object().orElseThrow())
                                .isEmpty())
                .isPresent();
    }

    /** The old link goes last: until then the move is recognised again. */
    Exchange.Effect carryOut(Link old, RemoteObject object) {
        var held = ourSide.entry(old.key().entry());
        // whoever has moved ours on after our own move has the last word
        if (!old.movedByUs() && !held.on(run.mapping().calendar())) {
            ourSide.move(run, old.key().entry(), run.mapping().calendar(), held);
        }
        var key = here(old);
        if (old.remote().isPresent()) {
            var found = Link.found(key, old.bases(), old.remote().get());
            exchange.present(run, found.attempting(old.attempt()), object);
        } else {
            var draft = old.bases().local();
            var made = Link.nothing(key, draft).creating(old.operation(), draft);
            exchange.created(run, made, object);
        }
        links.save(old.in(Link.State.TOMBSTONE));
        run.trace()
                .line(
                        old.key().entry(),
                        Step.DECISION,
                        Reason.ADOPTED,
                        "moved here from another calendar");
        return Exchange.Effect.UPDATED;
    }
}
