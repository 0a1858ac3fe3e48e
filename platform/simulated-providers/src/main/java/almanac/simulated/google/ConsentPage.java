package almanac.simulated.google;

import almanac.simulated.Forms;
import almanac.simulated.Html;
import almanac.simulated.Simulator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The page on which a person chooses an account and ticks what the client may do. */
final class ConsentPage {

    private static final Set<String> IDENTITY = Set.of("openid", "email", "profile");

    private final World world;
    private final Grants grants;

    ConsentPage(World world, Grants grants) {
        this.world = world;
        this.grants = grants;
    }

    Simulator.Response answer(Simulator.Request request) {
        return request.method().equals("POST")
                ? decided(request.query(), Forms.read(request.body()))
                : shown(request.query());
    }

    private Simulator.Response shown(Map<String, String> asked) {
        for (var needed : new String[] {"client_id", "redirect_uri", "response_type", "scope"}) {
            if (asked.getOrDefault(needed, "").isEmpty()) {
                return Simulator.Response.page(
                        400,
                        Html.page(
                                "Access blocked: authorisation error",
                                "<p>Required parameter is missing: " + needed + "</p>"));
            }
        }
        requireWeb(asked.getOrDefault("redirect_uri", ""));
        var form = new StringBuilder("<form method=\"post\" action=\"auth\">");
        asked.forEach((name, value) ->
                form.append(
                        "<input type=\"hidden\" name=\"ask.%s\" value=\"%s\">"
                                .formatted(Html.text(name), Html.text(value))));
        form.append(accounts(asked.getOrDefault("login_hint", "")));
        form.append(scopes(asked.getOrDefault("scope", "")));
        form.append("<button name=\"decision\" value=\"allow\">Allow</button>");
        form.append("<button name=\"decision\" value=\"refuse\">Refuse</button></form>");
        return Simulator.Response.page(
                200,
                Html.page(
                        "Simulated Google: choose an account",
                        "<p><strong>%s</strong> wants to use your Google account. Nothing leaves this"
                                        .formatted(Html.text(asked.getOrDefault("client_id", "")))
                                + " machine.</p>"
                                + form));
    }

    private static void requireWeb(String redirect) {
        if (!redirect.startsWith("http://") && !redirect.startsWith("https://")) {
            throw Refusal.invalid("redirect_uri_mismatch");
        }
    }

    private String accounts(String hint) {
        var html = new StringBuilder("<fieldset><legend>Account</legend>");
        var hinted =
                world.accounts().stream()
                        .filter(each -> each.email().equals(hint) || each.sub().equals(hint))
                        .findFirst()
                        .orElse(world.accounts().getFirst());
        for (var account : world.accounts()) {
            html.append(
                    "<label><input type=\"radio\" name=\"account\" value=\"%s\"%s> %s (%s)</label>"
                            .formatted(
                                    Html.text(account.sub()),
                                    account.equals(hinted) ? " checked" : "",
                                    Html.text(account.name()),
                                    Html.text(account.email())));
        }
        return html.append("</fieldset>").toString();
    }

    private static String scopes(String scopes) {
        var html = new StringBuilder("<fieldset><legend>What it may do</legend>");
        for (var scope : scopes.split(" ")) {
            if (!IDENTITY.contains(scope)) {
                html.append(
                        "<label><input type=\"checkbox\" name=\"grant\" value=\"%1$s\" checked> %1$s</label>"
                                .formatted(Html.text(scope)));
            }
        }
        return html.append("</fieldset>").toString();
    }

    /**
     * @param query where the form came back to the page's own address
     */
    private Simulator.Response decided(Map<String, String> query, Map<String, String> form) {
        var asked = new LinkedHashMap<>(query);
        form.forEach((name, value) -> {
            if (name.startsWith("ask.")) {
                asked.put(name.substring("ask.".length()), value);
            }
        });
        var answer = new LinkedHashMap<String, String>();
        if (asked.containsKey("state")) {
            answer.put("state", asked.getOrDefault("state", ""));
        }
        var account = account(form.getOrDefault("account", ""));
        if (!"allow".equals(form.get("decision")) || account.isEmpty()) {
            answer.put("error", "access_denied");
        } else {
            var scopes = granted(asked.getOrDefault("scope", ""), form.getOrDefault("grant", ""));
            answer.put("code", grants.code(account.get(), asked, scopes));
            answer.put("scope", String.join(" ", scopes));
        }
        var redirect = asked.getOrDefault("redirect_uri", "");
        requireWeb(redirect);
        return Simulator.Response.seeOther(
                redirect + (redirect.contains("?") ? "&" : "?") + Forms.write(answer));
    }

    private Optional<World.Account> account(String named) {
        return world.accounts().stream()
                .filter(each -> each.sub().equals(named) || each.email().equals(named))
                .findFirst();
    }

    private static Set<String> granted(String asked, String ticked) {
        var scopes = new TreeSet<>(Set.of(asked.split(" ")));
        scopes.removeIf(
                scope -> !IDENTITY.contains(scope) && !Set.of(ticked.split(" ")).contains(scope));
        return scopes;
    }
}
