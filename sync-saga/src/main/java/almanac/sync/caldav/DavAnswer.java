package almanac.sync.caldav;

import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * One answer, whole.
 *
 * @param from who answered, after redirects
 */
record DavAnswer(int status, HttpHeaders headers, byte[] body, URI from) {

    static final int MULTISTATUS = 207;

    Optional<String> header(String name) {
        return headers.firstValue(name).map(String::strip).filter(value -> !value.isEmpty());
    }

    /** A strong name of the content; a weak mark that a proxy put before it goes. */
    Optional<String> etag() {
        return header("ETag").map(DavAnswer::strong);
    }

    static String strong(String etag) {
        var plain = etag.strip();
        return plain.startsWith("W/") ? plain.substring(2) : plain;
    }

    boolean multistatus() {
        return status == MULTISTATUS;
    }

    /** 200, 201 or 204: for a write nothing else is a success. */
    boolean done() {
        return status == 200 || status == 201 || status == 204;
    }

    boolean gone() {
        return status == 404 || status == 410;
    }

    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }
}
