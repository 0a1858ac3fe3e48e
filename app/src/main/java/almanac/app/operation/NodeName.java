package almanac.app.operation;

/** Names this node and no other that runs at the same time. */
public record NodeName(String text) {}
