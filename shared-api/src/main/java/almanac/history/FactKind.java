package almanac.history;

/**
 * Of what kind a fact is to whoever it concerns.
 *
 * @param type its stored name, {@code entry.updated}
 * @param failed whether it tells of something that went wrong
 */
public record FactKind(String type, boolean failed) {}
