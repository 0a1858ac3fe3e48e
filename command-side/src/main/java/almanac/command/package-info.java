/** Aggregates that decide from their own history only; the language is shared-api's. */
@NullMarked
package almanac.command;

import org.jspecify.annotations.NullMarked;
