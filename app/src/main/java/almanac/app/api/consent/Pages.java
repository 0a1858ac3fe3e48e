package almanac.app.api.consent;

import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.util.HtmlUtils;

/** Pages without scripts, kept nowhere and shown in no frame. */
final class Pages {

    private static final MediaType HTML = new MediaType("text", "html", StandardCharsets.UTF_8);

    private static final String FRAME =
            """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>%1$s</title>
            <style>
            body { font: 1.1rem/1.5 system-ui, sans-serif; max-width: 32rem; margin: 3rem auto; padding: 0 1rem; }
            label { display: block; margin-top: 1rem; }
            input, button { font: inherit; width: 100%%; box-sizing: border-box; padding: .5rem; }
            button { margin-top: 1.5rem; }
            [role=alert] { border-left: .3rem solid #b91c1c; padding-left: .8rem; }
            </style>
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

    static String page(String title, String content) {
        return FRAME.formatted(escaped(title), content);
    }

    static String alert(String text) {
        return "<p role=\"alert\">" + escaped(text) + "</p>\n";
    }

    static String escaped(String text) {
        return HtmlUtils.htmlEscape(text);
    }

    static ResponseEntity<String> answer(HttpStatus status, String html) {
        return ResponseEntity.status(status)
                .contentType(HTML)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header("Referrer-Policy", "no-referrer")
                .header(
                        "Content-Security-Policy",
                        "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none';"
                                + " frame-ancestors 'none'")
                .body(html);
    }
}
