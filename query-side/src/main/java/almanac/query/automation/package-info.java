/** Rules, each for its owner only, and what they did. */
@NullMarked
package almanac.query.automation;

import org.jspecify.annotations.NullMarked;
