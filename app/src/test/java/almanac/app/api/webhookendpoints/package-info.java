/** Webhook endpoints over HTTP. */
@NullMarked
package almanac.app.api.webhookendpoints;

import org.jspecify.annotations.NullMarked;
