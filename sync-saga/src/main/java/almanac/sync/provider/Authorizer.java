package almanac.sync.provider;

import java.net.URI;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A provider's OAuth 2.0 with PKCE (RFC 6749, RFC 7636). Failures as in {@link Provider}. */
public interface Authorizer {

    /** The consent page, asking for offline access. */
    URI consentPage(Request request);

    /**
     * @param challenge the S256 challenge of the verifier that the exchange will show
     * @param scopes empty for full read and write
     * @param loginHint the account to reconnect
     */
    record Request(
            String state,
            String challenge,
            URI redirect,
            List<String> scopes,
            Optional<String> loginHint) {}

    /** Trades a code; Reauthorize where the provider refuses it. */
    Grant exchange(String code, String verifier, URI redirect);

    /** Trades a refresh token; Reauthorize where it is dead ({@code invalid_grant}). */
    Grant refresh(String refreshToken);

    /**
     * Ends the grant at the provider.
     *
     * @return false where the provider has no such endpoint, so that only its user can
     */
    boolean revoke(String token);

    /** What reading calendars cannot do without and these do not grant; empty when all is there. */
    Set<String> missing(Set<String> granted);

    /** Whether these, granted or asked for, let events be changed and not only read. */
    boolean writes(Collection<String> scopes);

    /**
     * Secrets; prints as dots.
     *
     * @param refreshToken empty where the provider sent none: the one before stays valid
     * @param identity who consented; empty in the answer to a refresh
     */
    record Grant(
            String accessToken,
            Optional<String> refreshToken,
            Instant expiresAt,
            Set<String> scopes,
            Optional<Identity> identity) {
        @Override
        public String toString() {
            return "Grant[•••, " + expiresAt + ", " + scopes + "]";
        }
    }

    /**
     * @param key names the account for ever
     * @param email may change
     */
    record Identity(String key, String email) {}
}
