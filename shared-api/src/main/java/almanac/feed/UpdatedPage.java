package almanac.feed;

import java.util.List;

/**
 * What is there and was written after a place.
 *
 * @param next where to go on
 * @param complete whether that is all for now
 */
public record UpdatedPage(List<FeedRecord> records, FeedPlace next, boolean complete) {}
