@NullMarked
package almanac.embedded;

import org.jspecify.annotations.NullMarked;
