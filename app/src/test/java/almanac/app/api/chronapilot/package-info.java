/** ChronaPilot's connections over HTTP. */
@NullMarked
package almanac.app.api.chronapilot;

import org.jspecify.annotations.NullMarked;
