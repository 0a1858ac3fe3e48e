package almanac.app.error;

import almanac.app.digest.Fingerprints;
import jakarta.servlet.http.HttpServletRequest;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/** The ids under which a request is known: to its client, and to what is kept of it. */
public final class RequestIds {

    public static final String HEADER = "x-request-id";

    private static final String PREFIX = "req_";
    private static final int DIGITS = 2 * Long.BYTES;
    private static final String ATTRIBUTE = "almanac.request-id";
    private static final Pattern ACCEPTED = Pattern.compile("[A-Za-z0-9._:-]{1,100}");

    private RequestIds() {}

    /** What the client sent if it is harmless, else a new one; the same for the whole request. */
    public static String of(HttpServletRequest request) {
        if (request.getAttribute(ATTRIBUTE) instanceof String known) {
            return known;
        }
        var id = sent(request).orElseGet(RequestIds::fresh);
        request.setAttribute(ATTRIBUTE, id);
        return id;
    }

    /**
     * What its facts keep, for ever: never what a client chose, which may name somebody, but the
     * same for the same (docs/adr/0022).
     */
    public static String stored(HttpServletRequest request) {
        return sent(request).map(RequestIds::derived).orElseGet(() -> of(request));
    }

    private static Optional<String> sent(HttpServletRequest request) {
        return Optional.ofNullable(request.getHeader(HEADER))
                .filter(id -> ACCEPTED.matcher(id).matches());
    }

    private static String derived(String sent) {
        return PREFIX + Fingerprints.sha256(sent).substring(0, DIGITS);
    }

    private static String fresh() {
        var random = ThreadLocalRandom.current();
        return PREFIX + HexFormat.of().toHexDigits(random.nextLong());
    }
}
