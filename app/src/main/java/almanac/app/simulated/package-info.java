/**
 * Calendar accounts that live in this process, so that sync can be tried without an account
 * anywhere: the simulated Google and Microsoft, below {@code /simulated}. They speak HTTP like the
 * real ones, so the adapters are the same; what is in them is forgotten when the process ends.
 */
@NullMarked
package almanac.app.simulated;

import org.jspecify.annotations.NullMarked;
