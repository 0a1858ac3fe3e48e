/**
 * A Google account with calendars, in memory: OAuth 2.0 and Calendar API v3 as the real client
 * library speaks them, and pages on which a person edits events and breaks things.
 */
@NullMarked
package almanac.simulated.google;

import org.jspecify.annotations.NullMarked;
