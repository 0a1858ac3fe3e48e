package almanac.sync.google;

import almanac.sync.provider.Authorizer;
import almanac.sync.provider.OAuthClient;
import almanac.sync.provider.ProviderFailed;
import almanac.sync.provider.ProviderFailure;
import com.google.api.client.auth.oauth2.AuthorizationCodeRequestUrl;
import com.google.api.client.auth.oauth2.AuthorizationCodeTokenRequest;
import com.google.api.client.auth.oauth2.ClientParametersAuthentication;
import com.google.api.client.auth.oauth2.RefreshTokenRequest;
import com.google.api.client.auth.oauth2.TokenRequest;
import com.google.api.client.auth.oauth2.TokenResponse;
import com.google.api.client.auth.oauth2.TokenResponseException;
import com.google.api.client.http.GenericUrl;
import com.google.api.client.http.HttpRequestInitializer;
import com.google.api.client.http.HttpResponseException;
import com.google.api.client.http.HttpTransport;
import com.google.api.client.http.UrlEncodedContent;
import com.google.api.client.http.javanet.NetHttpTransport;
import com.google.api.client.json.gson.GsonFactory;
import com.google.api.client.json.webtoken.JsonWebSignature;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Google's OAuth 2.0 for web servers, with PKCE and offline access. */
final class GoogleAuthorizer implements Authorizer {

    private static final Duration USUAL_LIFE = Duration.ofHours(1);

    private final HttpTransport transport = new NetHttpTransport();
    private final OAuthClient client;
    private final Clock clock;
    private final HttpRequestInitializer bounds;

    GoogleAuthorizer(OAuthClient client, Clock clock) {
        this.client = client;
        this.clock = clock;
        var millis = Math.toIntExact(client.timeout().toMillis());
        this.bounds =
                request -> {
                    request.setConnectTimeout(millis);
                    request.setReadTimeout(millis);
                    request.setFollowRedirects(false);
                };
    }

    /** The prompt is forced: without it a second consent brings no refresh token. */
    @Override
    public URI consentPage(Request request) {
        var page =
                new AuthorizationCodeRequestUrl(client.authorize().toString(), client.clientId())
                        .setRedirectUri(request.redirect().toString())
                        .setScopes(GoogleScopes.asked(request.scopes()))
                        .setState(request.state());
        page.set("access_type", "offline");
        page.set("prompt", "consent");
        if (request.scopes().isEmpty()) {
            // else what was granted before would come along with what is restricted now
            page.set("include_granted_scopes", "true");
        }
        page.set("code_challenge", request.challenge());
        page.set("code_challenge_method", "S256");
        request.loginHint().ifPresent(hint -> page.set("login_hint", hint));
        return page.toURI();
    }

    @Override
    public Grant exchange(String code, String verifier, URI redirect) {
        var request =
                new AuthorizationCodeTokenRequest(
                                transport, GsonFactory.getDefaultInstance(), token(), code)
                        .setRedirectUri(redirect.toString());
        request.set("code_verifier", verifier);
        var answer = execute(request);
        var identity = identity(answer);
        if (identity.isEmpty()) {
            throw failed(new ProviderFailure.Refused("Google did not say whose account it is"));
        }
        return grant(answer, identity);
    }

    @Override
    public Grant refresh(String refreshToken) {
        return grant(
                execute(
                        new RefreshTokenRequest(
                                transport,
                                GsonFactory.getDefaultInstance(),
                                token(),
                                refreshToken)),
                Optional.empty());
    }

    private GenericUrl token() {
        return new GenericUrl(client.token());
    }

    private TokenResponse execute(TokenRequest request) {
        request.setRequestInitializer(bounds);
        request.setClientAuthentication(
                new ClientParametersAuthentication(client.clientId(), client.clientSecret()));
        try {
            return request.execute();
        } catch (TokenResponseException refused) {
            var error =
                    Optional.ofNullable(refused.getDetails())
                            .flatMap(details -> Optional.ofNullable(details.getError()))
                            .orElse("");
            throw failed(classified(refused.getStatusCode(), error));
        } catch (IOException | IllegalArgumentException broken) {
            throw failed(unreachable());
        }
    }

    /** Only the error's name is read: its description says nothing (recorded: "Bad Request"). */
    private static ProviderFailure classified(int status, String error) {
        var detail = "Google answered " + status + (error.isEmpty() ? "" : " " + error);
        return switch (error) {
            case "invalid_grant" -> new ProviderFailure.Reauthorize(detail);
            case "invalid_client", "unauthorized_client" -> new ProviderFailure.Refused(detail);
            default ->
                    status == 429
                            ? new ProviderFailure.Throttled(
                                    Optional.empty(), ProviderFailure.Extent.PROJECT, detail)
                            : status >= 500
                                    ? new ProviderFailure.Unreachable(detail)
                                    : new ProviderFailure.Refused(detail);
        };
    }

    private Grant grant(TokenResponse answer, Optional<Identity> identity) {
        var life =
                Optional.ofNullable(answer.getExpiresInSeconds())
                        .map(Duration::ofSeconds)
                        .orElse(USUAL_LIFE);
        var scopes = Optional.ofNullable(answer.getScope()).orElse("");
        return new Grant(
                answer.getAccessToken(),
                Optional.ofNullable(answer.getRefreshToken()),
                clock.instant().plus(life),
                scopes.isBlank() ? Set.of() : Set.copyOf(List.of(scopes.split(" "))),
                identity);
    }

    /**
     * The token came from Google itself over TLS, so its signature need not be checked (OpenID
     * Connect Core 3.1.3.7, 6); that it is meant for us is.
     */
    private Optional<Identity> identity(TokenResponse answer) {
        if (!(answer.get("id_token") instanceof String text)) {
            return Optional.empty();
        }
        try {
            var claims =
                    JsonWebSignature.parse(GsonFactory.getDefaultInstance(), text).getPayload();
            var ours = claims.getAudienceAsList().contains(client.clientId());
            return ours && claims.getSubject() != null
                    ? Optional.of(
                            new Identity(
                                    claims.getSubject(),
                                    claims.get("email") instanceof String email ? email : ""))
                    : Optional.empty();
        } catch (IOException | IllegalArgumentException broken) {
            throw failed(unreachable());
        }
    }

    /** Ends the whole grant, whichever of its tokens it is given. */
    @Override
    public boolean revoke(String token) {
        if (client.revoke().isEmpty()) {
            return false;
        }
        try {
            transport
                    .createRequestFactory(bounds)
                    .buildPostRequest(
                            new GenericUrl(client.revoke().get()),
                            new UrlEncodedContent(Map.of("token", token)))
                    .execute()
                    .disconnect();
        } catch (HttpResponseException refused) {
            // 400 invalid_token: it is dead already
            if (refused.getStatusCode() != 400) {
                throw failed(classified(refused.getStatusCode(), ""));
            }
        } catch (IOException broken) {
            throw failed(unreachable());
        }
        return true;
    }

    private static ProviderFailure unreachable() {
        return new ProviderFailure.Unreachable("no whole answer from Google");
    }

    @Override
    public Set<String> missing(Set<String> granted) {
        return GoogleScopes.missing(granted);
    }

    @Override
    public boolean writes(Collection<String> scopes) {
        return GoogleScopes.writes(scopes);
    }

    private static ProviderFailed failed(ProviderFailure failure) {
        return new ProviderFailed(failure);
    }
}
