/**
 * The changes of one calendar, for whoever keeps a copy of it: what is there now and was written
 * after a place in history, and what is there no more.
 */
@NullMarked
package almanac.feed;

import org.jspecify.annotations.NullMarked;
