/** The record of what operators do. */
@NullMarked
package almanac.command.operation;

import org.jspecify.annotations.NullMarked;
