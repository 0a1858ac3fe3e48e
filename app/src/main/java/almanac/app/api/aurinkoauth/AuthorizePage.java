package almanac.app.api.aurinkoauth;

import almanac.app.web.Pages;
import almanac.user.KeyScope;

/** The page that asks a user: a plain form. */
final class AuthorizePage {

    private static final String REFUSED = "This application cannot ask for access";

    private static final String FORM =
            """
            %1$s<p><strong>%2$s</strong> asks to %3$s.</p>
            <p>Allow it only if you came here from there: you go back to <strong>%4$s</strong>. You can take the access
            away at any time, among your API keys.</p>
            <form method="post" action="%5$s">
            <label for="username">Username or e-mail</label>
            <input id="username" name="username" autocomplete="username" autocapitalize="none" spellcheck="false" required maxlength="254" value="%6$s">
            <label for="password">Password</label>
            <input id="password" name="password" type="password" autocomplete="current-password" required maxlength="128">
            <button type="submit" name="decision" value="allow">Sign in and allow</button>
            <button type="submit" name="decision" value="deny" formnovalidate>Do not allow</button>
            </form>
            """;

    private AuthorizePage() {}

    /**
     * @param problem with what was sent before; empty at first
     */
    static String form(
            AuthorizeQuery query, AuthorizeRequest asked, String username, String problem) {
        return Pages.page(
                "Allow access to your calendars?",
                FORM.formatted(
                        problem.isEmpty() ? "" : Pages.alert(problem),
                        Pages.escaped(asked.application().name()),
                        asked.scopes().contains(KeyScope.WRITE)
                                ? "see and change your calendars and their events"
                                : "see your calendars and their events",
                        Pages.escaped(asked.returnUrl().getAuthority()),
                        Pages.escaped(AuthorizeController.PATH + "?" + query.text()),
                        Pages.escaped(username)));
    }

    static String refused(String why) {
        return Pages.page(REFUSED, Pages.alert(why));
    }
}
