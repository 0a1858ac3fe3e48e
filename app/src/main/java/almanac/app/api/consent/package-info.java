/** Our own consent page, for providers that take app passwords instead of OAuth. */
@NullMarked
package almanac.app.api.consent;

import org.jspecify.annotations.NullMarked;
