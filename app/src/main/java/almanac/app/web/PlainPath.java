package almanac.app.web;

import almanac.app.error.PlainPaths;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;

/** A request whose path is spelled plainly, for whatever decides by it. */
final class PlainPath extends HttpServletRequestWrapper {

    private final String path;

    PlainPath(HttpServletRequest request) {
        super(request);
        path = PlainPaths.of(request.getRequestURI());
    }

    @Override
    public String getRequestURI() {
        return path;
    }
}
