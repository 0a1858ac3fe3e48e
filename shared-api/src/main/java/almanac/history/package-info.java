/** What happened, when, through whom and why; and everything as it was at an instant. */
@NullMarked
package almanac.history;

import org.jspecify.annotations.NullMarked;
