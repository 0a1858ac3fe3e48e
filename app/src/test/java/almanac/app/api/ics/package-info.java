/** iCalendar files over HTTP. */
@NullMarked
package almanac.app.api.ics;

import org.jspecify.annotations.NullMarked;
