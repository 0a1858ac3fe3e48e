/** Decisions about entries: pure functions from state and command to facts. */
@NullMarked
package almanac.command.entry;

import org.jspecify.annotations.NullMarked;
