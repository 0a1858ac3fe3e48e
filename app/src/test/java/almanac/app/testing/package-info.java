/** Tests of the whole process, over HTTP. */
@NullMarked
package almanac.app.testing;

import org.jspecify.annotations.NullMarked;
