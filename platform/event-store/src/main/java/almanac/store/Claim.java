package almanac.store;

/** A segment of a processor, as the node that holds it knows it. */
record Claim(String processor, int segment) {}
