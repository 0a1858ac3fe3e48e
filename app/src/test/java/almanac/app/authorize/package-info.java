/** Codes of applications, on their own. */
@NullMarked
package almanac.app.authorize;

import org.jspecify.annotations.NullMarked;
