package almanac.sync.microsoft;

import almanac.sync.provider.Authorizer;
import almanac.sync.provider.OAuthClient;
import almanac.sync.provider.ProviderFailed;
import almanac.sync.provider.ProviderFailure;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.AuthorizationGrant;
import com.nimbusds.oauth2.sdk.AuthorizationRequest;
import com.nimbusds.oauth2.sdk.RefreshTokenGrant;
import com.nimbusds.oauth2.sdk.ResponseMode;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.TokenRevocationRequest;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.State;
import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.Prompt;
import java.io.IOException;
import java.net.URI;
import java.text.ParseException;
import java.time.Clock;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

/**
 * Microsoft Entra. Refresh tokens change at each use. There is no endpoint that revokes a grant:
 * users find it in their account under "My Apps".
 */
final class MicrosoftAuthorizer implements Authorizer {

    /** After these only the user can help (Entra's documentation of the token endpoint). */
    private static final Set<String> DEAD =
            Set.of(
                    "invalid_grant",
                    "interaction_required",
                    "consent_required",
                    "login_required",
                    "access_denied");

    /** Stands where the name of a client would. */
    private static final String NOBODY = "nobody";

    private final OAuthClient client;
    private final Clock clock;
    private final AtomicReference<Optional<TokenRequests>> sender =
            new AtomicReference<>(Optional.empty());

    MicrosoftAuthorizer(OAuthClient client, Clock clock) {
        this.client = client;
        this.clock = clock;
    }

    /** Made at the first use, so that an unused provider costs nothing. */
    private TokenRequests requests() {
        return sender.updateAndGet(
                        known -> known.or(() -> Optional.of(new TokenRequests(client.timeout()))))
                .orElseThrow();
    }

    @Override
    public URI consentPage(Request request) {
        try {
            var page =
                    new AuthorizationRequest.Builder(
                                    ResponseType.CODE,
                                    new ClientID(registered() ? client.clientId() : NOBODY))
                            .endpointURI(client.authorize())
                            .redirectionURI(request.redirect())
                            .responseMode(ResponseMode.QUERY)
                            .scope(MicrosoftScopes.asked(request.scopes()))
                            .state(new State(request.state()))
                            .codeChallenge(
                                    CodeChallenge.parse(request.challenge()),
                                    CodeChallengeMethod.S256)
                            .prompt(Prompt.Type.SELECT_ACCOUNT);
            request.loginHint().ifPresent(hint -> page.customParameter("login_hint", hint));
            return registered() ? page.build().toURI() : anonymous(page.build());
        } catch (com.nimbusds.oauth2.sdk.ParseException wrong) {
            throw new IllegalArgumentException("not a PKCE challenge", wrong);
        }
    }

    private boolean registered() {
        return !client.clientId().isEmpty();
    }

    /** The library has no request without a client; contract.md B2 has. */
    private static URI anonymous(AuthorizationRequest page) {
        var parameters = new LinkedHashMap<>(page.toParameters());
        parameters.put("client_id", List.of(""));
        return URI.create(page.getEndpointURI() + "?" + URLUtils.serializeParameters(parameters));
    }

    @Override
    public Grant exchange(String code, String verifier, URI redirect) {
        var grant =
                new AuthorizationCodeGrant(
                        new AuthorizationCode(code), redirect, new CodeVerifier(verifier));
        return granted(grant);
    }

    @Override
    public Grant refresh(String refreshToken) {
        return granted(new RefreshTokenGrant(new RefreshToken(refreshToken)));
    }

    private Grant granted(AuthorizationGrant grant) {
        var request =
                client.clientSecret().isEmpty()
                        ? new TokenRequest.Builder(
                                client.token(), new ClientID(client.clientId()), grant)
                        : new TokenRequest.Builder(client.token(), secret(), grant);
        var answer = send(request.build());
        try {
            var parsed = OIDCTokenResponseParser.parse(answer);
            if (!parsed.indicatesSuccess()) {
                throw failed(answer, parsed);
            }
            return grant((OIDCTokenResponse) parsed.toSuccessResponse());
        } catch (com.nimbusds.oauth2.sdk.ParseException | ClassCastException broken) {
            throw new ProviderFailed(MicrosoftFailures.ofTokenStatus(answer.getStatusCode()));
        }
    }

    private ClientSecretPost secret() {
        return new ClientSecretPost(
                new ClientID(client.clientId()), new Secret(client.clientSecret()));
    }

    private HTTPResponse send(com.nimbusds.oauth2.sdk.Request request) {
        try {
            return request.toHTTPRequest().send(requests());
        } catch (IOException unreachable) {
            throw new ProviderFailed(
                    new ProviderFailure.Unreachable("Microsoft's sign-in does not answer"));
        }
    }

    private static ProviderFailed failed(HTTPResponse answer, TokenResponse response) {
        var code =
                Optional.ofNullable(response.toErrorResponse().getErrorObject().getCode())
                        .orElse("");
        if (DEAD.contains(code)) {
            return new ProviderFailed(new ProviderFailure.Reauthorize("Microsoft says " + code));
        }
        if (answer.getStatusCode() < 429) {
            return new ProviderFailed(
                    new ProviderFailure.Refused("Microsoft's sign-in says " + code));
        }
        return new ProviderFailed(MicrosoftFailures.ofTokenStatus(answer.getStatusCode()));
    }

    private Grant grant(OIDCTokenResponse response) {
        var tokens = response.getOIDCTokens();
        var access = tokens.getAccessToken();
        var scopes =
                Optional.ofNullable(access.getScope()).map(Scope::toStringList).orElse(List.of());
        return new Grant(
                access.getValue(),
                Optional.ofNullable(tokens.getRefreshToken()).map(RefreshToken::getValue),
                clock.instant().plusSeconds(access.getLifetime()),
                scopes.stream()
                        .map(MicrosoftScopes::bare)
                        .collect(Collectors.toCollection(TreeSet::new)),
                Optional.ofNullable(tokens.getIDTokenString()).map(token -> identity(response)));
    }

    /**
     * The token came from Microsoft itself over TLS, so its signature need not be checked (OpenID
     * Connect Core 1.0, 3.1.3.7).
     */
    private Identity identity(OIDCTokenResponse response) {
        try {
            var claims = response.getOIDCTokens().getIDToken().getJWTClaimsSet();
            if (!claims.getAudience().contains(client.clientId())) {
                throw new ProviderFailed(
                        new ProviderFailure.Refused("the identity is meant for another client"));
            }
            var key = claims.getStringClaim("tid") + ":" + claims.getStringClaim("oid");
            var email =
                    Optional.ofNullable(claims.getStringClaim("email"))
                            .or(() -> text(claims.getClaim("preferred_username")))
                            .orElse("");
            return new Identity(key, email);
        } catch (ParseException broken) {
            throw new ProviderFailed(
                    new ProviderFailure.Unreachable("Microsoft sent a broken identity"));
        }
    }

    private static Optional<String> text(Object claim) {
        return claim instanceof String text ? Optional.of(text) : Optional.empty();
    }

    @Override
    public boolean revoke(String token) {
        client.revoke()
                .ifPresent(uri ->
                        send(new TokenRevocationRequest(uri, secret(), new RefreshToken(token))));
        return client.revoke().isPresent();
    }

    @Override
    public Set<String> missing(Set<String> granted) {
        return MicrosoftScopes.missing(granted);
    }

    @Override
    public boolean writes(Collection<String> scopes) {
        return MicrosoftScopes.writes(scopes);
    }
}
