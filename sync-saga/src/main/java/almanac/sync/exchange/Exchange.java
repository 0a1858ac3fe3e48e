package almanac.sync.exchange;

import almanac.connection.TraceLine.Reason;
import almanac.connection.TraceLine.Step;
import almanac.entry.ImportedEntry;
import almanac.message.Rejected;
import almanac.message.Rejection;
import almanac.sync.link.Link;
import almanac.sync.link.Links;
import almanac.sync.local.Held;
import almanac.sync.provider.RemoteObject;
import almanac.sync.reconcile.Bases;
import almanac.sync.reconcile.Dispute;
import almanac.sync.reconcile.Plan;
import almanac.sync.reconcile.Reconciler;
import almanac.sync.reconcile.Sides;
import almanac.sync.reconcile.Split;
import almanac.sync.reconcile.Unanswered;
import almanac.sync.reconcile.Untimed;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/**
 * Brings one link together: plans, changes our side, remembers. What has to go to the provider is
 * put into the outbox before anything is remembered, so that a crash between any two steps forgets
 * nothing; each step may be repeated.
 */
public final class Exchange {

    private static final int ATTEMPTS = 6;

    private final OurSide ourSide;
    private final Links links;
    private final Outbox outbox;
    private final Homing homing;
    private final SplitOff splitOff;
    private final Agreements agreements;

    /** What came of it on our side. */
    public enum Effect {
        NOTHING,
        UPDATED,
        CREATED,
        /** Our side does not take it. */
        REFUSED
    }

    public Exchange(OurSide ourSide, Links links, Outbox outbox, Clock clock) {
        this.ourSide = ourSide;
        this.links = links;
        this.outbox = outbox;
        this.homing = new Homing(ourSide, links);
        this.splitOff = new SplitOff(ourSide, links);
        this.agreements = new Agreements(ourSide, links, outbox, clock);
    }

    /** A linked object stands so now. */
    public Effect present(MappingRun run, Link link, RemoteObject now) {
        return settled(run, link.key(), Optional.of(heard(link, now)), Optional.of(now));
    }

    private static Link heard(Link link, RemoteObject now) {
        return link.sent()
                .map(sent -> Unanswered.bases(link.bases(), sent, now.content()))
                .map(bases -> link.agreed(bases, link.remote().orElseThrow()))
                .orElse(link);
    }

    /** An object is tied to a part that is there, or comes to be there. */
    public Effect adopt(MappingRun run, Link.Key key, RemoteObject now) {
        return settled(run, key, Optional.empty(), Optional.of(now));
    }

    /** The object of a creation that may have been tried before; somebody may know it by now. */
    public Effect created(MappingRun run, Link link, RemoteObject now) {
        var held = Drafts.asHeld(link.bases().local(), now.content());
        return present(run, link.agreed(new Bases(held, held), now), now);
    }

    /** A linked object is there no more. */
    public Effect gone(MappingRun run, Link link) {
        return settled(run, link.key(), Optional.of(link), Optional.empty());
    }

    /** It is there no more, and may have been deleted by us: what stands here is made anew. */
    public Effect deleted(MappingRun run, Link link) {
        outbox.add(link.key().mapping(), link.key().entry());
        links.save(link.in(Link.State.TOMBSTONE));
        run.trace().line(link.key().entry(), Step.DECISION, Reason.ECHO, "our own deletion");
        return Effect.NOTHING;
    }

    private Effect settled(
            MappingRun run, Link.Key key, Optional<Link> link, Optional<RemoteObject> now) {
        var ownTimes = false;
        for (var attempt = 1; attempt <= ATTEMPTS; attempt++) {
            var held = ourSide.entry(key.entry());
            var local = ours(run, held, key, now.isPresent());
            var whole = sides(link, local, now.map(RemoteObject::content));
            var parted = splitOff.of(run, held, key, whole);
            if (attempt == 1
                    && parted.isPresent()
                    && splitOff.follow(run, link.orElseThrow(), now.orElseThrow(), parted.get())) {
                continue;
            }
            var known = now.or(() -> link.flatMap(Link::remote));
            var sides = parted.map(SplitOff.Parted::first).orElse(whole);
            var untimed = ownTimes ? Untimed.of(sides) : Optional.<Untimed>empty();
            var plan =
                    Reconciler.plan(
                            untimed.map(Untimed::sides).orElse(sides),
                            TermsOf.run(run, held, known));
            var due = parted.map(SplitOff.Parted::whole).map(Split::beforeOurs);
            try {
                if (untimed.isPresent()) {
                    told(run, key, link, List.of(untimed.get().dispute()));
                    due = due.or(() -> untimed.map(Untimed::beforeOurs));
                }
                if (changed(run, key, link, held, plan)) {
                    return remembered(run, key, link, now, held, plan, due);
                }
            } catch (Rejected refused) {
                if (refused.rejection() instanceof Rejection.NotPermitted) {
                    throw refused;
                }
                if (now.isPresent()
                        && plan.local() instanceof Plan.Becomes(var content)
                        && Homing.homeless(key, refused)) {
                    homing.home(run, key, now.get(), content);
                    return Effect.CREATED;
                }
                run.trace()
                        .line(
                                key.entry(),
                                Step.DECISION,
                                Reason.UNSUPPORTED,
                                refused.rejection().message());
                if (ownTimes || Untimed.of(sides).isEmpty()) {
                    return Effect.REFUSED;
                }
                ownTimes = true;
            }
        }
        throw new IllegalStateException("someone keeps changing " + key.entry());
    }

    /**
     * What there is of the part. News of an object follow an entry that was moved away; its end
     * does not.
     */
    private static Optional<ImportedEntry> ours(
            MappingRun run, Held held, Link.Key key, boolean wherever) {
        return wherever ? held.part(key.part()) : held.partOn(run.mapping().calendar(), key.part());
    }

    static Sides sides(
            Optional<Link> link, Optional<ImportedEntry> local, Optional<ImportedEntry> remote) {
        return link.map(known -> Sides.linked(known.bases(), local, remote))
                .orElseGet(() -> Sides.unlinked(local, remote));
    }

    private void told(MappingRun run, Link.Key key, Optional<Link> link, List<Dispute> disputes) {
        var version = link.flatMap(Link::remote).map(RemoteObject::version).orElse("");
        ourSide.disputes(run, key, version, disputes);
    }

    /** Changes our side as planned; false when somebody was faster. */
    private boolean changed(
            MappingRun run, Link.Key key, Optional<Link> link, Held held, Plan plan) {
        told(run, key, link, plan.disputes());
        var result =
                switch (plan.local()) {
                    case Plan.Stays() -> OurSide.Result.DONE;
                    case Plan.Becomes(var content) ->
                            ourSide.merge(run, key.entry(), key.part(), content, held);
                    case Plan.Goes() -> ourSide.deletePart(run, key.entry(), key.part(), held);
                };
        return result == OurSide.Result.DONE;
    }

    private Effect remembered(
            MappingRun run,
            Link.Key key,
            Optional<Link> link,
            Optional<RemoteObject> now,
            Held held,
            Plan plan,
            Optional<ImportedEntry> due) {
        var isElsewhere = held.live().isPresent() && !held.on(run.mapping().calendar());
        if (!(plan.remote() instanceof Plan.Stays)
                || endsMore(key, plan)
                || isElsewhere
                || due.isPresent()) {
            outbox.add(key.mapping(), key.entry());
        } else if (link.isPresent()) {
            // what the provider refused may be done there by now, or possible
            outbox.retry(key.mapping(), key.entry());
        }
        links.save(
                now.map(object -> agreements.tied(run, key, link, object, held, plan, due))
                        .orElseGet(() -> untied(link.orElseThrow(), plan)));
        if (link.isEmpty() && editedSince(run, key, held, plan)) {
            // nobody could know of the link when that edit was told
            outbox.add(key.mapping(), key.entry());
        }
        run.trace().line(key.entry(), Step.DECISION, plan.reason(), Wordings.of(plan));
        return effect(held, plan);
    }

    /** With the last part that takes place the whole entry goes, and what is left of it there. */
    private boolean endsMore(Link.Key key, Plan plan) {
        return plan.local() instanceof Plan.Goes && links.of(key.mapping(), key.entry()).size() > 1;
    }

    private boolean editedSince(MappingRun run, Link.Key key, Held before, Plan plan) {
        var held = ourSide.entry(key.entry());
        return plan.local() instanceof Plan.Stays
                ? held.revision() != before.revision()
                : !held.run().equals(Optional.of(run.run()));
    }

    private static Link untied(Link link, Plan plan) {
        return switch (plan.link()) {
            case DETACHED -> link.in(Link.State.DETACHED);
            // what is linked waits in the outbox: a part without an object is created anew
            case ENDED, LINKED -> link.in(Link.State.TOMBSTONE);
        };
    }

    private static Effect effect(Held held, Plan plan) {
        if (plan.local() instanceof Plan.Stays) {
            return Effect.NOTHING;
        }
        return held.live().isEmpty() ? Effect.CREATED : Effect.UPDATED;
    }
}
