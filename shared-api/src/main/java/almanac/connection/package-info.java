/**
 * Links to provider accounts: connections, the calendars mapped through them, and what their sync
 * found to disagree.
 */
@NullMarked
package almanac.connection;

import org.jspecify.annotations.NullMarked;
