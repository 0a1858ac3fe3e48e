package almanac.sync.provider;

import almanac.connection.ConnectionId;

/**
 * An account with the right to use it. What it hands out is a secret: it goes into a request's
 * Authorization header and nowhere else.
 */
public interface Account {

    ConnectionId connection();

    /** What to present; for OAuth with an access token that is fresh as far as we know. */
    Credential credential();

    /**
     * A credential in place of one that the provider just refused with 401.
     *
     * @throws ProviderFailed Reauthorize where there is none
     */
    Credential renewed(Credential refused);
}
