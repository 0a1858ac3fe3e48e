/** Who may send which command; asked once, on the way into every aggregate. */
@NullMarked
package almanac.command.guard;

import org.jspecify.annotations.NullMarked;
