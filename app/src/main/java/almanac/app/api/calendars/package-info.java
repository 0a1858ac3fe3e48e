/** Calendars and their shares, in the style of the PrimeCal API (contract 8.1). */
@NullMarked
package almanac.app.api.calendars;

import org.jspecify.annotations.NullMarked;
