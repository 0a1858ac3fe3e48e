/** The console in a real browser. */
@NullMarked
package almanac.app.console;

import org.jspecify.annotations.NullMarked;
