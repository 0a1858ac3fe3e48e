package almanac.simulated.microsoft;

import almanac.simulated.Html;
import almanac.simulated.Simulator.Request;
import almanac.simulated.Simulator.Response;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** Where a person picks an account and lets an app in, or does not. */
final class ConsentPage {

    private ConsentPage() {}

    static Response of(Request request, List<String> accounts) {
        var hint = request.parameter("login_hint").orElse(accounts.getFirst());
        var chosen = accounts.contains(hint) ? hint : accounts.getFirst();
        var choices =
                accounts.stream()
                        .map(account ->
                                "<label><input type=\"radio\" name=\"account\" value=\""
                                        + Html.text(account)
                                        + "\""
                                        + (account.equals(chosen) ? " checked" : "")
                                        + "> "
                                        + Html.text(account)
                                        + "</label>")
                        .collect(Collectors.joining());
        var scopes =
                Arrays.stream(request.parameter("scope").orElse("").split(" "))
                        .map(scope -> "<li>" + Html.text(scope) + "</li>")
                        .collect(Collectors.joining());
        return Response.page(
                200,
                Html.page(
                        "Simulated Microsoft account",
                        "<p>The app <strong>"
                                + Html.text(request.parameter("client_id").orElse(""))
                                + "</strong> would like to:</p><ul>"
                                + scopes
                                + "</ul><form method=\"post\"><fieldset><legend>Account</legend>"
                                + choices
                                + "</fieldset><label><input type=\"checkbox\" name=\"write\" checked>"
                                + " It may change my calendars, not only read them</label>"
                                + "<button name=\"decision\" value=\"accept\">Accept</button>"
                                + "<button name=\"decision\" value=\"cancel\">Cancel</button></form>"));
    }
}
