@NullMarked
package almanac.entry;

import org.jspecify.annotations.NullMarked;
