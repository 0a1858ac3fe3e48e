/** Providers' notifications over HTTP. */
@NullMarked
package almanac.app.api.webhooks;

import org.jspecify.annotations.NullMarked;
