/**
 * Who keeps the hash chains of history beside the store: the notary, its collections, and the ways
 * to read history with what it noted.
 */
@NullMarked
package almanac.store.notary;

import org.jspecify.annotations.NullMarked;
