/**
 * Google Calendar v3 behind the port. Items (events and their exceptions) are put together to whole
 * objects and taken apart here; the client library's types stay in this package.
 */
@NullMarked
package almanac.sync.google;

import org.jspecify.annotations.NullMarked;
