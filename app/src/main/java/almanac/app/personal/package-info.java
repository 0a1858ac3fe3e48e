/**
 * What is personal in facts, sealed with a key for each person, so that it is gone from the history
 * once that key is destroyed (docs/adr/0022).
 */
@NullMarked
package almanac.app.personal;

import org.jspecify.annotations.NullMarked;
