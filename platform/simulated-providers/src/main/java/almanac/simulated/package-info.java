/**
 * Providers that live inside the process, so that sync can be tried and tested without an account.
 * They speak the real wire formats; the real client libraries talk to them.
 */
@NullMarked
package almanac.simulated;

import org.jspecify.annotations.NullMarked;
