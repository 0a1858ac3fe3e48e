package almanac.app.config;

import almanac.command.guard.AccessInterceptor;
import almanac.query.QuerySide;
import java.util.List;

/**
 * What the modules bring.
 *
 * @param aggregates the classes that decide
 * @param access asks who may send a command, before any aggregate sees it
 * @param querySide the read models
 */
record Modules(List<Class<?>> aggregates, AccessInterceptor access, QuerySide querySide) {}
