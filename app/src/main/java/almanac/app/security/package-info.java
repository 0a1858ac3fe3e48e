/**
 * Passwords, sessions and API keys. Secrets live in collections of this package, never in facts.
 */
@NullMarked
package almanac.app.security;

import org.jspecify.annotations.NullMarked;
