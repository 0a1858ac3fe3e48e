/**
 * Which entries of a calendar changed after a place in history. A document for each calendar and
 * entry keeps the last change; what exactly a copy must be told is decided when it asks.
 */
@NullMarked
package almanac.query.feed;

import org.jspecify.annotations.NullMarked;
