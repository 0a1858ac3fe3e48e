/** What the sync side's collections share; knows no feature. */
@NullMarked
package almanac.sync.store;

import org.jspecify.annotations.NullMarked;
