/** Addresses of other programs that want to be told what happens. Secrets never appear here. */
@NullMarked
package almanac.webhook;

import org.jspecify.annotations.NullMarked;
