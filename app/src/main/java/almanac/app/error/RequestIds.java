package almanac.app.error;

import jakarta.servlet.http.HttpServletRequest;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

/** The id under which a request is known to its client, its log lines and its facts. */
public final class RequestIds {

    public static final String HEADER = "x-request-id";

    private static final String ATTRIBUTE = "almanac.request-id";
    private static final Pattern ACCEPTED = Pattern.compile("[A-Za-z0-9._:-]{1,100}");

    private RequestIds() {}

    /** What the client sent if it is harmless, else a new one; the same for the whole request. */
    public static String of(HttpServletRequest request) {
        if (request.getAttribute(ATTRIBUTE) instanceof String known) {
            return known;
        }
        var sent = request.getHeader(HEADER);
        var id = sent != null && ACCEPTED.matcher(sent).matches() ? sent : fresh();
        request.setAttribute(ATTRIBUTE, id);
        return id;
    }

    private static String fresh() {
        var random = ThreadLocalRandom.current();
        return "req_" + HexFormat.of().toHexDigits(random.nextLong());
    }
}
