package almanac.app.access;

import almanac.app.testing.AlmanacServer;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** What the running server answers to, as its own table of routes has it. */
final class Endpoints {

    private Endpoints() {}

    /** {@code METHOD /path/{variable}}; without a method when any will do. */
    static Set<String> of(AlmanacServer server) {
        var mapping =
                server.bean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class);
        var endpoints = new TreeSet<String>();
        for (var route : mapping.getHandlerMethods().keySet()) {
            for (var path : route.getPatternValues()) {
                endpoints.addAll(named(route, path.replaceAll("\\{(\\w+):[^/]*}", "{$1}")));
            }
        }
        return endpoints;
    }

    private static Set<String> named(RequestMappingInfo route, String path) {
        var names = new TreeSet<String>();
        route.getMethodsCondition().getMethods().forEach(method -> names.add(method + " " + path));
        if (names.isEmpty()) {
            names.add(path);
        }
        return names;
    }
}
