/** The Aurinko API over real HTTP, and its document word for word. */
@NullMarked
package almanac.app.api.aurinko;

import org.jspecify.annotations.NullMarked;
