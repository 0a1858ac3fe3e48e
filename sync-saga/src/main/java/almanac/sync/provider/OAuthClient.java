package almanac.sync.provider;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * Where a provider is and who we are there; every address is configuration, so that real, simulated
 * and test servers are one code path.
 *
 * @param clientId empty until an operator registered this installation
 * @param api root of the calendar API, as the provider's SDK expects it
 * @param revoke empty where the provider has no such endpoint
 * @param timeout of one request
 */
public record OAuthClient(
        String clientId,
        String clientSecret,
        URI authorize,
        URI token,
        Optional<URI> revoke,
        URI api,
        Duration timeout) {
    @Override
    public String toString() {
        return "OAuthClient[" + clientId + ", •••, " + api + "]";
    }
}
