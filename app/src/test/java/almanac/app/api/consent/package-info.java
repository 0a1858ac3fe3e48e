/** The app password page over HTTP. */
@NullMarked
package almanac.app.api.consent;

import org.jspecify.annotations.NullMarked;
