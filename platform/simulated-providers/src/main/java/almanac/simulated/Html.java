package almanac.simulated;

/** Plain pages that need no script and follow the reader's light or dark preference. */
public final class Html {

    private static final String STYLE =
            """
            :root { color-scheme: light dark; }
            body { font: 1rem/1.5 system-ui, sans-serif; max-width: 48rem; margin: 2rem auto; \
            padding: 0 1rem; color: CanvasText; background: Canvas; }
            h1 { font-size: 1.5rem; } h2 { font-size: 1.2rem; margin-top: 2rem; }
            fieldset { border: 1px solid GrayText; border-radius: .4rem; margin: 1rem 0; }
            label { display: block; margin: .4rem 0; }
            input:not([type=checkbox]):not([type=radio]), select, textarea { font: inherit; \
            width: 100%; max-width: 30rem; padding: .3rem; box-sizing: border-box; display: block; }
            button { font: inherit; padding: .4rem 1rem; margin: .3rem .3rem .3rem 0; }
            table { border-collapse: collapse; width: 100%; } caption { text-align: left; }
            th, td { text-align: left; padding: .3rem .6rem .3rem 0; \
            border-bottom: 1px solid GrayText; vertical-align: top; }
            :focus-visible { outline: 3px solid Highlight; outline-offset: 2px; }
            """;

    private Html() {}

    /** Text that stands for itself, between tags and in quoted attributes. */
    public static String text(String plain) {
        return plain.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    /**
     * A whole page.
     *
     * @param body HTML that follows the heading
     */
    public static String page(String title, String body) {
        return """
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>%1$s</title>
        <style>%2$s</style>
        </head>
        <body>
        <main>
        <h1>%1$s</h1>
        %3$s
        </main>
        </body>
        </html>
        """
                .formatted(text(title), STYLE, body);
    }
}
