/** Decisions about users and their API keys. */
@NullMarked
package almanac.command.user;

import org.jspecify.annotations.NullMarked;
