package almanac.sync.reconcile;

import almanac.connection.Disagreement;
import almanac.connection.Side;
import almanac.entry.Change;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Merges what both sides did to single occurrences, after the series' time is known. */
final class OccurrenceMerge {

    private final Views views;
    private final Terms terms;
    private final Merged.Draft draft;
    private final Snapshot localThen;
    private final Snapshot remoteThen;

    OccurrenceMerge(Views views, Terms terms, Merged.Draft draft) {
        this.views = views;
        this.terms = terms;
        this.draft = draft;
        this.localThen = views.local().with(draft.toLocal.diff());
        this.remoteThen = views.remote().with(draft.toRemote.diff());
    }

    void merge() {
        var keys = new TreeSet<>(views.localDiff().occurrences().keySet());
        keys.addAll(views.remoteDiff().occurrences().keySet());
        // those that nobody touched may lie on days that are no more
        keys.addAll(views.local().occurrences().keySet());
        keys.addAll(views.remote().occurrences().keySet());
        keys.forEach(this::merge);
    }

    private void merge(long key) {
        var ours = views.localDiff().occurrence(key);
        var theirs = only(terms::takes, views.remoteDiff().occurrence(key));
        if (ours.isEmpty() && Unplaced.is(views, draft, localThen, key)) {
            draft.untaken.add(key);
        } else if (vanishes(Side.LOCAL, key, localThen)) {
            vanish(Side.LOCAL, key, ours);
        } else if (vanishes(Side.PROVIDER, key, remoteThen)) {
            vanish(Side.PROVIDER, key, theirs);
        } else if (deletes(ours) && deletes(theirs)) {
            return;
        } else if (deletes(ours)) {
            deleted(Side.LOCAL, key, only(terms::revives, theirs));
        } else if (deletes(theirs)) {
            deleted(Side.PROVIDER, key, only(Predicate.not(Field::isAnswer), ours));
        } else {
            restored(key, ours, theirs);
            fields(key, ours, theirs);
        }
    }

    private static Diff.OfOccurrence only(Predicate<Field> which, Diff.OfOccurrence diff) {
        var fields = new TreeMap<>(diff.fields());
        fields.keySet().removeIf(which.negate());
        return new Diff.OfOccurrence(diff.excluded(), fields);
    }

    private static boolean deletes(Diff.OfOccurrence diff) {
        return diff.excluded().orElse(false);
    }

    private Snapshot of(Side side) {
        return side == Side.LOCAL ? views.local() : views.remote();
    }

    private static Side other(Side side) {
        return side == Side.LOCAL ? Side.PROVIDER : Side.LOCAL;
    }

    /** The other side's new time or rule has no such day any more, and it keeps no exception. */
    private boolean vanishes(Side side, long key, Snapshot then) {
        var now = of(side);
        var there = of(other(side)).own(key);
        return now.occurrences().containsKey(key)
                && (!then.span().equals(now.span()) || !then.recurrence().equals(now.recurrence()))
                && now.says(key)
                && !then.says(key)
                && !there.excluded()
                && there.fields().isEmpty();
    }

    /** Whatever the side did to the occurrence is kept as a disagreement, and goes. */
    private void vanish(Side side, long key, Diff.OfOccurrence edit) {
        var own = of(side).own(key);
        var edits = draft.from(other(side), Field.WHEN);
        edits.excluded(key, false);
        own.fields().keySet().forEach(field -> edits.own(key, field, Optional.empty()));
        edit.fields()
                .forEach((field, value) ->
                        value.ifPresent(change ->
                                draft.disputes.add(other(side), lost(side, key, field, change))));
        if (side == Side.LOCAL && deletes(edit) && endsBefore(views.remote(), key)) {
            // where they went on in an object of its own, that has the day again
            draft.disputes.add(Side.PROVIDER, existence(key));
        }
    }

    private static boolean endsBefore(Snapshot now, long key) {
        var starts = now.segment().starts();
        return starts.isFinite()
                && starts.last().filter(last -> last.isBefore(now.startOf(key))).isPresent();
    }

    private Disagreement lost(Side side, long key, Field field, Change change) {
        return new Disagreement(
                Optional.of(of(side).startOf(key)),
                field.name(),
                views.agreed().flatMap(base -> base.own(key).field(field)),
                side == Side.LOCAL ? Optional.of(change) : Optional.empty(),
                side == Side.LOCAL ? Optional.empty() : Optional.of(change));
    }

    /** An edit of the other side brings it back; else the deletion is taken. */
    private void deleted(Side side, long key, Diff.OfOccurrence edit) {
        var adopted = !views.linked() && edit.isEmpty();
        if (edit.isEmpty() && !(adopted && terms.winner() != side)) {
            draft.from(side, Field.EXISTENCE).excluded(key, true);
        } else {
            var edits = draft.from(other(side), Field.EXISTENCE);
            edits.excluded(key, false);
            of(other(side))
                    .own(key)
                    .fields()
                    .forEach((field, value) -> edits.own(key, field, Optional.of(value)));
        }
        if (!edit.isEmpty() || adopted) {
            var standing = adopted ? terms.winner() : other(side);
            draft.disputes.add(standing, existence(key));
            var before = views.agreed().map(base -> base.own(key)).orElse(Own.NOTHING);
            new Beside(other(side))
                    .occurrence(views.local().startOf(key), before, edit)
                    .forEach(each -> draft.disputes.add(standing, each));
        }
    }

    private Disagreement existence(long key) {
        return new Disagreement(
                Optional.of(views.local().startOf(key)),
                Field.EXISTENCE.name(),
                views.agreed().flatMap(base -> when(base, key)),
                when(views.local(), key),
                when(views.remote(), key));
    }

    private static Optional<Change> when(Snapshot snapshot, long key) {
        return snapshot.own(key).excluded()
                ? Optional.empty()
                : Optional.of(new Change.When(snapshot.span(key)));
    }

    private void restored(long key, Diff.OfOccurrence ours, Diff.OfOccurrence theirs) {
        if (ours.excluded().isPresent() && theirs.excluded().isEmpty()) {
            draft.from(Side.LOCAL, Field.EXISTENCE).excluded(key, false);
        }
        if (theirs.excluded().isPresent() && ours.excluded().isEmpty()) {
            draft.from(Side.PROVIDER, Field.EXISTENCE).excluded(key, false);
        }
    }

    private void fields(long key, Diff.OfOccurrence ours, Diff.OfOccurrence theirs) {
        var fields = new TreeSet<>(ours.fields().keySet());
        fields.addAll(theirs.fields().keySet());
        for (var field : fields) {
            var local = ours.fields().containsKey(field);
            var remote = theirs.fields().containsKey(field);
            var localMeant = local && meant(Side.LOCAL, key, field);
            var remoteMeant = remote && meant(Side.PROVIDER, key, field);
            if (localMeant && remoteMeant) {
                both(key, field);
            } else if (localMeant || local && !remote && !has(Side.PROVIDER, key, field)) {
                take(Side.LOCAL, key, field);
            } else if (remoteMeant || remote && !local && !has(Side.LOCAL, key, field)) {
                take(Side.PROVIDER, key, field);
            }
        }
        if (theirs.isEmpty() && !ours.isEmpty() && views.local().own(key).equals(Own.NOTHING)) {
            clear(key);
        }
    }

    /**
     * Whether the occurrence says something else than before. Where only its series does, and it
     * stayed behind, nobody meant the occurrence: what the other side has of its own there stays.
     */
    private boolean meant(Side side, long key, Field field) {
        var before = side == Side.LOCAL ? views.baseLocal() : views.baseRemote();
        var now = of(side);
        if (!views.linked()) {
            return true;
        }
        if (field.equals(Field.WHEN)) {
            return before.takesPlace(key) != now.takesPlace(key)
                    || !Zones.same(before.span(key), now.span(key));
        }
        return before.details(key).changesTo(now.details(key)).stream()
                .anyMatch(change -> Field.of(change).equals(field));
    }

    private boolean has(Side side, long key, Field field) {
        return of(side).own(key).field(field).isPresent();
    }

    /** Ours is as its series says: so is theirs, whatever the provider had made of it. */
    private void clear(long key) {
        for (var field : views.remote().own(key).fields().keySet()) {
            draft.from(Side.LOCAL, field).own(key, field, Optional.empty());
        }
    }

    private void take(Side side, long key, Field field) {
        draft.from(side, field).own(key, field, of(side).own(key).field(field));
    }

    private void both(long key, Field field) {
        var local = views.local().own(key).field(field);
        var remote = views.remote().own(key).field(field);
        if (Zones.same(local, remote)) {
            return;
        }
        var winner = winner(local, remote);
        take(winner, key, field);
        draft.disputes.add(
                winner,
                new Disagreement(
                        Optional.of(views.local().startOf(key)),
                        field.name(),
                        views.agreed().flatMap(base -> base.own(key).field(field)),
                        local,
                        remote));
    }

    /** Who changed the series' time often lost its exceptions by it, and meant none of them. */
    private Side winner(Optional<Change> local, Optional<Change> remote) {
        if (remote.isEmpty() && (views.remoteMoved() || views.remoteRuled())) {
            return Side.LOCAL;
        }
        if (local.isEmpty() && (views.localMoved() || views.localRuled())) {
            return Side.PROVIDER;
        }
        return terms.winner();
    }
}
