/** Registration, sign-in, profile and API keys, as the PrimeCal family has them. */
@NullMarked
package almanac.app.api.identity;

import org.jspecify.annotations.NullMarked;
