/**
 * Telling what both sides of a link have to become: a three-way merge by fields, as values only. An
 * object is flattened into fields ({@link Snapshot}), two of them are compared ({@link Diff}), two
 * differences are merged ({@link Reconciler}); only what somebody changed ever crosses, so what a
 * provider normalises or cannot hold is neither an edit nor wiped here.
 */
@NullMarked
package almanac.sync.reconcile;

import org.jspecify.annotations.NullMarked;
