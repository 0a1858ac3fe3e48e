/** Consents and secrets. Nothing else sees a token or a password. */
@NullMarked
package almanac.sync.oauth;

import org.jspecify.annotations.NullMarked;
