package almanac.simulated.microsoft;

import almanac.simulated.Simulator.Response;
import java.util.List;
import java.util.Map;

/** Pages that need no script, light or dark as the reader likes it. */
final class Html {

    private static final String STYLE =
            """
            :root{color-scheme:light dark;font:16px/1.5 system-ui,sans-serif}
            body{max-width:44rem;margin:2rem auto;padding:0 1rem;background:Canvas;color:CanvasText}
            form,fieldset{margin:1rem 0}
            label{display:block;margin:.5rem 0}
            input:not([type=checkbox]):not([type=radio]),select{font:inherit;padding:.35rem;width:100%;box-sizing:border-box}
            button{font:inherit;padding:.4rem 1rem;margin:.25rem .25rem .25rem 0}
            :focus-visible{outline:3px solid Highlight;outline-offset:2px}
            table{border-collapse:collapse;width:100%}
            th,td{text-align:left;padding:.35rem;border-bottom:1px solid GrayText;vertical-align:top}
            """;

    private Html() {}

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    static String unescaped(String text) {
        return text.replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&nbsp;", " ")
                .replace("&amp;", "&");
    }

    static Response page(int status, String title, String main) {
        var body =
                "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">"
                        + "<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">"
                        + "<title>"
                        + escaped(title)
                        + "</title><style>"
                        + STYLE
                        + "</style></head><body><main><h1>"
                        + escaped(title)
                        + "</h1>"
                        + main
                        + "</main></body></html>";
        return new Response(
                status,
                List.of(
                        Map.entry("Content-Type", "text/html; charset=utf-8"),
                        Map.entry("Cache-Control", "no-store"),
                        Map.entry(
                                "Content-Security-Policy",
                                "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none';"
                                        + " frame-ancestors 'none'"),
                        Map.entry("Referrer-Policy", "no-referrer")),
                body,
                false);
    }

    static Response seeOther(String location) {
        return new Response(303, List.of(Map.entry("Location", location)), "", false);
    }
}
