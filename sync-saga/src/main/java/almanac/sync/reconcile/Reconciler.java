package almanac.sync.reconcile;

import almanac.connection.Disagreement;
import almanac.connection.Side;
import almanac.connection.TraceLine.Reason;
import almanac.entry.Change;
import almanac.entry.ImportedEntry;
import almanac.sync.reconcile.Actions.State;
import almanac.sync.reconcile.Plan.Becomes;
import almanac.sync.reconcile.Plan.Goes;
import almanac.sync.reconcile.Plan.Link;
import almanac.sync.reconcile.Plan.Stays;
import almanac.sync.reconcile.Plan.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Plans how two sides of a link come to agree again. Pure: the same sides and terms give the same
 * plan, and a plan that was carried out is followed by one that is idle.
 */
public final class Reconciler {

    private static final Plan.Remembering BOTH =
            (localNow, remoteNow, pushed) -> new Bases(localNow, remoteNow);

    private final Sides sides;
    private final Terms terms;

    private Reconciler(Sides sides, Terms terms) {
        this.sides = sides;
        this.terms = terms;
    }

    public static Plan plan(Sides sides, Terms terms) {
        return new Reconciler(sides, terms).plan();
    }

    private Plan plan() {
        var local = local();
        return switch (Actions.of(local, remote(local))) {
            case NOTHING -> idle(Reason.UNCHANGED);
            case MERGE -> merged(Views.linked(sides));
            case ADOPT ->
                    merged(
                            Views.adopted(
                                    sides.local().orElseThrow(), sides.remote().orElseThrow()));
            case CREATE_LOCAL -> created(new Becomes(sides.remote().orElseThrow()), new Stays());
            case CREATE_REMOTE ->
                    terms.pushesAll()
                            ? created(new Stays(), new Becomes(sides.local().orElseThrow()))
                            : standing(Link.DETACHED, BOTH);
            case DELETE_LOCAL -> deleted(new Goes(), new Stays());
            case DELETE_REMOTE ->
                    terms.pushesAll()
                            ? deleted(new Stays(), new Goes())
                            : standing(Link.LINKED, kept());
            case RESTORE_LOCAL -> restoredLocal();
            case RESTORE_REMOTE -> restoredRemote();
            case FORGET -> ended(Reason.UNCHANGED);
        };
    }

    /** An answer is given to what there is: it brings nothing back that is gone there. */
    private State local() {
        return state(
                sides.baseLocal(),
                sides.local(),
                sides.remote().isPresent() ? field -> true : field -> !field.isAnswer());
    }

    private State remote(State local) {
        return state(
                sides.baseRemote(),
                sides.remote(),
                local == State.GONE ? terms::revives : terms::takes);
    }

    private static State state(
            Optional<ImportedEntry> base,
            Optional<ImportedEntry> now,
            java.util.function.Predicate<Field> counts) {
        if (base.isEmpty()) {
            return now.isEmpty() ? State.ABSENT : State.NEW;
        }
        if (now.isEmpty()) {
            return State.GONE;
        }
        var before = Snapshot.of(base.get());
        var diff = Diff.between(before, Alignment.later(before, Snapshot.of(now.get())));
        return diff.without(counts.negate()).isEmpty() ? State.SAME : State.CHANGED;
    }

    private Plan merged(Views views) {
        var merged = Merge.of(views, terms);
        Target local = target(views.local(), merged.toLocal());
        Target remote = target(views.remote(), merged.toRemote());
        return new Plan(
                local,
                remote,
                merged.disputes(),
                Link.LINKED,
                reason(views, merged, local, remote),
                held(merged.held().fields()),
                (localNow, remoteNow, pushed) ->
                        new Bases(
                                remembered(views, merged, localNow, pushed),
                                agreed(views, merged, remoteNow)));
    }

    private static Target target(Snapshot now, Diff diff) {
        var then = now.with(diff);
        return then.equals(now) ? new Stays() : new Becomes(then.content());
    }

    private Reason reason(Views views, Merged merged, Target local, Target remote) {
        if (!merged.disputes().isEmpty()) {
            return Reason.CONFLICT;
        }
        if (!views.linked()) {
            return Reason.ADOPTED;
        }
        if (local instanceof Becomes && remote instanceof Becomes) {
            return Reason.MERGED;
        }
        if (local instanceof Becomes) {
            return Reason.APPLIED;
        }
        if (remote instanceof Becomes) {
            return Reason.PUSHED;
        }
        return merged.held().isEmpty() ? Reason.ECHO : terms.heldBack();
    }

    /**
     * Our own edits that did not reach the provider are not agreed on: of them, what the provider
     * has counts as the base. That is what was agreed on before, or what it made of it since: there
     * our winning value may be the one we had all along.
     */
    private static ImportedEntry remembered(
            Views views, Merged merged, ImportedEntry localNow, boolean pushed) {
        var then = views.local().with(merged.toLocal());
        var now = Alignment.later(then, Snapshot.of(localNow));
        var theirs = views.baseLocal().with(views.remoteDiff());
        var kept = now.with(merged.held().backTo(theirs, now));
        return (pushed ? kept : kept.with(merged.toRemote().backTo(theirs, kept))).content();
    }

    /** What the provider changed and ours could not take stays an edit of the provider's. */
    private static ImportedEntry agreed(Views views, Merged merged, ImportedEntry remoteNow) {
        if (merged.untaken().isEmpty()) {
            return remoteNow;
        }
        var then = views.remote().with(merged.toRemote());
        var now = Alignment.later(then, Snapshot.of(remoteNow));
        return Unplaced.asBefore(views.baseRemote(), now, merged.untaken()).content();
    }

    private static Plan created(Target local, Target remote) {
        return new Plan(local, remote, List.of(), Link.LINKED, Reason.CREATED, BOTH);
    }

    private Plan deleted(Target local, Target remote) {
        return new Plan(local, remote, List.of(), Link.ENDED, Reason.DELETED, kept());
    }

    private Plan ended(Reason reason) {
        return new Plan(new Stays(), new Stays(), List.of(), Link.ENDED, reason, kept());
    }

    /** What may be neither created nor deleted at the provider. */
    private Plan standing(Link link, Plan.Remembering remembering) {
        return new Plan(
                new Stays(),
                new Stays(),
                List.of(),
                link,
                terms.heldBack(),
                held(Set.of(Field.EXISTENCE)),
                remembering);
    }

    private Optional<String> held(Set<Field> fields) {
        return fields.isEmpty() ? Optional.empty() : Optional.of(terms.heldBack(fields));
    }

    private Plan idle(Reason reason) {
        return new Plan(new Stays(), new Stays(), List.of(), Link.LINKED, reason, kept());
    }

    private Plan.Remembering kept() {
        return Plan.unchanged(
                sides.baseLocal()
                        .flatMap(local ->
                                sides.baseRemote().map(remote -> new Bases(local, remote))));
    }

    /** What the provider cannot hold comes back from what we had. */
    private Plan restoredLocal() {
        var baseLocal = Snapshot.of(sides.baseLocal().orElseThrow());
        var baseRemote = Alignment.other(baseLocal, Snapshot.of(sides.baseRemote().orElseThrow()));
        var remote = Alignment.later(baseRemote, Snapshot.of(sides.remote().orElseThrow()));
        var edit = Diff.between(baseRemote, remote).without(field -> !terms.takes(field));
        return restored(
                new Becomes(baseLocal.with(edit).content()),
                new Stays(),
                deleted(Side.PROVIDER, baseRemote, remote, edit));
    }

    private Plan restoredRemote() {
        var ours = sides.local().orElseThrow();
        var before = Snapshot.of(sides.baseLocal().orElseThrow());
        var now = Alignment.later(before, Snapshot.of(ours));
        var dispute = deleted(Side.LOCAL, before, now, Diff.between(before, now));
        if (terms.pushesAll()) {
            return restored(new Stays(), new Becomes(ours), dispute);
        }
        return new Plan(
                new Stays(), new Stays(), List.of(dispute), Link.DETACHED, Reason.CONFLICT, BOTH);
    }

    private Plan restored(Target local, Target remote, Dispute dispute) {
        return new Plan(local, remote, List.of(dispute), Link.LINKED, Reason.CONFLICT, BOTH);
    }

    /** One side deleted what the other edited; the edit stands, and all of it is told. */
    private Dispute deleted(Side editor, Snapshot before, Snapshot now, Diff edit) {
        var fields = new ArrayList<Disagreement>();
        fields.add(existence());
        fields.addAll(new Beside(editor).object(before, now, edit));
        return new Dispute(editor, fields);
    }

    private Disagreement existence() {
        return new Disagreement(
                Optional.empty(),
                Disagreement.EXISTENCE,
                sides.baseLocal().map(Reconciler::when),
                sides.local().map(Reconciler::when),
                sides.remote().map(Reconciler::when));
    }

    private static Change when(ImportedEntry content) {
        return new Change.When(content.span());
    }
}
