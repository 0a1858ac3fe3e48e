/**
 * Our own pages of a consent: the form for providers that take app passwords instead of OAuth, and
 * the end of any consent while no other frontend is configured.
 */
@NullMarked
package almanac.app.api.consent;

import org.jspecify.annotations.NullMarked;
