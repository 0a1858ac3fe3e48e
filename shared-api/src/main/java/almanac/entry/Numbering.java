package almanac.entry;

import java.time.LocalDateTime;

/**
 * How the occurrences of one series are numbered, fixed when it becomes a series: slot = steps from
 * the anchor. Kept in the fact, so that no later change of our code can renumber history.
 *
 * @param anchor original local start of the first occurrence
 * @param stepSeconds 86,400 when all starts share a time of day, else a divisor of their distances
 */
public record Numbering(LocalDateTime anchor, long stepSeconds) {}
