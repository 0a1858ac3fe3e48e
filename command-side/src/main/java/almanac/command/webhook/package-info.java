/** Endpoints that are told what happens. */
@NullMarked
package almanac.command.webhook;

import org.jspecify.annotations.NullMarked;
