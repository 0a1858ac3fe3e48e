/**
 * The academic calendar document: the same events as everywhere, as instants with a type, a
 * priority and a course, and the import from Google Calendar.
 */
@NullMarked
package almanac.app.api.academic;

import org.jspecify.annotations.NullMarked;
