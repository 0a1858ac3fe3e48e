/** Webhook endpoints in ChronaPilot's manner, after contract.md 8.3. */
@NullMarked
package almanac.app.api.webhookendpoints;

import org.jspecify.annotations.NullMarked;
