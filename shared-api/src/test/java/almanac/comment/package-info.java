@NullMarked
package almanac.comment;

import org.jspecify.annotations.NullMarked;
