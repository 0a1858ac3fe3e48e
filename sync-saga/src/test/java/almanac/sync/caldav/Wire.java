package almanac.sync.caldav;

import almanac.sync.caldav.ScriptedDav.Says;

/** Answers as servers write them. */
final class Wire {

    static final String CALENDAR = "/ana/work/";

    private Wire() {}

    static String found(String href, String properties) {
        return "<d:response><d:href>"
                + href
                + "</d:href><d:propstat><d:prop>"
                + properties
                + "</d:prop><d:status>HTTP/1.1 200 OK</d:status></d:propstat></d:response>";
    }

    static String status(String href, int status) {
        return "<d:response><d:href>"
                + href
                + "</d:href><d:status>HTTP/1.1 "
                + status
                + " So</d:status></d:response>";
    }

    static String etag(String href, String etag) {
        return found(href, "<d:getetag>&quot;" + etag + "&quot;</d:getetag>");
    }

    static String data(String href, String etag, String text) {
        return found(
                href,
                "<d:getetag>\""
                        + etag
                        + "\"</d:getetag><c:calendar-data>"
                        + Xml.escaped(text)
                        + "</c:calendar-data>");
    }

    static String token(String token) {
        return "<d:sync-token>" + token + "</d:sync-token>";
    }

    static String event(String uid, String title) {
        return """
        BEGIN:VCALENDAR
        VERSION:2.0
        PRODID:-//Other//Other//EN
        BEGIN:VEVENT
        UID:%s
        DTSTAMP:20261101T000000Z
        DTSTART;TZID=Europe/Paris:20261207T100000
        DTEND;TZID=Europe/Paris:20261207T110000
        SUMMARY:%s
        X-THEIRS;X-P=1:kept
        END:VEVENT
        END:VCALENDAR
        """
                .formatted(uid, title);
    }

    static Says got(String etag, String text) {
        return new Says(200, java.util.Map.of("ETag", "\"" + etag + "\""), text);
    }

    static String principal(String path) {
        return "<d:current-user-principal><d:href>" + path + "</d:href></d:current-user-principal>";
    }

    static String home(String... hrefs) {
        return "<c:calendar-home-set><d:href>"
                + String.join("</d:href><d:href>", hrefs)
                + "</d:href></c:calendar-home-set>";
    }

    static String calendar(String href, String more) {
        return found(
                href,
                "<d:resourcetype><d:collection/><c:calendar/></d:resourcetype>"
                        + "<d:displayname>Work</d:displayname>"
                        + "<d:current-user-privilege-set><d:privilege><d:write/></d:privilege>"
                        + "</d:current-user-privilege-set>"
                        + more);
    }

    /** A server on which ana has one calendar; whatever is not said otherwise is 404. */
    static ScriptedDav server() {
        var server = new ScriptedDav();
        server.on("PROPFIND", "/", Says.multistatus(found("/", principal("/principals/ana/"))));
        server.on(
                "PROPFIND",
                "/principals/ana/",
                Says.multistatus(
                        found(
                                "/principals/ana/",
                                home("/ana/")
                                        + "<c:calendar-user-address-set><d:href preferred=\"1\">"
                                        + "mailto:ana@example.org</d:href>"
                                        + "<d:href>/principals/ana/</d:href>"
                                        + "</c:calendar-user-address-set>")));
        server.on("PROPFIND", "/ana/", Says.multistatus(calendar(CALENDAR, "")));
        server.on(
                "PROPFIND",
                CALENDAR,
                Says.multistatus(found(CALENDAR, "<d:sync-token>t0</d:sync-token>")));
        return server;
    }
}
