package almanac.app.operation;

/** Where the data lies, for people. */
public record DataPlace(String text) {}
