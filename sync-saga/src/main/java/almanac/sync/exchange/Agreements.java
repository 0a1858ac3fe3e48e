package almanac.sync.exchange;

import almanac.entry.ImportedEntry;
import almanac.sync.link.Link;
import almanac.sync.link.Links;
import almanac.sync.local.Held;
import almanac.sync.provider.RemoteObject;
import almanac.sync.reconcile.Bases;
import almanac.sync.reconcile.Cut;
import almanac.sync.reconcile.Plan;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * What is remembered of an object that was brought together: against that, later edits are told.
 */
final class Agreements {

    private final OurSide ourSide;
    private final Links links;
    private final Outbox outbox;
    private final Clock clock;

    Agreements(OurSide ourSide, Links links, Outbox outbox, Clock clock) {
        this.ourSide = ourSide;
        this.links = links;
        this.outbox = outbox;
        this.clock = clock;
    }

    /**
     * @param held ours as it was planned with
     * @param due ours as it was before what of it is still to be pushed; empty where the plan tells
     */
    Link tied(
            MappingRun run,
            Link.Key key,
            Optional<Link> link,
            RemoteObject object,
            Held held,
            Plan plan,
            Optional<ImportedEntry> due) {
        var bases =
                due.map(before -> new Bases(before, object.content()))
                        .orElseGet(() -> bases(run, key, object, held, plan));
        var tied =
                link.or(() -> links.find(key))
                        .map(known -> known.agreed(bases, object).echoing(false))
                        .orElseGet(() -> Link.found(key, bases, object));
        return plan.local() instanceof Plan.Stays
                ? tied
                : tied.written(Link.Origin.REMOTE, clock.instant(), Breaker.since(clock));
    }

    private Bases bases(MappingRun run, Link.Key key, RemoteObject object, Held held, Plan plan) {
        var localNow = cut(run, key, object, after(run, key, held, plan), plan);
        return plan.remote() instanceof Plan.Stays
                ? plan.bases(localNow, object.content())
                : plan.basesBeforePush(localNow, object.content());
    }

    /** Where ours ends earlier than the provider's, that is still to be pushed. */
    private ImportedEntry cut(
            MappingRun run,
            Link.Key key,
            RemoteObject object,
            Optional<ImportedEntry> after,
            Plan plan) {
        var kept = after.orElse(object.content());
        if (!(plan.local() instanceof Plan.Becomes(var said))) {
            return kept;
        }
        var cut = Cut.of(said, kept);
        if (cut.isEmpty()) {
            return kept;
        }
        ourSide.disputes(run, key, object.version(), List.of(cut.get()));
        outbox.add(key.mapping(), key.entry());
        return Cut.beforehand(said, kept);
    }

    /**
     * Ours as it is after the change, of which perhaps nothing could be taken; an edit that came
     * right behind it is none of ours.
     */
    private Optional<ImportedEntry> after(MappingRun run, Link.Key key, Held before, Plan plan) {
        if (!(plan.local() instanceof Plan.Becomes(var content))) {
            return before.part(key.part());
        }
        if (content.recurrence().isEmpty()) {
            return Optional.of(content);
        }
        var held = ourSide.entry(key.entry());
        var isOurs =
                held.revision() == before.revision() || held.run().equals(Optional.of(run.run()));
        return isOurs ? held.part(key.part()) : Optional.of(content);
    }
}
