package almanac.simulated.microsoft;

import almanac.simulated.Forms;
import almanac.simulated.Html;
import almanac.simulated.Simulator.Request;
import almanac.simulated.Simulator.Response;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Microsoft Entra: consent, codes with PKCE, access tokens, refresh tokens that rotate. */
final class SignIn {

    static final String TENANT = "7e4a7000-0000-4000-8000-000000000001";
    private static final String READS = "Calendars.Read";
    private static final String WRITES = "Calendars.ReadWrite";
    private static final Duration CODE_LIFE = Duration.ofMinutes(10);
    private static final Duration TOKEN_LIFE = Duration.ofHours(1);

    private final Clock clock;
    private final Map<String, Mailbox> people;
    private final Map<String, Code> codes = new HashMap<>();
    private final Map<String, Grant> access = new HashMap<>();
    private final Map<String, Grant> refresh = new HashMap<>();
    private long names;
    private boolean strict;

    private record Code(
            Mailbox person,
            List<String> scopes,
            String redirect,
            String challenge,
            String client,
            Instant until) {}

    private record Grant(Mailbox person, List<String> scopes, String client, Instant until) {}

    SignIn(Clock clock, Map<String, Mailbox> people) {
        this.clock = clock;
        this.people = people;
    }

    Response consentPage(Request request) {
        var wrong = wrong(request);
        if (wrong.isPresent()) {
            return Response.page(
                    400,
                    Html.page("Sign in to your account", "<p>" + Html.text(wrong.get()) + "</p>"));
        }
        return ConsentPage.of(request, List.copyOf(people.keySet()));
    }

    /** What the browser answers from the consent page. */
    Response decided(Request request) {
        var wrong = wrong(request);
        if (wrong.isPresent()) {
            return Response.page(
                    400,
                    Html.page("Sign in to your account", "<p>" + Html.text(wrong.get()) + "</p>"));
        }
        var form = Forms.read(request.body());
        var back = request.parameter("redirect_uri").orElseThrow();
        var state = request.parameter("state").map(s -> "&state=" + encoded(s)).orElse("");
        var person = Optional.ofNullable(people.get(form.getOrDefault("account", "")));
        if (person.isEmpty() || !"accept".equals(form.get("decision"))) {
            return to(
                    back,
                    "error=access_denied&error_description="
                            + encoded("AADSTS65004: User declined to consent to access the app.")
                            + state);
        }
        var code = "0.A" + ++names + ".code";
        codes.put(
                code,
                new Code(
                        person.get(),
                        scopes(request.parameter("scope").orElse(""), form.containsKey("write")),
                        back,
                        request.parameter("code_challenge").orElseThrow(),
                        request.parameter("client_id").orElse(""),
                        clock.instant().plus(CODE_LIFE)));
        return to(back, "code=" + encoded(code) + state + "&session_state=s" + names);
    }

    private static Optional<String> wrong(Request request) {
        if (request.parameter("redirect_uri").filter(uri -> uri.startsWith("http")).isEmpty()) {
            return Optional.of("AADSTS50011: The redirect URI is not valid.");
        }
        if (!"S256".equals(request.parameter("code_challenge_method").orElse(""))
                || request.parameter("code_challenge").isEmpty()) {
            return Optional.of("AADSTS501481: The code challenge is missing.");
        }
        return Optional.empty();
    }

    private static List<String> scopes(String asked, boolean write) {
        return Arrays.stream(asked.split(" "))
                .map(scope -> scope.replaceFirst("^https://graph.microsoft.com/", ""))
                .map(SignIn::named)
                .map(scope -> !write && scope.equals(WRITES) ? READS : scope)
                .distinct()
                .toList();
    }

    /** Entra takes scopes in any case, and answers them in its own. */
    private static String named(String scope) {
        return Stream.of(READS, WRITES).filter(scope::equalsIgnoreCase).findFirst().orElse(scope);
    }

    private static Response to(String back, String query) {
        return new Response(
                302,
                List.of(Map.entry("Location", back + (back.contains("?") ? "&" : "?") + query)),
                "",
                false);
    }

    Response token(Request request) {
        var form = Forms.read(request.body());
        return switch (form.getOrDefault("grant_type", "")) {
            case "authorization_code" -> exchange(form);
            case "refresh_token" -> refreshed(form);
            default -> refused("unsupported_grant_type", "AADSTS70003");
        };
    }

    private Response exchange(Map<String, String> form) {
        var code = Optional.ofNullable(codes.remove(form.getOrDefault("code", "")));
        var valid =
                code.filter(each -> each.until().isAfter(clock.instant()))
                        .filter(each -> each.redirect().equals(form.get("redirect_uri")))
                        .filter(each ->
                                each.challenge()
                                        .equals(
                                                Tokens.challenge(
                                                        form.getOrDefault("code_verifier", ""))));
        return valid.map(each -> granted(each.person(), each.scopes(), each.client()))
                .orElseGet(() -> refused("invalid_grant", "AADSTS70008"));
    }

    private Response refreshed(Map<String, String> form) {
        var token = form.getOrDefault("refresh_token", "");
        var grant = Optional.ofNullable(strict ? refresh.remove(token) : refresh.get(token));
        return grant.map(each -> granted(each.person(), each.scopes(), each.client()))
                .orElseGet(() -> refused("invalid_grant", "AADSTS700082"));
    }

    private Response granted(Mailbox person, List<String> scopes, String client) {
        var token = "EwB" + ++names + ".access";
        access.put(token, new Grant(person, scopes, client, clock.instant().plus(TOKEN_LIFE)));
        var json =
                Json.object().put("token_type", "Bearer").put("expires_in", TOKEN_LIFE.toSeconds());
        var names = new TreeSet<>(scopes);
        names.removeAll(List.of("openid", "profile", "offline_access", "email"));
        json.put("scope", names.stream().collect(Collectors.joining(" ")))
                .put("access_token", token);
        if (scopes.contains("offline_access")) {
            var next = "M.C" + ++this.names + ".refresh";
            refresh.put(next, new Grant(person, scopes, client, Instant.MAX));
            json.put("refresh_token", next);
        }
        if (scopes.contains("openid")) {
            json.put("id_token", Tokens.identity(person, client));
        }
        return Response.json(200, json.toString());
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static Response refused(String error, String code) {
        var json =
                Json.object()
                        .put("error", error)
                        .put("error_description", code + ": The grant is not valid.");
        return Response.json(400, json.toString());
    }

    /** Whose token this is, if it may read (and write, where asked). */
    Mailbox person(Request request, boolean write) {
        var grant =
                request.header("authorization")
                        .filter(value -> value.startsWith("Bearer "))
                        .map(value -> access.get(value.substring(7)))
                        .filter(each -> each.until().isAfter(clock.instant()))
                        .orElseThrow(() ->
                                new Refusal(
                                        401,
                                        "InvalidAuthenticationToken",
                                        "Access token has expired or is not yet valid."));
        if (write
                ? !grant.scopes().contains(WRITES)
                : grant.scopes().stream().noneMatch(Set.of(READS, WRITES)::contains)) {
            throw Refusal.denied();
        }
        return grant.person();
    }

    /** A refresh token works only once, as with stricter servers. */
    void strict(boolean once) {
        strict = once;
    }

    void expireAccessTokens() {
        access.clear();
    }

    void revoke(Mailbox person) {
        access.values().removeIf(each -> each.person().equals(person));
        refresh.values().removeIf(each -> each.person().equals(person));
        codes.values().removeIf(each -> each.person().equals(person));
    }
}
