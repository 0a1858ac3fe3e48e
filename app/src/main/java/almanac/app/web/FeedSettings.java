package almanac.app.web;

/**
 * What an operator may set of the changes of calendars.
 *
 * @param streamsPerUser how many streams one user may have open on a node
 */
public record FeedSettings(int streamsPerUser) {}
