/**
 * The Aurinko calendar API: calendars, events, and the changes of a calendar for whoever keeps a
 * copy of it. Ids are strings, times have a zone; whoever may not see something finds nothing.
 */
@NullMarked
package almanac.app.api.aurinko;

import org.jspecify.annotations.NullMarked;
