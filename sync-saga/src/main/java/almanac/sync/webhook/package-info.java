/**
 * Tells other programs what happens, by signed requests to the endpoints that their owners
 * registered. {@link almanac.sync.webhook.WebhookSide} is what the assembly sees.
 */
@NullMarked
package almanac.sync.webhook;

import org.jspecify.annotations.NullMarked;
