package almanac.app.config;

/** A class that decides; declare it as a bean. */
record AggregateType(Class<?> type) {}
