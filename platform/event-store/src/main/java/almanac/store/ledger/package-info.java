/**
 * The hash chains over history and what proves them: pure, without a store, a server or a library,
 * so that it runs from its sources on any JDK. The format is written down in {@link
 * almanac.store.ledger.Chain} and docs/ledger.md.
 */
@NullMarked
package almanac.store.ledger;

import org.jspecify.annotations.NullMarked;
