/** The documented behaviour, over HTTP. */
@NullMarked
package almanac.app.api.comments;

import org.jspecify.annotations.NullMarked;
