package almanac.app.api.consent;

import almanac.app.web.Pages;

/** The page that asks for an app password: a plain form. */
final class PasswordPage {

    private static final String TITLE = "Connect iCloud Calendar";

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
        return Pages.page(
                TITLE,
                FORM.formatted(
                        problem.isEmpty() ? "" : Pages.alert(problem),
                        Pages.escaped(state),
                        Pages.escaped(username)));
    }

    static String message(String text) {
        return Pages.page(TITLE, Pages.alert(text));
    }
}
