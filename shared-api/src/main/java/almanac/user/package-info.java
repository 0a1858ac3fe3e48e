/** People and their API keys. Secrets never appear here. */
@NullMarked
package almanac.user;

import org.jspecify.annotations.NullMarked;
