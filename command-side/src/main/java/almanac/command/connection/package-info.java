/** Decisions about links to provider accounts, and about what both sides disagree on. */
@NullMarked
package almanac.command.connection;

import org.jspecify.annotations.NullMarked;
