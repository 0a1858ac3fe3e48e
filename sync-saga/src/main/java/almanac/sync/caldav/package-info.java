/**
 * Calendars behind CalDAV (RFC 4791, 6578, 6638, 6764): iCloud, or any server that the operator
 * configured in its place.
 */
@NullMarked
package almanac.sync.caldav;

import org.jspecify.annotations.NullMarked;
