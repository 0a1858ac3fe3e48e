/** Wires the modules into one process; holds no rules. */
@NullMarked
package almanac.app.config;

import org.jspecify.annotations.NullMarked;
