/** Endpoints as their owners see them. */
@NullMarked
package almanac.query.webhook;

import org.jspecify.annotations.NullMarked;
