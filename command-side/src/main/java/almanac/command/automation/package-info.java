/** Decisions about rules and about their runs. */
@NullMarked
package almanac.command.automation;

import org.jspecify.annotations.NullMarked;
