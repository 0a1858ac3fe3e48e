package almanac.app.web;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.util.HtmlUtils;

/** Pages without scripts, kept nowhere and shown in no frame. */
public final class Pages {

    private static final MediaType HTML = new MediaType("text", "html", StandardCharsets.UTF_8);

    private static final String STYLE =
            """
            body { font: 1.1rem/1.5 system-ui, sans-serif; max-width: 32rem; margin: 3rem auto; padding: 0 1rem; }
            label { display: block; margin-top: 1rem; }
            input, button { font: inherit; width: 100%; box-sizing: border-box; padding: .5rem; }
            button { margin-top: 1.5rem; }
            [role=alert] { border-left: .3rem solid #b91c1c; padding-left: .8rem; }
            """;

    private static final String FRAME =
            """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>%1$s</title>
            <style>%3$s</style>
            </head>
            <body>
            <main>
            <h1>%1$s</h1>
            %2$s
            </main>
            </body>
            </html>
            """;

    private Pages() {}

    /** A whole page; the content is HTML. */
    public static String page(String title, String content) {
        return FRAME.formatted(escaped(title), content, STYLE);
    }

    /** What is wrong, said at once by a screen reader. */
    public static String alert(String text) {
        return "<p role=\"alert\">" + escaped(text) + "</p>\n";
    }

    /** For HTML, also within quotation marks. */
    public static String escaped(String text) {
        return HtmlUtils.htmlEscape(text);
    }

    /** Tells no site where the browser came from, this one neither. */
    public static ResponseEntity<String> answer(HttpStatus status, String html) {
        return ResponseEntity.status(status).headers(headers("no-referrer", "")).body(html);
    }

    /**
     * A page whose form can be sent to this server alone, which may then send the browser on there
     * alone. This server learns where the form came from, and so tells those of other sites.
     *
     * @param onward an address; of it only the origin counts
     */
    public static ResponseEntity<String> form(HttpStatus status, String html, URI onward) {
        var forms = "; form-action 'self' " + source(onward);
        return ResponseEntity.status(status).headers(headers("same-origin", forms)).body(html);
    }

    private static HttpHeaders headers(String referrers, String more) {
        var headers = new HttpHeaders();
        headers.setContentType(HTML);
        headers.setCacheControl("no-store");
        headers.set("Referrer-Policy", referrers);
        headers.set(
                "Content-Security-Policy",
                "default-src 'none'; style-src 'sha256-"
                        + sha256(STYLE)
                        + "'; base-uri 'none'; frame-ancestors 'none'"
                        + more);
        return headers;
    }

    private static String sha256(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return Base64.getEncoder()
                    .encodeToString(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** An origin as policies have it; they know no numbers of IPv6 (CSP 3, 2.3.1). */
    private static String source(URI address) {
        var host = address.getHost();
        if (host.startsWith("[")) {
            return address.getScheme() + ":";
        }
        var port = address.getPort() < 0 ? "" : ":" + address.getPort();
        return address.getScheme() + "://" + host + port;
    }
}
