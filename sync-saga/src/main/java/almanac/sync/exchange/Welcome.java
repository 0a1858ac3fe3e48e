package almanac.sync.exchange;

import almanac.connection.TraceLine.Step;
import almanac.entry.ImportedEntry;
import almanac.sync.link.Link;
import almanac.sync.local.Held;
import almanac.sync.provider.RemoteObject;
import almanac.sync.reconcile.Bases;
import almanac.sync.reconcile.Plan;
import almanac.sync.reconcile.Reconciler;
import almanac.sync.reconcile.Sides;
import java.time.Clock;
import java.util.Optional;

/**
 * Makes an entry of an object that nothing here knows. Nothing is read before: our side refuses
 * where there is an entry of that number after all. So a first import costs what its facts cost.
 */
public final class Welcome {

    private final OurSide ourSide;
    private final Clock clock;

    public Welcome(OurSide ourSide, Clock clock) {
        this.ourSide = ourSide;
        this.clock = clock;
    }

    /**
     * The link of the entry that came to be, which the caller saves before it goes on to the next
     * page; empty where the entry has a past, or our side does not take it as it is: then it is
     * tried again by who tells why.
     */
    public Optional<Link> entry(MappingRun run, Link.Key key, RemoteObject object) {
        var sides = Sides.unlinked(Optional.empty(), Optional.of(object.content()));
        var plan = Reconciler.plan(sides, TermsOf.run(run, Held.NOTHING, Optional.of(object)));
        if (!(plan.local() instanceof Plan.Becomes(var content))
                || !(plan.remote() instanceof Plan.Stays)
                || !plan.disputes().isEmpty()
                || !ourSide.welcome(run, key.entry(), content)) {
            return Optional.empty();
        }
        run.trace().line(key.entry(), Step.DECISION, plan.reason(), Wordings.of(plan));
        return Optional.of(link(run, key, object, content, plan));
    }

    private Link link(
            MappingRun run, Link.Key key, RemoteObject object, ImportedEntry content, Plan plan) {
        Bases bases = plan.bases(kept(run, key, content), object.content());
        return Link.found(key, bases, object)
                .written(Link.Origin.REMOTE, clock.instant(), Breaker.since(clock));
    }

    /** A series may be kept in other words. */
    private ImportedEntry kept(MappingRun run, Link.Key key, ImportedEntry content) {
        if (content.recurrence().isEmpty()) {
            return content;
        }
        var held = ourSide.entry(key.entry());
        return held.run().equals(Optional.of(run.run()))
                ? held.part(key.part()).orElse(content)
                : content;
    }
}
