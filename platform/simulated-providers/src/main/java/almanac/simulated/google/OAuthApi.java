package almanac.simulated.google;

import almanac.simulated.Forms;
import almanac.simulated.Simulator;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;

/** Token, revocation and userinfo endpoints. */
final class OAuthApi {

    private final World world;
    private final Grants grants;

    OAuthApi(World world, Grants grants) {
        this.world = world;
        this.grants = grants;
    }

    Simulator.Response token(Simulator.Request request) {
        var form = Forms.read(request.body());
        if (form.getOrDefault("client_id", "").isEmpty()
                || form.getOrDefault("client_secret", "").isEmpty()) {
            return error(401, "invalid_client", "Unauthorized");
        }
        var issued =
                switch (form.getOrDefault("grant_type", "")) {
                    case "authorization_code" -> grants.exchange(form);
                    case "refresh_token" -> grants.refresh(form);
                    default -> throw new Refusal(400, "unsupported_grant_type", "Bad Request");
                };
        return issued.map(this::issued).orElseGet(() -> error(400, "invalid_grant", "Bad Request"));
    }

    private Simulator.Response issued(Grants.Issued issued) {
        var body = Json.object();
        body.put("access_token", issued.accessToken());
        body.put("expires_in", Grants.TOKEN_LIFE.toSeconds());
        body.put("scope", String.join(" ", issued.scopes()));
        body.put("token_type", "Bearer");
        issued.refreshToken().ifPresent(token -> body.put("refresh_token", token));
        if (issued.scopes().contains("openid")) {
            body.put("id_token", idToken(issued));
        }
        return Simulator.Response.json(200, Json.write(body));
    }

    /** OpenID Connect Core 2; its signature is only as long as one. */
    private String idToken(Grants.Issued issued) {
        var header = Json.object();
        header.put("alg", "RS256");
        header.put("kid", "simulated");
        header.put("typ", "JWT");
        var claims = Json.object();
        claims.put("iss", "https://accounts.google.com");
        claims.put("aud", issued.client());
        claims.put("azp", issued.client());
        claims.put("sub", issued.account().sub());
        if (issued.scopes().contains("email")
                || issued.scopes().contains("https://www.googleapis.com/auth/userinfo.email")) {
            claims.put("email", issued.account().email());
            claims.put("email_verified", true);
        }
        claims.put("iat", world.now().getEpochSecond());
        claims.put("exp", world.now().plus(Grants.TOKEN_LIFE).getEpochSecond());
        return base64(Json.write(header))
                + "."
                + base64(Json.write(claims))
                + "."
                + base64("simulated".repeat(28));
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    Simulator.Response revoke(Simulator.Request request) {
        var token =
                request.parameter("token")
                        .orElseGet(() -> Forms.read(request.body()).getOrDefault("token", ""));
        return grants.revoke(token)
                ? Simulator.Response.json(200, "{}")
                : error(400, "invalid_token", "Token expired or revoked");
    }

    Simulator.Response userinfo(Grants.Session session) {
        var body = Json.object();
        body.put("sub", session.account().sub());
        body.put("email", session.account().email());
        body.put("email_verified", true);
        body.put("name", session.account().name());
        return Simulator.Response.json(200, Json.write(body));
    }

    private static Simulator.Response error(int status, String error, String description) {
        var body = Json.object();
        body.put("error", error);
        body.put("error_description", description);
        return Simulator.Response.json(status, Json.write(body));
    }

    /** What a dead or missing access token is answered with. */
    static Simulator.Response unauthorized() {
        var response = new Refusal(401, "authError", "Invalid Credentials").response();
        return new Simulator.Response(
                401,
                java.util.List.of(
                        Map.entry("Content-Type", "application/json"),
                        Map.entry(
                                "WWW-Authenticate",
                                "Bearer realm=\"https://accounts.google.com/\","
                                        + " error=\"invalid_token\"")),
                response.body(),
                false);
    }
}
