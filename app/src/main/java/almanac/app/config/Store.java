package almanac.app.config;

/** Where everything is kept. */
public enum Store {
    EMBEDDED,
    MONGODB
}
