/** The documented behaviour, over HTTP. */
@NullMarked
package almanac.app.api.academic;

import org.jspecify.annotations.NullMarked;
