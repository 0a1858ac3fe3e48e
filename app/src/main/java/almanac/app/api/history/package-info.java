/** What happened, as it was, and back again (contract 8.5): maps HTTP to messages and back. */
@NullMarked
package almanac.app.api.history;

import org.jspecify.annotations.NullMarked;
