/** External calendar sync over HTTP. */
@NullMarked
package almanac.app.api.primecalsync;

import org.jspecify.annotations.NullMarked;
