package almanac.app.config;

import almanac.query.QuerySide;
import java.util.List;

/**
 * What the modules bring.
 *
 * @param aggregates the classes that decide
 * @param querySide the read models
 */
record Modules(List<Class<?>> aggregates, QuerySide querySide) {}
