/** What both directions share: the run of a mapping, and how two versions become one. */
@NullMarked
package almanac.sync.exchange;

import org.jspecify.annotations.NullMarked;
