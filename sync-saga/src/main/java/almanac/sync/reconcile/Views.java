package almanac.sync.reconcile;

import almanac.connection.Disagreement;
import almanac.entry.Change;
import almanac.entry.Details;
import almanac.entry.ImportedEntry;
import almanac.entry.Recurrence;
import almanac.time.Span;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The four snapshots of an object in one frame, and what each side did.
 *
 * @param linked whether the bases are what both agreed on; else they are what both have in common
 */
record Views(
        boolean linked,
        Snapshot baseLocal,
        Snapshot local,
        Snapshot baseRemote,
        Snapshot remote,
        Diff localDiff,
        Diff remoteDiff) {

    /** Of two that agreed before; both are there. */
    static Views linked(Sides sides) {
        var baseLocal = Snapshot.of(sides.baseLocal().orElseThrow());
        var local = Alignment.later(baseLocal, Snapshot.of(sides.local().orElseThrow()));
        var baseRemote = Alignment.other(baseLocal, Snapshot.of(sides.baseRemote().orElseThrow()));
        var remote = Alignment.later(baseRemote, Snapshot.of(sides.remote().orElseThrow()));
        return new Views(
                true,
                baseLocal,
                local,
                baseRemote,
                remote,
                Diff.between(baseLocal, local),
                Diff.between(baseRemote, remote));
    }

    /** Of two that are one from now on: what one says and the other does not is an addition. */
    static Views adopted(ImportedEntry ours, ImportedEntry theirs) {
        var local = Snapshot.of(ours);
        var remote = Alignment.other(local, Snapshot.of(theirs));
        var common = common(local, remote);
        return new Views(
                false,
                common,
                local,
                common,
                remote,
                Diff.between(common, local),
                Diff.between(common, remote));
    }

    private static Snapshot common(Snapshot one, Snapshot other) {
        var blank = Details.titled("");
        var details = blank;
        for (var change : blank.changesTo(one.details())) {
            if (other.details().with(change).equals(other.details())) {
                details = details.with(change);
            }
        }
        var occurrences = new TreeMap<>(one.occurrences());
        occurrences.keySet().removeIf(key -> !one.own(key).equals(other.own(key)));
        return new Snapshot(
                one.uid(), details, one.span(), one.recurrence(), one.frame(), occurrences);
    }

    /** What both agreed on, as we had it. */
    Optional<Snapshot> agreed() {
        return linked ? Optional.of(baseLocal) : Optional.empty();
    }

    /**
     * Ours, had only the provider edited it: against that, all that is ours is still to be told.
     */
    Snapshot beforeOurs() {
        return baseLocal.with(remoteDiff);
    }

    /** That both sides differ in their time, or in how they repeat. */
    Disagreement timing(Field field) {
        return new Disagreement(
                Optional.empty(),
                field.name(),
                agreed().map(base -> timing(field, base)),
                Optional.of(timing(field, local)),
                Optional.of(timing(field, remote)));
    }

    private static Change timing(Field field, Snapshot of) {
        return field == Field.WHEN
                ? new Change.When(of.span())
                : new Change.Repeats(of.span(), of.recurrence(), Optional.empty());
    }

    /** Two that were never linked both chose their time. */
    boolean localMoved() {
        return linked ? localDiff.when().isPresent() : differ(local.span(), remote.span());
    }

    boolean remoteMoved() {
        return linked ? remoteDiff.when().isPresent() : differ(local.span(), remote.span());
    }

    boolean localRuled() {
        return linked ? localDiff.repeats().isPresent() : !sameRecurrence();
    }

    boolean remoteRuled() {
        return linked ? remoteDiff.repeats().isPresent() : !sameRecurrence();
    }

    private static boolean differ(Span one, Span other) {
        return !Zones.same(one, other);
    }

    /** Whether both repeat alike now; a file has its own form of the same end. */
    boolean sameRecurrence() {
        return recurrence(local).equals(recurrence(remote));
    }

    private static Optional<Recurrence> recurrence(Snapshot of) {
        return of.recurrence().map(each -> each.beside(of.span()));
    }
}
