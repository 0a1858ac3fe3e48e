/**
 * How an application gets the access token of an account: a page where the user signs in and allows
 * it, and the exchange of the code that it comes back with (contract.md 6.1, 8.3, docs/adr/0026).
 */
@NullMarked
package almanac.app.api.aurinkoauth;

import org.jspecify.annotations.NullMarked;
