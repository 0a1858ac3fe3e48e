package almanac.sync.reconcile;

import almanac.connection.Side;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * What of two differences goes where.
 *
 * @param toLocal to be written here
 * @param toRemote to be written at the provider
 * @param held ours, and may not be written at the provider
 * @param untaken occurrences that the provider changed and ours has no place for while it is held
 */
record Merged(Diff toLocal, Diff toRemote, Diff held, List<Dispute> disputes, Set<Long> untaken) {

    /** Where the edits of a merge are collected while it is under way. */
    static final class Draft {
        final Edits toLocal = new Edits();
        final Edits toRemote = new Edits();
        final Edits held = new Edits();
        final Disputes disputes = new Disputes();
        final Set<Long> untaken = new TreeSet<>();
        private final Terms terms;

        Draft(Terms terms) {
            this.terms = terms;
        }

        /** Where an edit of that side's field has to go. */
        Edits from(Side side, Field field) {
            if (side == Side.PROVIDER) {
                return toLocal;
            }
            return terms.pushes(field) ? toRemote : held;
        }

        Merged merged() {
            return new Merged(
                    toLocal.diff(),
                    toRemote.diff(),
                    held.diff(),
                    disputes.all(),
                    Collections.unmodifiableSet(untaken));
        }
    }
}
