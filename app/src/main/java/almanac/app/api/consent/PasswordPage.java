package almanac.app.api.consent;

import org.springframework.web.util.HtmlUtils;

/** The page as HTML: a plain form without scripts. */
final class PasswordPage {

    private static final String FRAME =
            """
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>Connect iCloud Calendar</title>
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
            <h1>Connect iCloud Calendar</h1>
            %s
            </main>
            </body>
            </html>
            """;

    private static final String FORM =
            """
            %s<form method="post" action="/connect/icloud">
            <input type="hidden" name="state" value="%s">
            <label for="username">Apple account e-mail</label>
            <input id="username" name="username" type="email" autocomplete="username" required maxlength="254" value="%s">
            <label for="password">App-specific password</label>
            <input id="password" name="password" type="password" autocomplete="off" required maxlength="256" aria-describedby="hint">
            <p id="hint">Not the password of your Apple account: make one for this server at
            account.apple.com, under "Sign-In and Security", "App-Specific Passwords". You can revoke it there at any time.</p>
            <button type="submit">Connect</button>
            </form>
            """;

    private PasswordPage() {}

    static String form(String state, String username, String problem) {
        var alert = problem.isEmpty() ? "" : "<p role=\"alert\">" + escaped(problem) + "</p>\n";
        return FRAME.formatted(FORM.formatted(alert, escaped(state), escaped(username)));
    }

    static String message(String text) {
        return FRAME.formatted("<p role=\"alert\">" + escaped(text) + "</p>");
    }

    private static String escaped(String text) {
        return HtmlUtils.htmlEscape(text);
    }
}
