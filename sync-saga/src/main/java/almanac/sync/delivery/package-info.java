/**
 * What goes out to people and programs that are not ours, each thing once its turn has come: kept
 * until it went, tried again, given up with the reason. Knows no feature.
 */
@NullMarked
package almanac.sync.delivery;

import org.jspecify.annotations.NullMarked;
