/** What the sync side needs of ours: reading, changing and numbering. */
@NullMarked
package almanac.app.sync;

import org.jspecify.annotations.NullMarked;
