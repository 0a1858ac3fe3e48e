/** What the sync side needs of our own side; the assembly supplies it. */
@NullMarked
package almanac.sync.local;

import org.jspecify.annotations.NullMarked;
