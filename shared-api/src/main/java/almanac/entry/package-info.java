/** The thing on a calendar: its commands, facts, state and the occurrences of a series. */
@NullMarked
package almanac.entry;

import org.jspecify.annotations.NullMarked;
