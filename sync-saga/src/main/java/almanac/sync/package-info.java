/**
 * Keeps calendars here and at providers together; {@link almanac.sync.SyncSide} is what the
 * assembly sees.
 */
@NullMarked
package almanac.sync;

import org.jspecify.annotations.NullMarked;
