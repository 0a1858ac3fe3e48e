/** Tests of the whole process, over HTTP. */
@NullMarked
package almanac.app.identity;

import org.jspecify.annotations.NullMarked;
