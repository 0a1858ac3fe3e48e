package almanac.sync.reconcile;

import almanac.entry.ImportedEntry;
import java.util.Optional;

/**
 * What a write left at the provider whose answer nobody heard. Of all that differs there, what says
 * what was sent is taken for ours: whoever has changed it here since, back perhaps, has changed
 * what both sides agreed on. All else is somebody's edit, as ever.
 */
public final class Unanswered {

    private final Views views;

    private Unanswered(Views views) {
        this.views = views;
    }

    /**
     * What both sides agree on by now.
     *
     * @param before what they agreed on before the write
     * @param sent what the object was to be
     * @param now what it is
     */
    public static Bases bases(Bases before, ImportedEntry sent, ImportedEntry now) {
        var views = Views.linked(Sides.linked(before, Optional.of(sent), Optional.of(now)));
        var arrived = new Unanswered(views).arrived();
        return arrived.isEmpty()
                ? before
                : new Bases(
                        views.baseLocal().with(arrived).content(),
                        views.baseRemote().with(arrived).content());
    }

    private Diff arrived() {
        var edits = new Edits();
        var meant = views.localDiff();
        var found = views.remoteDiff();
        found.details()
                .forEach((field, change) -> {
                    if (change.equals(meant.details().get(field))) {
                        edits.detail(change);
                    }
                });
        found.when()
                .filter(moved -> meant.when().filter(ours -> same(ours, moved)).isPresent())
                .ifPresent(edits::when);
        found.repeats()
                .filter(repeats -> meant.repeats().isPresent() && views.sameRecurrence())
                .ifPresent(edits::repeats);
        found.occurrences()
                .forEach((key, own) -> {
                    if (own.equals(meant.occurrence(key))) {
                        edits.occurrence(key, own);
                    }
                });
        return edits.diff();
    }

    private static boolean same(Diff.Moved one, Diff.Moved other) {
        return one.frame() == other.frame() && Zones.same(one.span(), other.span());
    }
}
