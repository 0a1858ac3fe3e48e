/**
 * What every message carries: who acted, how a refusal is said, under which name a fact is stored.
 */
@NullMarked
package almanac.message;

import org.jspecify.annotations.NullMarked;
