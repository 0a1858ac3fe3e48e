package almanac.embedded;

/**
 * The size of a store at one moment.
 *
 * @param fileBytes bytes of the data file and its journals; 0 in memory
 * @param collections collections without the server's own
 * @param documents documents in these collections
 */
public record StoreStats(long fileBytes, int collections, long documents) {}
