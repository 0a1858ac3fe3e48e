/**
 * Registration, sign-in, profile and API keys, as the PrimeCal family has them; and the cookie
 * sessions of the academic API, for the same users.
 */
@NullMarked
package almanac.app.api.identity;

import org.jspecify.annotations.NullMarked;
