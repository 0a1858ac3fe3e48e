package almanac.sync.caldav;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A 207 (RFC 4918 13).
 *
 * @param token where a sync-collection report leads to (RFC 6578 6.4)
 */
record Multistatus(List<Item> items, Optional<String> token) {

    private static final Pattern STATUS = Pattern.compile("HTTP/\\S+\\s+(\\d{3}).*");
    private static final int OK = 200;

    /**
     * What it says of one resource.
     *
     * @param status of the resource, or that of the first property that could not be had where
     *     nothing could; 200 where something could
     * @param whole whether it is told of the resource: of properties alone it says nothing of the
     *     resource, which stands with none of them (RFC 6578 3.5 has 404 of what is gone at its
     *     response alone)
     * @param found the properties that it has
     * @param conditions names of what was not met (RFC 4918 16)
     */
    record Item(String href, int status, boolean whole, Xml found, List<String> conditions) {

        boolean gone() {
            return whole && missing();
        }

        /** Gone, or nothing of what was asked for is to be had. */
        boolean missing() {
            return status == 404 || status == 410;
        }

        String path() {
            return Hrefs.path(href);
        }
    }

    static Multistatus of(byte[] document) throws Xml.Unreadable {
        var root = Xml.parse(document);
        if (!root.is(Xml.DAV, "multistatus")) {
            throw new Xml.Unreadable("no multistatus");
        }
        return new Multistatus(
                root.all(Xml.DAV, "response").flatMap(Multistatus::items).toList(),
                root.value(Xml.DAV, "sync-token"));
    }

    /** One status may stand for several hrefs. */
    private static Stream<Item> items(Xml response) {
        var own = response.value(Xml.DAV, "status").map(Multistatus::number);
        var stats = response.all(Xml.DAV, "propstat").toList();
        var found = stats.stream().filter(stat -> number(stat) == OK).toList();
        var status =
                own.orElseGet(() ->
                        found.isEmpty()
                                ? stats.stream().map(Multistatus::number).findFirst().orElse(OK)
                                : OK);
        var properties =
                found.stream()
                        .flatMap(stat -> stat.all(Xml.DAV, "prop"))
                        .flatMap(prop -> prop.children().stream())
                        .toList();
        var conditions = Stream.concat(Stream.of(response), stats.stream());
        var item = Xml.properties(properties);
        var unmet = conditions.flatMap(Multistatus::conditions).toList();
        return response.all(Xml.DAV, "href")
                .map(href -> new Item(href.text().strip(), status, own.isPresent(), item, unmet));
    }

    private static Stream<String> conditions(Xml holder) {
        return holder.all(Xml.DAV, "error").flatMap(e -> e.children().stream()).map(Xml::name);
    }

    private static int number(Xml stat) {
        return stat.value(Xml.DAV, "status").map(Multistatus::number).orElse(OK);
    }

    private static int number(String statusLine) {
        var matcher = STATUS.matcher(statusLine);
        return matcher.matches() ? Integer.parseInt(matcher.group(1)) : 500;
    }
}
