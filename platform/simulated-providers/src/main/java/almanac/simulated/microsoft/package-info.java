/**
 * A Microsoft 365 that lives inside the process: sign-in as Microsoft Entra does it and the
 * calendar of Graph v1.0, with the traps of the real ones (shared/design/providers.md 1.2).
 */
@NullMarked
package almanac.simulated.microsoft;

import org.jspecify.annotations.NullMarked;
