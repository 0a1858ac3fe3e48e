package almanac.entry;

import java.time.Instant;

/**
 * Bounds of everything an entry can touch, wide enough for every viewer's zone; the end is {@link
 * almanac.time.Window#END_OF_TIME} for an endless series.
 */
public record Extent(Instant from, Instant to) {}
