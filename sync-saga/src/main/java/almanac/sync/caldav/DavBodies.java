package almanac.sync.caldav;

import java.util.List;
import java.util.stream.Collectors;

/** What is asked, as XML. */
final class DavBodies {

    private static final String SPACES =
            " xmlns:D=\"DAV:\" xmlns:C=\"urn:ietf:params:xml:ns:caldav\""
                    + " xmlns:S=\"http://calendarserver.org/ns/\""
                    + " xmlns:A=\"http://apple.com/ns/ical/\"";

    static final String PRINCIPAL =
            propfind(
                    "D:current-user-principal",
                    "C:calendar-home-set",
                    "C:calendar-user-address-set");

    static final String CALENDARS =
            propfind(
                    "D:resourcetype",
                    "D:displayname",
                    "D:owner",
                    "D:current-user-privilege-set",
                    "C:calendar-description",
                    "C:calendar-timezone",
                    "C:supported-calendar-component-set",
                    "C:schedule-default-calendar-URL",
                    "A:calendar-color",
                    "S:getctag",
                    "D:sync-token");

    static final String STATE = propfind("D:resourcetype", "S:getctag", "D:sync-token");

    static final String ETAGS = propfind("D:getetag", "D:resourcetype");

    private DavBodies() {}

    private static String propfind(String... properties) {
        return "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<D:propfind"
                + SPACES
                + "><D:prop><"
                + String.join("/><", properties)
                + "/></D:prop></D:propfind>";
    }

    /** RFC 6578 6.1; an empty token asks for everything. */
    static String syncCollection(String token) {
        return "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<D:sync-collection"
                + SPACES
                + "><D:sync-token>"
                + Xml.escaped(token)
                + "</D:sync-token><D:sync-level>1</D:sync-level>"
                + "<D:prop><D:getetag/></D:prop></D:sync-collection>";
    }

    /** RFC 4791 7.9; nothing is expanded by the server. */
    static String multiget(List<String> paths) {
        return "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<C:calendar-multiget"
                + SPACES
                + "><D:prop><D:getetag/><C:calendar-data/></D:prop>"
                + paths.stream()
                        .map(path -> "<D:href>" + Xml.escaped(path) + "</D:href>")
                        .collect(Collectors.joining())
                + "</C:calendar-multiget>";
    }
}
