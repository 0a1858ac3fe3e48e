package almanac.feed;

import java.util.List;

/**
 * What is there no more.
 *
 * @param next where to go on
 * @param complete whether that is all for now
 */
public record GonePage(List<GoneRecord> records, GonePlace next, boolean complete) {}
