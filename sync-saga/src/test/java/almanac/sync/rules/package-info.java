@NullMarked
package almanac.sync.rules;

import org.jspecify.annotations.NullMarked;
