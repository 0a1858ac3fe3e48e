/** Decisions about what is said in the threads of entries. */
@NullMarked
package almanac.command.comment;

import org.jspecify.annotations.NullMarked;
