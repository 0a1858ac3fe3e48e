/** The documented behaviour, over HTTP. */
@NullMarked
package almanac.app.api.calendars;

import org.jspecify.annotations.NullMarked;
