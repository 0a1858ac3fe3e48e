package almanac.app.web;

import org.springframework.http.HttpMethod;

/**
 * A route that needs no credentials; declare it as a bean.
 *
 * @param path as Spring Security's path patterns have it, such as {@code /feeds/*}
 */
public record PublicRoute(HttpMethod method, String path) {}
