package almanac.sync.webhook;

/**
 * Something that goes out.
 *
 * @param id by which a receiver knows it again, where its dialect has one
 */
record Message(String id, Dialect dialect, byte[] body) {}
