/** The stored facts as history needs them. */
@NullMarked
package almanac.app.history;

import org.jspecify.annotations.NullMarked;
