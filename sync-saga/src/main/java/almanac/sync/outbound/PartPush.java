package almanac.sync.outbound;

import almanac.connection.TraceLine.Reason;
import almanac.connection.TraceLine.Step;
import almanac.entry.ImportedEntry;
import almanac.sync.exchange.Breaker;
import almanac.sync.exchange.Exchange;
import almanac.sync.exchange.MappingRun;
import almanac.sync.exchange.OurSide;
import almanac.sync.exchange.Outbox;
import almanac.sync.exchange.TermsOf;
import almanac.sync.inbound.Departures;
import almanac.sync.link.Link;
import almanac.sync.link.Link.Attempt;
import almanac.sync.link.Links;
import almanac.sync.link.Mappings;
import almanac.sync.local.Held;
import almanac.sync.provider.Draft;
import almanac.sync.provider.ProviderFailed;
import almanac.sync.provider.ProviderFailure;
import almanac.sync.provider.RemoteObject;
import almanac.sync.reconcile.Bases;
import almanac.sync.reconcile.Plan;
import almanac.sync.reconcile.Reconciler;
import almanac.sync.reconcile.Sides;
import java.time.Clock;
import java.util.Optional;
import java.util.OptionalLong;

/** Brings the provider up to one entry: each of its parts is an object there. */
public final class PartPush {

    private static final int ATTEMPTS = 5;

    private final Exchange exchange;
    private final OurSide ourSide;
    private final Links links;
    private final Elsewhere elsewhere;
    private final Relocation relocation;
    private final Making making;
    private final Guests guests;
    private final Inquiry inquiry;
    private final Departures departures;
    private final Clock clock;

    public PartPush(
            Exchange exchange,
            OurSide ourSide,
            Links links,
            Mappings mappings,
            Departures departures,
            Outbox outbox,
            Clock clock) {
        this.exchange = exchange;
        this.ourSide = ourSide;
        this.links = links;
        this.elsewhere = new Elsewhere(links, mappings, departures, outbox);
        this.relocation = new Relocation(links, mappings, departures);
        this.making = new Making(links, mappings);
        this.guests = new Guests(links);
        this.inquiry = new Inquiry(exchange, departures, links);
        this.departures = departures;
        this.clock = clock;
    }

    Pushed push(MappingRun run, Outbox.Item item) {
        var entry = item.entry();
        var held = ourSide.entry(entry);
        if (held.on(run.mapping().calendar()) && elsewhere.mayHave(run, item, held)) {
            // it is looked for before another is made
            return new Pushed.NotYet(OptionalLong.of(departures.look(run.mapping())));
        }
        var parts = making.parts(run, entry, held).values();
        if (elsewhere.mayHaveBeenMoved(run, parts, item.attempts())) {
            return new Pushed.NotYet(OptionalLong.empty());
        }
        var done = true;
        for (var link : parts) {
            done = push(run, link) && done;
        }
        return done ? new Pushed.Done() : new Pushed.Stopped();
    }

    /** False where the breaker is open. */
    private boolean push(MappingRun run, Link first) {
        var link = first;
        for (var attempt = 1; attempt <= ATTEMPTS; attempt++) {
            var next = step(run, link, attempt == 1);
            if (next.isEmpty()) {
                return true;
            }
            link = next.get();
            if (link.state() == Link.State.LIVE && Breaker.open(link, clock)) {
                return false;
            }
        }
        throw new ProviderFailed(new ProviderFailure.Changed("the provider's side keeps changing"));
    }

    /** One call at the provider at most; empty when there is nothing left to do. */
    private Optional<Link> step(MappingRun run, Link link, boolean found) {
        var held = ourSide.entry(link.key().entry());
        var local = held.partOn(run.mapping().calendar(), link.key().part());
        return switch (link.state()) {
            case CREATING -> created(run, link, found);
            case LIVE -> updated(run, link, held, local, found);
            case TOMBSTONE, DETACHED -> local.flatMap(content -> making.draft(run, link, content));
            case LEAVING -> Optional.empty();
        };
    }

    /**
     * @param found whether the creation may have been tried before: then somebody may have edited
     *     the object since
     */
    private Optional<Link> created(MappingRun run, Link link, boolean found) {
        var draft = link.bases().local();
        var content = guests.invited(link, draft);
        var object = run.provider().create(run.calendar(), new Draft(link.operation(), content));
        if (found) {
            trace(
                    run,
                    link,
                    Reason.CREATED,
                    "by this attempt, or by one before whose answer was lost: version "
                            + object.version());
            exchange.created(run, link, object);
            return links.find(link.key());
        }
        line(run, link, Reason.CREATED, object);
        var live =
                link.agreed(new Bases(draft, object.content()), object)
                        .echoing(true)
                        .written(Link.Origin.LOCAL, clock.instant(), Breaker.since(clock));
        links.save(live);
        return Optional.of(live);
    }

    /** Empty when there is nothing left to do. */
    private Optional<Link> updated(
            MappingRun run, Link link, Held held, Optional<ImportedEntry> local, boolean first) {
        if (link.attempt().isPresent()) {
            return inquiry.unanswered(run, link);
        }
        var known = link.remote().orElseThrow();
        var sides = Sides.linked(link.bases(), local, Optional.of(known.content()));
        var plan = Reconciler.plan(sides, TermsOf.run(run, held, link.remote()));
        if (first && !(plan.local() instanceof Plan.Stays && plan.disputes().isEmpty())) {
            // what ours had no place for when it was read
            exchange.present(run, link, known);
            return links.find(link.key());
        }
        try {
            return switch (plan.remote()) {
                case Plan.Stays() -> unchanged(run, link, local, plan);
                case Plan.Becomes(var wanted) ->
                        write(run, link, local.orElseThrow(), wanted, plan);
                case Plan.Goes() -> leave(run, link, held);
            };
        } catch (ProviderFailed failed) {
            if (failed.failure() instanceof ProviderFailure.Changed
                    || failed.failure() instanceof ProviderFailure.Gone) {
                return inquiry.behind(run, link);
            }
            throw failed;
        }
    }

    private Optional<Link> unchanged(
            MappingRun run, Link link, Optional<ImportedEntry> local, Plan plan) {
        var known = link.remote().orElseThrow();
        local.ifPresent(now -> {
            var bases = plan.bases(now, known.content());
            if (!bases.equals(link.bases())) {
                links.save(link.agreed(bases, known));
            }
        });
        trace(run, link, plan.reason(), plan.whyNothing());
        return Optional.empty();
    }

    private Optional<Link> write(
            MappingRun run, Link link, ImportedEntry local, ImportedEntry wanted, Plan plan) {
        if (Breaker.open(link, clock)) {
            return Optional.of(link);
        }
        var known = link.remote().orElseThrow();
        var meant = guests.invited(link, known, wanted);
        links.save(link.attempting(new Attempt.Write(meant)));
        var object = run.provider().update(run.calendar(), known, meant);
        links.save(
                link.agreed(plan.bases(local, object.content()), object)
                        .echoing(true)
                        .written(Link.Origin.LOCAL, clock.instant(), Breaker.since(clock)));
        if (object.version().equals(known.version())) {
            trace(run, link, Reason.UNCHANGED, "the provider has no place for what was changed");
        } else {
            line(run, link, Reason.PUSHED, object);
        }
        return Optional.empty();
    }

    private Optional<Link> leave(MappingRun run, Link link, Held held) {
        if (relocation.carriedOut(run, link, held)) {
            return Optional.empty();
        }
        links.save(link.attempting(new Attempt.Deletion()));
        run.provider().delete(run.calendar(), link.remote().orElseThrow());
        links.save(link.in(Link.State.TOMBSTONE));
        trace(run, link, Reason.DELETED, "at the provider");
        return Optional.empty();
    }

    private static void line(MappingRun run, Link link, Reason reason, RemoteObject object) {
        trace(run, link, reason, "version " + object.version());
    }

    private static void trace(MappingRun run, Link link, Reason reason, String detail) {
        run.trace().line(link.key().entry(), Step.PUSH, reason, detail);
    }
}
