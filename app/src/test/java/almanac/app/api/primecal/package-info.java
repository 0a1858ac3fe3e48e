/** The documented behaviour, over HTTP. */
@NullMarked
package almanac.app.api.primecal;

import org.jspecify.annotations.NullMarked;
