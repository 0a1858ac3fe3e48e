/**
 * Applications that users let into their calendars: who they are, the codes they come back with,
 * and what they get for them (docs/adr/0026). Knows no HTTP.
 */
@NullMarked
package almanac.app.authorize;

import org.jspecify.annotations.NullMarked;
