/** Settings that a node cannot start with, and how whoever set them is told. */
@NullMarked
package almanac.app.setting;

import org.jspecify.annotations.NullMarked;
