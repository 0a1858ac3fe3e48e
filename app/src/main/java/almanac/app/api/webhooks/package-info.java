/** What providers call when something changed (contract.md 8.4). */
@NullMarked
package almanac.app.api.webhooks;

import org.jspecify.annotations.NullMarked;
