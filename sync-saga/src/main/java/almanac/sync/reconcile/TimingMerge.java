package almanac.sync.reconcile;

import almanac.connection.Side;
import java.util.EnumSet;
import java.util.Set;

/**
 * Merges time and recurrence. They lean on each other (a rule of Wednesdays does not begin on a
 * Thursday), so where both sides changed them in ways that may not fit, one side's are taken whole.
 */
final class TimingMerge {

    private enum Part {
        WHEN,
        REPEATS;

        Field field() {
            return this == WHEN ? Field.WHEN : Field.REPEATS;
        }
    }

    private final Views views;
    private final Terms terms;
    private final Merged.Draft draft;

    TimingMerge(Views views, Terms terms, Merged.Draft draft) {
        this.views = views;
        this.terms = terms;
        this.draft = draft;
    }

    void merge() {
        var ours = parts(views.localMoved(), views.localRuled());
        var theirs = parts(views.remoteMoved(), views.remoteRuled());
        var agreed = EnumSet.copyOf(ours);
        agreed.retainAll(theirs);
        agreed.removeIf(part -> !equal(part));
        ours.removeAll(agreed);
        theirs.removeAll(agreed);
        if (ours.isEmpty() || theirs.isEmpty()) {
            ours.forEach(part -> take(Side.LOCAL, part));
            theirs.forEach(part -> take(Side.PROVIDER, part));
        } else {
            both(ours, theirs);
        }
    }

    private void both(Set<Part> ours, Set<Part> theirs) {
        var oursMeant = meant(ours, views.baseLocal(), views.local());
        var theirsMeant = meant(theirs, views.baseRemote(), views.remote());
        if (!apart(oursMeant, theirsMeant) || !together(oursMeant.contains(Part.WHEN))) {
            dispute(ours, theirs);
        }
    }

    /** Who moves a series moves the end of its rule, and says nothing of how it repeats. */
    private Set<Part> meant(Set<Part> changed, Snapshot before, Snapshot now) {
        var follows =
                views.linked()
                        && changed.contains(Part.WHEN)
                        && before.recurrence()
                                .flatMap(each -> each.movedAlong(before.span(), now.span()))
                                .equals(now.recurrence());
        return follows ? EnumSet.of(Part.WHEN) : changed;
    }

    private static EnumSet<Part> parts(boolean moved, boolean ruled) {
        var parts = EnumSet.noneOf(Part.class);
        if (moved) {
            parts.add(Part.WHEN);
        }
        if (ruled) {
            parts.add(Part.REPEATS);
        }
        return parts;
    }

    /** One first day is not the same edit where one moved the series and one cut its begin off. */
    private boolean equal(Part part) {
        return switch (part) {
            case WHEN -> sameSpan() && views.local().frame() == views.remote().frame();
            case REPEATS -> views.sameRecurrence();
        };
    }

    private boolean sameSpan() {
        return Zones.same(views.local().span(), views.remote().span());
    }

    /** Another time of the same day fits any rule whose end can move along. */
    private boolean apart(Set<Part> ours, Set<Part> theirs) {
        if (ours.size() != 1 || theirs.size() != 1 || ours.equals(theirs)) {
            return false;
        }
        var before = ours.contains(Part.WHEN) ? views.baseLocal() : views.baseRemote();
        var after = ours.contains(Part.WHEN) ? views.local() : views.remote();
        return before.span().startDate().equals(after.span().startDate());
    }

    /**
     * One side's time with the other's recurrence. An end is often the last start to the second, so
     * it goes along; false where no rule says so.
     */
    private boolean together(boolean oursMoved) {
        var mover = oursMoved ? Side.LOCAL : Side.PROVIDER;
        var ruler = oursMoved ? Side.PROVIDER : Side.LOCAL;
        var ruled = of(ruler).recurrence();
        var moved = ruled.flatMap(each -> each.movedAlong(of(ruler).span(), of(mover).span()));
        if (ruled.isPresent() && moved.isEmpty()) {
            return false;
        }
        take(mover, Part.WHEN);
        draft.from(ruler, Field.REPEATS).repeats(moved);
        if (!moved.equals(ruled)) {
            draft.from(mover, Field.REPEATS).repeats(moved);
        }
        return true;
    }

    private Snapshot of(Side side) {
        return side == Side.LOCAL ? views.local() : views.remote();
    }

    private void take(Side side, Part part) {
        var from = of(side);
        var edits = draft.from(side, part.field());
        switch (part) {
            case WHEN -> edits.when(new Diff.Moved(from.span(), from.frame()));
            case REPEATS -> edits.repeats(from.recurrence());
        }
    }

    private void dispute(Set<Part> ours, Set<Part> theirs) {
        var winner = terms.winner();
        var changed = EnumSet.copyOf(ours);
        changed.addAll(theirs);
        changed.removeIf(this::equal);
        changed.forEach(part -> take(winner, part));
        var lost = winner == Side.LOCAL ? theirs : ours;
        lost.stream()
                .filter(part -> part != Part.WHEN || !sameSpan())
                .forEach(part -> draft.disputes.add(winner, views.timing(part.field())));
    }
}
