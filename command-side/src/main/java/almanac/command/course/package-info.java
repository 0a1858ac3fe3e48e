/** Decisions about courses. */
@NullMarked
package almanac.command.course;

import org.jspecify.annotations.NullMarked;
