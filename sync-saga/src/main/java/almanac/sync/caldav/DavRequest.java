package almanac.sync.caldav;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** One request, without who asks. */
record DavRequest(String method, URI target, Map<String, String> headers, Optional<String> body) {

    private static final String XML = "application/xml; charset=utf-8";
    private static final String CALENDAR = "text/calendar; charset=utf-8";

    static DavRequest propfind(URI target, int depth, String body) {
        return new DavRequest(
                "PROPFIND",
                target,
                Map.of("Depth", String.valueOf(depth), "Content-Type", XML),
                Optional.of(body));
    }

    static DavRequest report(URI target, int depth, String body) {
        return new DavRequest(
                "REPORT",
                target,
                Map.of("Depth", String.valueOf(depth), "Content-Type", XML),
                Optional.of(body));
    }

    static DavRequest get(URI target) {
        return new DavRequest("GET", target, Map.of("Accept", "text/calendar"), Optional.empty());
    }

    static DavRequest put(URI target, String text) {
        return new DavRequest("PUT", target, Map.of("Content-Type", CALENDAR), Optional.of(text));
    }

    static DavRequest delete(URI target) {
        return new DavRequest("DELETE", target, Map.of(), Optional.empty());
    }

    boolean writes() {
        return method.equals("PUT") || method.equals("DELETE");
    }

    DavRequest with(String header, String value) {
        var more = new LinkedHashMap<>(headers);
        more.put(header, value);
        return new DavRequest(method, target, more, body);
    }

    DavRequest at(URI elsewhere) {
        return new DavRequest(method, elsewhere, headers, body);
    }
}
