package almanac.sync.reconcile;

import java.util.TreeMap;

/**
 * What the provider said of an occurrence that ours does not have, since ours repeats otherwise and
 * the provider is not told of it. It is neither taken nor agreed on: once ours has that day again,
 * it is news.
 */
final class Unplaced {

    private Unplaced() {}

    /** A change takes place beside a rule; beside no rule, and of what is not there, none can. */
    static boolean is(Views views, Merged.Draft draft, Snapshot ours, long key) {
        var theirs = views.remoteDiff().occurrence(key);
        if (theirs.isEmpty() || !draft.held.areOfTiming() || !views.remote().says(key)) {
            return false;
        }
        return ours.recurrence().isEmpty()
                || theirs.excluded().orElse(false)
                        && !ours.own(key).excluded()
                        && !ours.takesPlace(key);
    }

    /** The provider's side as it is, but for that as it was. */
    static Snapshot asBefore(Snapshot before, Snapshot now, Iterable<Long> untaken) {
        var occurrences = new TreeMap<>(now.occurrences());
        untaken.forEach(key -> Snapshot.put(occurrences, key, before.own(key)));
        return now.with(occurrences);
    }
}
