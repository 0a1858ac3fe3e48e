/** The simulated accounts where the application mounts them. */
@NullMarked
package almanac.app.simulated;

import org.jspecify.annotations.NullMarked;
