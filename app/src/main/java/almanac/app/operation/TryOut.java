package almanac.app.operation;

/**
 * What a newcomer can try without an account anywhere.
 *
 * @param path of its page
 */
public record TryOut(String path) {}
